using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>A result on the projector and on the phones, each when the host wants it there.</summary>
public sealed class LiveScreenTests
{
    private static readonly LiveEvent[] Closed = [Started, AminaJoined, FeesOpened, Recorded(Amina, "a", right: true), FeesClosed];

    private static Story<LiveState, LiveCommand, LiveEvent> Session => new(LiveSession.Rules);

    private static LiveCommand.ShowOnScreen Show(bool shown) => new(Fees.Id, shown, Ten);

    private static LiveState After(params LiveEvent[] events) => events.Aggregate(LiveState.Initial, LiveSession.Evolve);

    [Fact]
    public void By_itself_the_projector_shows_what_the_phones_show()
    {
        Assert.Null(After(Closed).ResultOnScreen());
        Assert.Equal(1, After([.. Closed, FeesRevealed]).ResultOnScreen()!.Detail!.People);
    }

    [Fact]
    public void A_result_may_stand_on_the_projector_alone()
    {
        Session.Given(Closed).When(Show(true)).Then(new ResultOnScreen(Fees.Id, true, Ten));
        var state = After([.. Closed, new ResultOnScreen(Fees.Id, true, Ten)]);
        Assert.NotNull(state.ResultOnScreen());
        Assert.Null(state.SnapshotFor(Amina, Ten).Result);
    }

    [Fact]
    public void A_result_may_stand_on_the_phones_alone()
    {
        Session.Given(Closed).When(Show(false)).Then(new ResultOnScreen(Fees.Id, false, Ten));
        var state = After([.. Closed, new ResultOnScreen(Fees.Id, false, Ten), FeesRevealed]);
        Assert.Null(state.ResultOnScreen());
        Assert.NotNull(state.SnapshotFor(Amina, Ten).Result);
    }

    [Fact]
    public void The_same_again_adds_nothing() => Session.Given([.. Closed, new ResultOnScreen(Fees.Id, true, Ten)]).When(Show(true)).ThenNothing();

    [Fact]
    public void While_people_vote_nothing_of_it_goes_on_the_projector()
    {
        Session.Given(Closed[..4]).When(Show(true)).ThenRefused("live.still-voting");
        Session.Given(Closed[..4]).When(Show(false)).Then(new ResultOnScreen(Fees.Id, false, Ten));
    }

    [Fact]
    public void What_is_not_on_by_now_is_left_alone() => Session.Given([.. Closed, new ActivityOpened(Mood.Id, Ten)]).When(Show(true)).ThenRefused("live.another-activity");
}
