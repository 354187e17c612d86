using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Tests.Learning;

public sealed class TeachReadyTests
{
    private static readonly DateTimeOffset Ten = new(2026, 2, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_missing_is_said_in_the_order_in_which_it_is_done()
    {
        var ready = new TeachReady(Lessons: 3, Read: 1, Qualified: false, Messages: 2, Rehearsed: 1, Cleared: false);
        Assert.Equal([TeachStep.Read, TeachStep.Test, TeachStep.Rehearse, TeachStep.TeachBack], ready.Missing.ToArray());
        Assert.Equal(TeachStep.Read, ready.Next);
        Assert.False(ready.IsReady);
        Assert.Equal(TeachStep.Rehearse, (ready with { Qualified = true }).Next); // who was taught by a colleague need not read what she was told
        Assert.Equal(TeachStep.Test, (ready with { Read = 3 }).Next);
        Assert.Equal(TeachStep.TeachBack, (ready with { Qualified = true, Rehearsed = 2 }).Next);
        Assert.True((ready with { Qualified = true, Rehearsed = 2, Cleared = true }).IsReady);
    }

    [Fact]
    public void Who_is_sure_and_wrong_is_counted_once_by_her_newest_answer()
    {
        ConfidenceFact[] facts =
        [
            .. Enumerable.Range(0, 5).Select(n => Fact(n, "Q1", right: n > 1, sure: true)),
            Fact(0, "Q2", right: false, sure: true), // the same person, the same message
            Fact(1, "Q1", right: true, sure: true, minutes: 5), // has learned it since
            Fact(2, "Q2", right: false, sure: false), // not sure does no harm
        ];
        var line = ConfidentWrong.Of(facts, ["M1", "M2"], sensitive: false)[0];
        Assert.Equal(("M1", 5, 1, "Q1"), (line.Message, line.People, line.Wrong!.Value, line.Item));
        Assert.Equal(new("M2", 0, null, null), ConfidentWrong.Of(facts, ["M1", "M2"], sensitive: false)[1]);
    }

    [Fact]
    public void Few_people_are_not_shown_and_protection_content_shows_steps_alone()
    {
        Assert.Null(ConfidentWrong.Of(Enumerable.Range(0, 4).Select(n => Fact(n, "Q1", false, true)), ["M1"], sensitive: false)[0].Wrong);
        Assert.Null(ConfidentWrong.Of(Enumerable.Range(0, 10).Select(n => Fact(n, "Q1", false, true)), ["M1"], sensitive: true)[0].Wrong);
        Assert.Equal(11, ConfidentWrong.Of(Enumerable.Range(0, 20).Select(n => Fact(n, "Q1", n > 15, true)), ["M1"], sensitive: true)[0].Wrong);
        Assert.Equal((0, null), ConfidentWrong.Of(Enumerable.Range(0, 20).Select(n => Fact(n, "Q1", n > 3, true)), ["M1"], sensitive: true).Select(line => (line.Wrong, line.Item)).Single());
    }

    private static ConfidenceFact Fact(int person, string item, bool right, bool sure, int minutes = 0) =>
        new(new(new Guid(person, 0, 0, new byte[8])), "M1", item, right, sure, Ten.AddMinutes(minutes));
}
