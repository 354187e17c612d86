using System.Collections.Immutable;
using LearningHub.Domain.Live;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveKinds;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>What the host does besides leading: hands, paper, shared phones, a time hint, a text kept back, a question made up on the spot.</summary>
public sealed class LiveRoomTests
{
    // -- hands

    [Fact]
    public void Hands_are_counted_for_options_that_exist()
    {
        Session.Given(Asking(OneRight)).When(Hands(OneRight, ("a", 7), ("b", 0), ("c", 3))).Then(new HandsCounted(OneRight.Id, Counted(("a", 7), ("c", 3)), Ten));
        Session.Given(Asking(OneRight)).When(Hands(OneRight, ("e", 1))).ThenRefused("live.hands");
        Session.Given(Asking(OneRight)).When(Hands(OneRight, ("a", -1))).ThenRefused("live.hands");
        Session.Given(Asking(OneRight)).When(Hands(OneRight, ("a", LiveAnswers.MostHands + 1))).ThenRefused("live.hands");
        Session.Given(Asking(OneRight)).When(Hands(OneRight, ("a", LiveAnswers.MostHands))).Then(new HandsCounted(OneRight.Id, Counted(("a", LiveAnswers.MostHands)), Ten));
    }

    [Fact]
    public void Hands_belong_to_questions_with_options_that_were_asked()
    {
        foreach (var planned in new[] { Scale, LiveKinds.Text, Words, Ordering, Matching, Card, Questions })
            Session.Given(Asking(planned)).When(Hands(planned)).ThenRefused("live.no-hands");
        Session.Given(StartedWith(OneRight)).When(Hands(OneRight, ("a", 1))).ThenRefused("live.question-not-asked");
        Session.Given(Asking(OneRight)).When(new LiveCommand.CountHands("LM-L99", Counted(("a", 1)), Ten)).ThenRefused("live.question-not-asked");
    }

    [Fact]
    public void A_new_count_replaces_the_old_and_the_same_count_adds_nothing()
    {
        LiveEvent counted = new HandsCounted(OneRight.Id, Counted(("a", 7)), Ten);
        Session.Given([.. Asking(OneRight), counted]).When(Hands(OneRight, ("a", 7), ("b", 0))).ThenNothing();
        Session.Given([.. Asking(OneRight), counted]).When(Hands(OneRight, ("b", 2))).Then(new HandsCounted(OneRight.Id, Counted(("b", 2)), Ten));
        Session.Given(Asking(OneRight)).When(Hands(OneRight, ("a", 0))).ThenNothing();
        var state = After(Asking(OneRight)).Do(Hands(OneRight, ("a", 7)), Hands(OneRight, ("b", 2)), Answer(Amina, OneRight, Right(OneRight)));
        Assert.Equal((1, 2, 3), (state.Counts(OneRight)["a"], state.Counts(OneRight)["b"], state.AnsweredInTime(OneRight.Id)));
    }

    [Fact]
    public void Hands_counted_while_a_result_is_on_show_change_it()
    {
        var state = After(Asking(OneRight)).Do(new LiveCommand.Reveal(Ten), Hands(OneRight, ("a", 4)));
        Assert.Equal(4, state.Result(OneRight).Tally["a"]);
        Assert.True(state.ChangesResultOnShow(new HandsCounted(OneRight.Id, Counted(("a", 4)), Ten)));
        Assert.False(After(Asking(OneRight)).ChangesResultOnShow(new HandsCounted(OneRight.Id, Counted(("a", 4)), Ten)));
    }

    // -- paper

    [Fact]
    public void A_paper_that_is_typed_in_after_the_reveal_was_written_in_time()
    {
        foreach (LiveEvent[] since in new LiveEvent[][] { [], [new ActivityClosed(OneRight.Id, Ten)], [new ActivityClosed(OneRight.Id, Ten), new ResultsRevealed(OneRight.Id, Ten)], [new SessionEnded(Ten)] })
        {
            Session.Given([.. Asking(OneRight), .. since]).When(Answer(Amina, OneRight, Right(OneRight)) with { Mode = AnswerMode.Paper })
                .Then(new AnswerRecorded(Amina, IdFor(Amina, OneRight.Id), OneRight.Id, ["a"], true, null, AnswerTiming.InTime, Ten, Mode: AnswerMode.Paper));
        }

        Session.Given([StartedWith(OneRight), AminaJoined]).When(Answer(Amina, OneRight, Right(OneRight)) with { Mode = AnswerMode.Paper }).ThenRefused("live.question-not-asked");
    }

