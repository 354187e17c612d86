using LearningHub.Domain.Live;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveKinds;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>What a room wants done first becomes a plan of work: action, owner, date.</summary>
public sealed class LiveActionsTests
{
    private static readonly DateOnly March = new(2027, 3, 31);
    private static readonly LiveEvent[] Voted = [new SessionStarted(Labour, [Priorities], Host, "K7P2QM", Ten), new ActivityOpened(Priorities.Id, Ten), new ActivityClosed(Priorities.Id, Ten), new ResultsRevealed(Priorities.Id, Ten)];

    private static LiveCommand.PlanAction Plan(string? owner, DateOnly? due, string option = "a") => new(Priorities.Id, option, owner, due, Ten);

    [Fact]
    public void An_owner_and_a_date_are_written_beside_an_action_once() => Session
        .Given(Voted).When(Plan("  Labour   inspectorate ", March)).Then(new ActionPlanned(Priorities.Id, "a", "Labour inspectorate", March, Ten));

    [Fact]
    public void The_same_again_adds_nothing_and_also_after_the_session_it_can_be_changed()
    {
        LiveEvent[] planned = [.. Voted, new ActionPlanned(Priorities.Id, "a", "Labour inspectorate", March, Ten), new SessionEnded(Ten)];
        Session.Given(planned).When(Plan("Labour inspectorate", March)).ThenNothing();
        Session.Given(planned).When(Plan("", null)).Then(new ActionPlanned(Priorities.Id, "a", "", null, Ten));
    }

    [Fact]
    public void Before_the_result_is_shown_there_is_no_plan() => Session.Given(Voted[..3]).When(Plan("Office", March)).ThenRefused("live.no-result");

    [Fact]
    public void An_action_that_nobody_voted_on_is_refused() => Session.Given(Voted).When(Plan("Office", March, option: "q")).ThenRefused("live.no-such-action");

    [Fact]
    public void An_owner_that_fills_a_page_is_refused() => Session.Given(Voted).When(Plan(new string('x', LiveActions.LongestOwner + 1), null)).ThenRefused("live.owner-long");

    [Fact]
    public void What_was_typed_stays_out_of_the_journal_and_comes_back()
    {
        LiveEvent planned = new ActionPlanned(Priorities.Id, "a", "Labour inspectorate", March, Ten);
        var (kept, text) = LiveTexts.Split(planned);
        Assert.Null(Assert.IsType<ActionPlanned>(kept).Owner);
        Assert.True(text!.Replaces);
        Assert.Equal(planned, LiveTexts.Join(kept, id => id == text.Id ? text.Lines : null));
        Assert.NotEqual(text.Id, LiveTexts.Split(new ActionPlanned(Priorities.Id, "b", "Other", null, Ten)).Text!.Id);
    }
}
