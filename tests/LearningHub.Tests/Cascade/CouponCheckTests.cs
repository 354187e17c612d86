using LearningHub.Domain.Cascade;
using LearningHub.Domain.Learning;
using static LearningHub.Tests.Cascade.CascadeSessionTests;

namespace LearningHub.Tests.Cascade;

public sealed class CouponCheckTests
{
    private static readonly Module Module = new(
        GoldenExample.Module, "LM", "en", "Labour mobility", "", 0.7, false, "", [], [.. Enumerable.Range(1, 4).Select(i => new KeyMessage($"LM-M{i}", $"Message {i}."))], [],
        [.. Enumerable.Range(1, 12).Select(i => Question($"LM-Q{i:00}", $"LM-M{1 + i % 4}", anchor: i <= 8))], null, null, null, []);

    [Fact]
    public void Five_anchor_items_are_asked_with_one_for_each_key_message_at_least()
    {
        for (var i = 0; i < 200; i++)
        {
            var asked = CouponCheck.Draw(Module, Guid.NewGuid());
            Assert.Equal(5, asked.Select(item => item.Id).Distinct().Count());
            Assert.All(asked, item => Assert.True(item.Anchor));
            Assert.Equal(4, asked.Select(item => item.Message).Distinct().Count());
        }
    }

    [Fact]
    public void A_coupon_opened_again_asks_the_same_questions_with_the_same_options()
    {
        var coupon = Guid.NewGuid();
        Assert.Equal(CouponCheck.Draw(Module, coupon).Select(item => item.Id), CouponCheck.Draw(Module, coupon).Select(item => item.Id));
        Assert.Equal(CouponCheck.Options(Module.Items[0], coupon).Select(o => o.Id), CouponCheck.Options(Module.Items[0], coupon).Select(o => o.Id));
    }

    [Fact]
    public void Neighbours_are_not_all_asked_the_same() =>
        Assert.True(Enumerable.Range(0, 20).Select(_ => string.Join(' ', CouponCheck.Draw(Module, Guid.NewGuid()).Select(item => item.Id))).Distinct().Count() > 5);
}