    // -- teams

    [Fact]
    public void Several_people_may_share_a_phone()
    {
        Session.Given(Started).When(new LiveCommand.Join(Amina, Ten, 4)).Then(new ParticipantJoined(Amina, Ten, 4));
        Session.Given(Started).When(new LiveCommand.Join(Amina, Ten, LiveSession.MaxTeam)).Then(new ParticipantJoined(Amina, Ten, LiveSession.MaxTeam));
        Session.Given(Started).When(new LiveCommand.Join(Amina, Ten, 0)).ThenRefused("live.team-size");
        Session.Given(Started).When(new LiveCommand.Join(Amina, Ten, LiveSession.MaxTeam + 1)).ThenRefused("live.team-size");
        Session.Given(Started, new ParticipantJoined(Amina, Ten, 4)).When(new LiveCommand.Join(Amina, Ten)).ThenNothing(); // the first join says it for good
    }

    [Fact]
    public void An_answer_from_a_shared_phone_says_so()
    {
        LiveEvent[] team = [StartedWith(OneRight), new ParticipantJoined(Amina, Ten, 4), new ActivityOpened(OneRight.Id, Ten)];
        Session.Given(team).When(Answer(Amina, OneRight, Right(OneRight)))
            .Then(new AnswerRecorded(Amina, IdFor(Amina, OneRight.Id), OneRight.Id, ["a"], true, null, AnswerTiming.InTime, Ten, Mode: AnswerMode.SharedPhone));
    }

    [Fact]
    public void The_result_of_the_teams_is_shown_when_the_host_wants_it()
    {
        Session.Given(Started).When(new LiveCommand.ShowTeams(true, Ten)).Then(new TeamsShown(true, Ten));
        Session.Given(Started, new TeamsShown(true, Ten)).When(new LiveCommand.ShowTeams(true, Ten)).ThenNothing();
        Session.Given(Started).When(new LiveCommand.ShowTeams(false, Ten)).ThenNothing();
        Assert.Null(After(Started).SnapshotFor(null, Ten).Teams);
        Assert.True(After(Started, new TeamsShown(true, Ten)).SnapshotFor(null, Ten).Teams);
    }

    // -- the time hint

    [Fact]
    public void A_time_hint_is_set_extended_and_taken_away()
    {
        var soon = Ten.AddMinutes(2);
        Session.Given(Asking(OneRight)).When(new LiveCommand.SetTimer(soon, Ten)).Then(new TimerSet(OneRight.Id, soon, Ten));
        Session.Given([.. Asking(OneRight), new TimerSet(OneRight.Id, soon, Ten)]).When(new LiveCommand.SetTimer(soon, Ten)).ThenNothing();
        Session.Given([.. Asking(OneRight), new TimerSet(OneRight.Id, soon, Ten)]).When(new LiveCommand.SetTimer(soon.AddMinutes(1), Ten)).Then(new TimerSet(OneRight.Id, soon.AddMinutes(1), Ten));
        Session.Given([.. Asking(OneRight), new TimerSet(OneRight.Id, soon, Ten)]).When(new LiveCommand.SetTimer(null, Ten)).Then(new TimerSet(OneRight.Id, null, Ten));
        Session.Given(Asking(OneRight)).When(new LiveCommand.SetTimer(null, Ten)).ThenNothing();
    }

