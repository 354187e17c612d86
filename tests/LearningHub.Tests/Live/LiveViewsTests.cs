using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

public sealed class LiveViewsTests
{
    [Fact]
    public void A_snapshot_before_the_reveal_holds_no_result()
    {
        foreach (var state in new[] { After(Started), After(Started, FeesOpened), After(Started, FeesOpened, FeesClosed) })
        {
            Assert.Null(state.SnapshotFor(Amina, Ten).Result);
            Assert.Null(state.SnapshotForHost(Ten).Result);
        }

        Assert.Throws<InvalidOperationException>(() => After(Started, FeesOpened).Result(Fees));
    }

    [Fact]
    public void A_participant_finds_her_own_answers_and_nobody_elses()
    {
        var state = After(Started, AminaJoined, new ParticipantJoined(Binta, Ten), FeesOpened, Recorded(Amina, "b", false));
        Assert.Equal(["b"], state.SnapshotFor(Amina, Ten).Answers[Fees.Id].Options!.Value.ToArray());
        Assert.Empty(state.SnapshotFor(Binta, Ten).Answers);
        Assert.Empty(state.SnapshotForHost(Ten).Answers);
        Assert.Equal(1, state.SnapshotFor(Binta, Ten).Answered);
    }

    [Fact]
    public void The_result_counts_answers_in_time_and_names_every_option()
    {
        var state = After(Started, FeesOpened, Recorded(Amina, "b", false), FeesClosed, Recorded(Binta, "a", true, AnswerTiming.Late), FeesRevealed);
        var result = state.SnapshotFor(Amina, Ten).Result!;
        Assert.Equal(["a"], result.Right.ToArray());
        Assert.Equal((0, 1), (result.Tally["a"], result.Tally["b"]));
        Assert.Equal(2, result.Feedback.Count);
        Assert.Equal((1, 1), (state.TallyAt(9, 0).Answered, state.TallyAt(9, 0).Late));
    }

    [Fact]
    public void A_poll_reveals_no_right_option()
    {
        var result = After(Started, new ActivityOpened(Mood.Id, Ten), new ActivityClosed(Mood.Id, Ten), new ResultsRevealed(Mood.Id, Ten)).SnapshotFor(null, Ten).Result!;
        Assert.Empty(result.Right);
        Assert.Empty(result.Feedback);
    }

    [Fact]
    public void Who_comes_late_may_catch_up_on_what_is_over_but_not_on_what_was_never_asked()
    {
        var state = After(Started, AminaJoined, FeesOpened, FeesClosed, new ActivityOpened(Mood.Id, Ten));
        Assert.Equal([Fees.Id], state.MissedBy(Amina).Select(activity => activity.ActivityId));
        Assert.Equal(1, state.SnapshotFor(Amina, Ten).Missed);
        Assert.Empty(After(Started, AminaJoined).MissedBy(Amina));
    }

    [Fact]
    public void The_host_finds_the_plan_and_others_do_not()
    {
        Assert.Equal([Fees.Id, Mood.Id], After(Started).SnapshotForHost(Ten).Plan!.Value.ToArray());
        Assert.Null(After(Started).SnapshotFor(Amina, Ten).Plan);
    }

    [Fact]
    public void The_order_of_options_hides_which_one_the_author_wrote_first()
    {
        var options = LivePlan.Of([Item("LM-L01", ordered: false)], _ => 0)[0].Options;
        Assert.Equal(["a", "b", "c"], options.Select(option => option.Id));
        Assert.Equal(["b", "c", "a"], options.Select(option => option.Source));
        Assert.Equal([false, false, true], options.Select(option => option.Right));
    }

    [Fact]
    public void An_order_that_carries_meaning_is_kept() =>
        Assert.Equal(["a", "b", "c"], LivePlan.Of([Item("LM-L01", ordered: true)], _ => 0)[0].Options.Select(option => option.Source));

    [Fact]
    public void A_plan_takes_live_questions_alone_each_once()
    {
        var module = new Module(Labour, "LM", "en", "Labour mobility", "", 0.7, false, "", [], [], [],
            [Item("LM-L01"), Item("LM-L02"), Item("LM-Q01") with { Use = ItemUse.Test }], null, null, null, []);
        Assert.Equal(["LM-L01", "LM-L02"], LivePlan.Choose(module, null, out _)!.Value.Select(item => item.Id));
        Assert.Equal(["LM-L02"], LivePlan.Choose(module, ["LM-L02"], out _)!.Value.Select(item => item.Id));
        foreach (var wrong in new string[][] { ["LM-Q01"], ["LM-L01", "LM-L01"], ["LM-L01", "nonsense"] })
        {
            Assert.Null(LivePlan.Choose(module, [.. wrong], out var refusal));
            Assert.StartsWith("live.", refusal!.Code, StringComparison.Ordinal);
        }
    }

    private static LiveState After(params LiveEvent[] events) => events.Aggregate(LiveState.Initial, LiveSession.Evolve);

    private static Item Item(string id, bool ordered = false) => new(id, "LM-O1", null, ItemLevel.Apply, ItemUse.Live, ItemKind.SingleChoice, false, ordered, new("?", "?"),
        [new("a", new("right", ""), true, new("yes", "")), new("b", new("wrong", ""), false, new("no", "")), new("c", new("wrong too", ""), false, new("no", ""))]);

    [Fact]
    public void What_was_shown_so_far_holds_what_was_asked_and_only_the_results_that_the_room_saw()
    {
        Assert.Empty(After(Started).ShownSoFar());
        Assert.Null(Assert.Single(After(Started, FeesOpened, Recorded(Amina, "b", false), FeesClosed).ShownSoFar()).Result);
        var shown = After(Started, FeesOpened, FeesClosed, FeesRevealed, new ActivityOpened(Mood.Id, Ten)).ShownSoFar();
        Assert.Equal([(Fees.Id, true), (Mood.Id, false)], shown.Select(it => (it.Activity.ActivityId, it.Result is not null)));
    }

    [Fact]
    public void A_first_vote_stands_in_the_second_ones_result_once_that_was_shown()
    {
        var again = Fees with { Id = "fees-2", SecondVoteOf = Fees.Id };
        LiveEvent[] talked = [new SessionStarted(Labour, [Fees, again], Host, "K7P2QM", Ten), FeesOpened, FeesClosed, new TalkStarted(Fees.Id, Ten), new ActivityOpened(again.Id, Ten)];
        Assert.Equal([(Fees.Id, 1), (again.Id, 2)], After(talked).ShownSoFar().Select(it => (it.Activity.ActivityId, it.Activity.Vote!.Value)));
        var only = Assert.Single(After([.. talked, new ActivityClosed(again.Id, Ten), new ResultsRevealed(again.Id, Ten)]).ShownSoFar());
        Assert.Equal((again.Id, Fees.Id), (only.Activity.ActivityId, only.Activity.FirstVote));
        Assert.NotNull(only.Result!.Detail!.Shift);
    }
}
