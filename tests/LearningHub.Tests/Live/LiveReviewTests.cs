using LearningHub.Domain.Live;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveKinds;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>What the host learns on the way, and what remains afterwards.</summary>
public sealed class LiveReviewTests
{
    private static readonly PlannedActivity One = OneRight with { Id = "one", Message = "KM1" };
    private static readonly PlannedActivity Two = OneRight with { Id = "two", Message = "KM2" };
    private static readonly PlannedActivity Three = OneRight with { Id = "three", Message = "KM2" };

    [Fact]
    public void The_weakest_key_message_stands_first_with_its_weakest_question()
    {
        var state = Asked(After(StartedWith(One, Two, Three, Poll with { Message = "KM3" })), (One, "aaab"), (Two, "abbb"), (Three, "bbbb"), (Poll, "aabb"));
        var held = state.Held();
        Assert.Equal([("KM2", 1, 8, "three"), ("KM1", 3, 4, "one")], held.Select(line => (line.Message, line.Right, line.Answers, line.Weakest)));
    }

    [Fact]
    public void Who_is_sure_and_wrong_is_counted_since_she_will_teach_it_wrongly()
    {
        var state = After([StartedWith(One), AminaJoined, new ParticipantJoined(Binta, Ten), new ParticipantJoined(Person(4), Ten), new ActivityOpened(One.Id, Ten)]).Do(
            Answer(Amina, One, new(["b"], Sure: true)), Answer(Binta, One, new(["b"], Sure: false)), Answer(Person(4), One, new(["a"], Sure: true)), new LiveCommand.Reveal(Ten));
        Assert.Equal(1, Assert.Single(state.Held()).SureAndWrong);
        Assert.Equal((1, 3, 1), (state.Agenda()[0].Right, state.Agenda()[0].People, state.Agenda()[0].SureAndWrong));
    }

    [Fact]
    public void Nothing_is_held_wrong_before_its_result_was_shown()
    {
        var state = After([StartedWith(One), AminaJoined, new ActivityOpened(One.Id, Ten)]).Do(Answer(Amina, One, new(["b"])), new LiveCommand.Close(Ten));
        Assert.Empty(state.Held());
        Assert.Null(state.Agenda()[0].Right);
        Assert.Empty(state.Do(new LiveCommand.End(Ten)).Held());
        Assert.Empty(Asked(After(StartedWith(One)), (One, "")).Held());
    }

    [Fact]
    public void The_second_vote_stands_for_the_first()
    {
        var first = After([StartedWith(Peer, PeerAgain), AminaJoined, new ActivityOpened(Peer.Id, Ten)]).Do(Answer(Amina, Peer, new(["b"])), new LiveCommand.Talk(Ten));
        var both = first.Do(new LiveCommand.Open(PeerAgain.Id, Ten), Answer(Amina, PeerAgain, new(["a"])), new LiveCommand.Reveal(Ten));
        Assert.Equal((1, 1, PeerAgain.Id), (both.Held()[0].Right, both.Held()[0].Answers, both.Held()[0].Weakest));
        var skipped = first.Do(new LiveCommand.Reveal(Ten));
        Assert.Equal((0, 1, Peer.Id), (skipped.Held()[0].Right, skipped.Held()[0].Answers, skipped.Held()[0].Weakest));
    }

    [Fact]
    public void The_agenda_says_what_became_of_each_activity()
    {
        var state = After([StartedWith(Card, One, Peer, PeerAgain), AminaJoined]).Do(new LiveCommand.Open(Card.Id, Ten), new LiveCommand.Open(One.Id, Ten), new LiveCommand.Reveal(Ten), new LiveCommand.Open(Peer.Id, Ten));
        Assert.Equal(
            [("card", true, false, false), ("one", true, true, false), ("peer", true, false, false), ("peer-2", false, false, true)],
            state.Agenda().Select(line => (line.Id, line.Asked, line.Revealed, line.SecondVote)));
        Assert.Equal(("talk", "SECRET note for the host"), (state.Agenda()[0].Kind, state.Agenda()[0].Note));
    }

    [Fact]
    public void Teams_are_listed_by_what_they_got_right_in_time()
    {
        var state = After([StartedWith(One, Two, Poll), new ParticipantJoined(Amina, Ten, 3), new ParticipantJoined(Binta, Ten, 5), new ParticipantJoined(Person(4), Ten)]);
        foreach (var (planned, amina, binta) in new[] { (One, "b", "a"), (Two, "a", "a"), (Poll, "a", "a") })
            state = state.Do(new LiveCommand.Open(planned.Id, Ten), Answer(Amina, planned, new([amina])), Answer(Binta, planned, new([binta])), new LiveCommand.Reveal(Ten));
        Assert.Equal([(Binta, 5, 2, 2), (Amina, 3, 1, 2)], state.TeamResults().Select(team => (team.Learner, team.People, team.Right, team.Judged)));
    }

    [Fact]
    public void Texts_that_may_name_somebody_stand_first_and_only_texts_are_listed()
    {
        var state = After(Asking(Opinion)).Do(Answer(Amina, Opinion, new(Text: "fine")), Answer(Binta, Opinion, new(Text: "ask me: 0788123456")));
        Assert.Equal([("ask me: 0788123456", true), ("fine", false)], state.Texts().Select(text => (text.Text, text.Risky)));
        Assert.Empty(After(Asking(OneRight)).Do(Answer(Amina, OneRight, Right(OneRight))).Texts());
        Assert.Empty(After(StartedWith(OneRight)).Texts());
    }

    [Fact]
    public void The_record_holds_every_answer_and_the_results_that_were_shown()
    {
        var state = Asked(After(StartedWith(One, Two, Three)), (One, "ab")).Do(new LiveCommand.Open(Two.Id, Ten), Answer(Person(11), Two, new(["a"])), new LiveCommand.Close(Ten), Answer(Person(10), Two, new(["b"])), new LiveCommand.End(Ten));
        var record = state.Record();
        Assert.Equal([One.Id, Two.Id], record.Asked.ToArray());
        Assert.Equal([One.Id], record.Results.Select(result => result.ActivityId));
        Assert.Equal(
            [(10, "one", AnswerTiming.InTime), (11, "one", AnswerTiming.InTime), (10, "two", AnswerTiming.Late), (11, "two", AnswerTiming.InTime)],
            record.Answers.Select(answer => (answer.Learner == Person(10) ? 10 : 11, answer.Activity, answer.Answer.Timing)));
        Assert.Equal([Person(10), Person(11)], record.Participants.ToArray());
        Assert.Equal((LivePhase.Ended, "K7P2QM", Labour), (record.Phase, record.Code, record.Module));
    }

    /// <summary>Each letter is one more person's answer.</summary>
    private static LiveState Asked(LiveState state, params (PlannedActivity Planned, string Answers)[] asked)
    {
        foreach (var (planned, answers) in asked)
        {
            state = state.Do(new LiveCommand.Open(planned.Id, Ten));
            foreach (var (i, option) in answers.Index()) state = state.Do(new LiveCommand.Join(Person(10 + i), Ten), Answer(Person(10 + i), planned, new([$"{option}"])));
            state = state.Do(new LiveCommand.Reveal(Ten));
        }

        return state;
    }
}