    [Fact]
    public void A_time_hint_is_at_most_an_hour_and_needs_an_open_question()
    {
        Session.Given(Asking(OneRight)).When(new LiveCommand.SetTimer(Ten + LiveSession.LongestTimer, Ten)).Then(new TimerSet(OneRight.Id, Ten + LiveSession.LongestTimer, Ten));
        Session.Given(Asking(OneRight)).When(new LiveCommand.SetTimer(Ten + LiveSession.LongestTimer + TimeSpan.FromSeconds(1), Ten)).ThenRefused("live.timer-length");
        Session.Given(Asking(OneRight)).When(new LiveCommand.SetTimer(Ten, Ten)).ThenRefused("live.timer-length");
        Session.Given(Started).When(new LiveCommand.SetTimer(Ten.AddMinutes(1), Ten)).ThenRefused("live.nothing-open");
        Session.Given([.. Asking(OneRight), new ActivityClosed(OneRight.Id, Ten)]).When(new LiveCommand.SetTimer(Ten.AddMinutes(1), Ten)).ThenRefused("live.nothing-open");
    }

    [Fact]
    public void A_hint_that_has_run_out_closes_nothing_and_makes_nobody_late()
    {
        var state = After([.. Asking(OneRight), new TimerSet(OneRight.Id, Ten.AddSeconds(30), Ten)]);
        Assert.Equal(30, state.SnapshotFor(Amina, Ten).Activity!.SecondsToAnswer);
        Assert.Equal(0, state.SnapshotFor(Amina, Ten.AddHours(1)).Activity!.SecondsToAnswer);
        state = state.Do(Answer(Amina, OneRight, Right(OneRight)) with { At = Ten.AddHours(1) });
        Assert.Equal((LivePhase.Open, AnswerTiming.InTime), (state.Phase, state.AnswersTo(OneRight.Id)[Amina].Timing));
        Assert.Null(state.Do(new LiveCommand.Close(Ten)).EndsAt);
    }

    // -- a text that is kept back

    [Fact]
    public void A_hidden_text_leaves_the_tally_and_the_answer_stays()
    {
        var id = IdFor(Amina, Words.Id);
        var state = After(Asking(Words)).Do(Answer(Amina, Words, Right(Words)), Answer(Binta, Words, Other(Words)), new LiveCommand.HideText(Words.Id, id, true, Ten));
        Assert.Equal("Rights:1", string.Join(' ', state.Counts(Words).Select(pair => $"{pair.Key}:{pair.Value}")));
        Assert.Equal(2, state.AnsweredInTime(Words.Id));
        Assert.Contains(state.Texts(), text => text.Hidden && text.Answer == id);
        Assert.Equal(2, state.Do(new LiveCommand.HideText(Words.Id, id, false, Ten)).Counts(Words)["Rights"]);
    }

    [Fact]
    public void Hiding_twice_adds_nothing_and_only_texts_can_be_hidden()
    {
        var id = IdFor(Amina, Words.Id);
        LiveEvent[] typed = [.. Asking(Words), new AnswerRecorded(Amina, id, Words.Id, [], null, null, AnswerTiming.InTime, Ten, Text: "rights")];
        Session.Given(typed).When(new LiveCommand.HideText(Words.Id, id, true, Ten)).Then(new TextHidden(Words.Id, id, true, Ten));
        Session.Given([.. typed, new TextHidden(Words.Id, id, true, Ten)]).When(new LiveCommand.HideText(Words.Id, id, true, Ten)).ThenNothing();
        Session.Given(typed).When(new LiveCommand.HideText(Words.Id, id, false, Ten)).ThenNothing();
        Session.Given(typed).When(new LiveCommand.HideText(Words.Id, Second, true, Ten)).ThenRefused("live.no-such-text");
        Session.Given([.. Asking(OneRight), new AnswerRecorded(Amina, First, OneRight.Id, ["a"], true, null, AnswerTiming.InTime, Ten)])
            .When(new LiveCommand.HideText(OneRight.Id, First, true, Ten)).ThenRefused("live.no-such-text");
    }

    // -- a question made up on the spot

