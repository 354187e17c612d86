using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Messages;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Messages.TextTalkCommand;
using static LearningHub.Domain.Messages.TextTalkEvent;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Messages;

/// <summary>What people mean by a text message, what a plain phone can show, and the talk that follows.</summary>
public sealed class TextTests
{
    private static readonly Guid Coupon = new(7, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]), One = Guid.NewGuid(), Two = Guid.NewGuid();
    private static readonly ImmutableArray<Item> Asked = [Question("LM-Q01"), Question("LM-Q02")];
    private static readonly CheckBegun Begun = new(S(1), Cascade.GoldenExample.Module, Coupon, P("e1"), One, Day(10));

    [Theory]
    [InlineData("K7P2QM", "K7P2QM", null)]
    [InlineData(" k7p 2qm ", "K7P2QM", null)]
    [InlineData("K7P-2QM.", "K7P2QM", null)]
    [InlineData("My code is k7p2qm, thank you", "K7P2QM", null)]
    [InlineData("code k7p 2qm", "K7P2QM", null)]
    [InlineData("K7P2QM for Jane Uwase", "K7P2QM", "Jane Uwase")]
    [InlineData("k7p 2qm FOR  Jane", "K7P2QM", "Jane")]
    [InlineData("K7P2QM pour Jeanne", "K7P2QM", "Jeanne")]
    [InlineData("K7P2QM for 12", "K7P2QM", null)]
    public void A_code_is_understood_in_any_form(string text, string code, string? name) => Assert.Equal(new TextIntent.Confirm(code, name), TextIntent.Read(text));

    [Theory]
    [InlineData("a", 0)]
    [InlineData(" B. ", 1)]
    [InlineData("c)", 2)]
    [InlineData("2 d", 3)]
    [InlineData("Answer: b", 1)]
    [InlineData("1.a", 0)]
    public void A_letter_is_an_answer(string text, int option) => Assert.Equal(new TextIntent.Answer(option), TextIntent.Read(text));

    [Fact]
    public void The_words_that_networks_ask_for_are_known()
    {
        Assert.All((string[])["HELP", "help!", "?", "info"], text => Assert.IsType<TextIntent.Help>(TextIntent.Read(text)));
        Assert.All((string[])["STOP", "Stop.", "unsubscribe", "stop all"], text => Assert.IsType<TextIntent.Stop>(TextIntent.Read(text)));
        Assert.IsType<TextIntent.Start>(TextIntent.Read("start"));
        Assert.All((string?[])["", null, "hello there", "I was at the training", new string('x', 5000)], text => Assert.IsType<TextIntent.Unclear>(TextIntent.Read(text)));
    }

    [Fact]
    public void Every_message_fits_and_holds_only_what_a_plain_phone_shows()
    {
        Assert.Equal("Say \"it\" - l'été... ?", Assert.Single(GsmText.Split("Say “it” – l’été… ✓")));
        Assert.Equal("Kinyarwanda a", GsmText.Clean("Kinyarwanda â"));
        var words = string.Join(' ', Enumerable.Range(0, 120).Select(i => $"word{i}"));
        var parts = GsmText.Split(words + " {€}");
        Assert.All(parts, part => Assert.InRange(GsmText.Length(part), 1, GsmText.Longest));
        Assert.Equal($"(1/{parts.Length}) word0", parts[0][..11]);
        Assert.Equal((words + " {€}").Split(' '), parts.SelectMany(part => part[(part.IndexOf(')', StringComparison.Ordinal) + 2)..].Split(' ')));
        Assert.Equal(new string('a', 160), Assert.Single(GsmText.Split(new string('a', 160))));
        Assert.Equal(2, GsmText.Split(new string('€', 81)).Length);
    }

    [Fact]
    public void Questions_come_one_by_one_and_the_first_answer_counts()
    {
        var first = CouponCheck.Options(Asked[0], Coupon)[1].Id;
        Talk.Given(Begun).When(new GiveLetter(1, Asked, Two, Day(11))).Then(new LetterGiven("LM-Q01", first, Two, Day(11)));
        Talk.Given(Begun, new LetterGiven("LM-Q01", first, Two, Day(11))).When(new GiveLetter(0, Asked, Two, Day(11))).ThenNothing(); // delivered twice by the network
        Talk.Given(Begun).When(new GiveLetter(5, Asked, Two, Day(11))).ThenRefused("text.no-such-letter");
        Talk.When(new GiveLetter(0, Asked, Two, Day(11))).ThenRefused("text.nothing-asked");
        Talk.Given(Begun, new LetterGiven("LM-Q01", first, Two, Day(11)), new LetterGiven("LM-Q02", first, Guid.NewGuid(), Day(11)))
            .When(new GiveLetter(0, Asked, Guid.NewGuid(), Day(11))).ThenRefused("text.nothing-asked");
    }

    [Fact]
    public void A_coupon_sent_twice_begins_its_check_once_and_another_begins_anew()
    {
        Talk.Given(Begun).When(new BeginCheck(S(1), Cascade.GoldenExample.Module, Coupon, P("e1"), Two, Day(11))).ThenNothing();
        var other = Guid.NewGuid();
        Talk.Given(Begun).When(new BeginCheck(S(1), Cascade.GoldenExample.Module, other, P("e2"), Two, Day(11))).Then(Begun with { Coupon = other, Learner = P("e2"), Message = Two, At = Day(11) });
        Talk.Given(Begun).When(new BeginCheck(S(1), Cascade.GoldenExample.Module, other, P("e2"), One, Day(11))).ThenNothing();
    }

    [Fact]
    public void A_colleagues_coupon_in_between_keeps_the_answers_given_so_far()
    {
        var (other, first) = (Guid.NewGuid(), CouponCheck.Options(Asked[0], Coupon)[1].Id);
        var second = CouponCheck.Options(Asked[1], Coupon)[0].Id;
        var colleague = Begun with { Coupon = other, Learner = P("e2"), Message = Two };
        var given = new LetterGiven("LM-Q01", first, Guid.NewGuid(), Day(11));
        var message = Guid.NewGuid();
        Talk.Given(Begun, given, colleague).When(new GiveLetter(0, Asked, message, Day(12))).Then(new LetterGiven("LM-Q01", CouponCheck.Options(Asked[0], other)[0].Id, message, Day(12)));
        Talk.Given(Begun, given, colleague, Begun with { Message = Guid.NewGuid() }).When(new GiveLetter(0, Asked, message, Day(12))).Then(new LetterGiven("LM-Q02", second, message, Day(12)));
    }

    [Theory]
    [InlineData(12, 12)]
    [InlineData(21, 31)]
    [InlineData(3, 7)]
    [InlineData(7, 7)]
    public void Nobody_is_disturbed_in_the_evening_and_at_night(int hour, int allowed)
    {
        var day = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(day.AddHours(allowed), new QuietHours(20, 7).NextAllowed(day.AddHours(hour), TimeZoneInfo.Utc));
        Assert.Equal(day.AddHours(hour), new QuietHours(20, 20).NextAllowed(day.AddHours(hour), TimeZoneInfo.Utc));
    }

    private static Story<TextTalkState, TextTalkCommand, TextTalkEvent> Talk => new(TextTalk.Rules);

    private static Item Question(string id) => Cascade.CascadeSessionTests.Question(id, "LM-M1");
}