    [Fact]
    public void A_new_activity_stands_behind_the_current_one_and_behind_its_second_vote()
    {
        var made = Poll with { Id = "made" };
        Session.Given(StartedWith(OneRight)).When(new LiveCommand.Add(made, Second, Ten)).Then(new ActivityAdded(made, null, Second, Ten));
        Session.Given(Asking(OneRight)).When(new LiveCommand.Add(made, Second, Ten)).Then(new ActivityAdded(made, OneRight.Id, Second, Ten));
        var peer = After(StartedWith(Peer, PeerAgain, Card)).Do(new LiveCommand.Open(Peer.Id, Ten), new LiveCommand.Add(made, Second, Ten));
        Assert.Equal([Peer.Id, PeerAgain.Id, "made", Card.Id], peer.Plan.Select(planned => planned.Id));
        Assert.Equal("made", After(StartedWith(Card)).Do(new LiveCommand.Add(made, Second, Ten)).NextInPlan!.Id);
        Session.Given(StartedWith(OneRight, made)).When(new LiveCommand.Add(made, Second, Ten)).ThenNothing();
        var full = Enumerable.Range(0, LivePlan.MaxActivities).Select(i => Poll with { Id = $"p{i}" });
        Session.Given(StartedWith([.. full])).When(new LiveCommand.Add(made, Second, Ten)).ThenRefused("live.plan-full");
    }

    [Fact]
    public void A_made_up_activity_has_no_flaw()
    {
        foreach (var planned in All.Where(planned => planned.SecondVoteOf is null)) Assert.Null(LiveAnswers.Flaw(planned with { Id = "made" }));
        Flawed(Poll with { Id = "" }, "live.activity-id");
        Flawed(Poll with { Id = new('x', 65) }, "live.activity-id");
        Flawed(Poll with { Prompt = " " }, "live.activity-prompt");
        Flawed(Poll with { Prompt = new('x', 301) }, "live.activity-prompt");
        Flawed(Poll with { Options = Poll.Options[..1] }, "live.activity-options");
        Flawed(Poll with { Options = [.. Enumerable.Range(0, 13).Select(i => new PlannedOption($"{i}", "", "x", false, null))] }, "live.activity-options");
        Flawed(Poll with { Options = [Poll.Options[0], Poll.Options[1] with { Text = " " }] }, "live.activity-options");
        Flawed(Poll with { Options = [Poll.Options[0], Poll.Options[1] with { Text = new('x', 161) }] }, "live.activity-options");
        Flawed(Poll with { Options = [Poll.Options[0], Poll.Options[0]] }, "live.activity-options");
        Flawed(Matching with { Choices = Matching.Choices[..2] }, "live.activity-options");
        Flawed(Matching with { Choices = [Matching.Choices[0], Matching.Choices[0], Matching.Choices[2]] }, "live.activity-options");
        Flawed(Scale with { Range = null }, "live.activity-range");
        Flawed(Scale with { Range = new(5, 1) }, "live.activity-range");
        Flawed(Scale with { Range = new(0, 11) }, "live.activity-range");
        Flawed(Scale with { Range = new(0.5m, 5) }, "live.activity-range");
        Flawed(LiveKinds.Number with { Range = null }, "live.activity-range");
        Flawed(LiveKinds.Number with { Range = new(0, 1e20m) }, "live.activity-range");
        Flawed(Poll with { Most = 0 }, "live.activity-most");
        Flawed(Poll with { Most = 5 }, "live.activity-most");
        Flawed(Poll with { SecondVoteOf = OneRight.Id }, "live.activity-second-vote");
    }

    private static void Flawed(PlannedActivity planned, string code)
    {
        if (planned.Id == Poll.Id || planned.Id == Scale.Id || planned.Id == Matching.Id || planned.Id == LiveKinds.Number.Id) planned = planned with { Id = "made" };
        Session.Given(Asking(OneRight)).When(new LiveCommand.Add(planned, Second, Ten)).ThenRefused(code);
    }

    private static LiveCommand.CountHands Hands(PlannedActivity planned, params (string Option, int Hands)[] counted) => new(planned.Id, Counted(counted), Ten);

    private static ImmutableSortedDictionary<string, int> Counted(params (string Option, int Hands)[] counted) =>
        counted.ToImmutableSortedDictionary(pair => pair.Option, pair => pair.Hands, StringComparer.Ordinal);
}
