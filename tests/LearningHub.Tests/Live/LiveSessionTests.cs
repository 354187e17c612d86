using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

public sealed class LiveSessionTests
{
    private static Story<LiveState, LiveCommand, LiveEvent> Session => new(LiveSession.Rules);

    // -- the host's steps

    [Fact]
    public void A_session_starts_with_a_plan() => Session.Given()
        .When(new LiveCommand.Start(Labour, [Fees, Mood], Host, "K7P2QM", Ten))
        .Then(new SessionStarted(Labour, [Fees, Mood], Host, "K7P2QM", Ten));

    [Fact]
    public void Starting_again_adds_nothing() => Session.Given(Started)
        .When(new LiveCommand.Start(Labour, [Fees], Host, "K7P2QM", Ten)).ThenNothing();

    [Fact]
    public void A_session_without_questions_is_refused() => Session.Given()
        .When(new LiveCommand.Start(Labour, [], Host, "K7P2QM", Ten)).ThenRefused("live.no-questions");

    [Fact]
    public void Nothing_can_be_asked_of_a_session_that_was_never_started()
    {
        foreach (LiveCommand command in new LiveCommand[] { new LiveCommand.Join(Amina, Ten), new LiveCommand.Open(Fees.Id, Ten), new LiveCommand.End(Ten), AnswerBy(Amina) })
            Session.Given().When(command).ThenRefused("live.no-such-session");
    }

    [Fact]
    public void Opening_asks_the_question() => Session.Given(Started).When(new LiveCommand.Open(Fees.Id, Ten)).Then(new ActivityOpened(Fees.Id, Ten));

    [Fact]
    public void Opening_the_open_question_adds_nothing() => Session.Given(Started, FeesOpened).When(new LiveCommand.Open(Fees.Id, Ten)).ThenNothing();

    [Fact]
    public void Opening_another_question_closes_the_first() => Session.Given(Started, FeesOpened)
        .When(new LiveCommand.Open(Mood.Id, Ten)).Then(new ActivityClosed(Fees.Id, Ten), new ActivityOpened(Mood.Id, Ten));

    [Fact]
    public void A_closed_question_may_be_opened_again() => Session.Given(Started, FeesOpened, FeesClosed)
        .When(new LiveCommand.Open(Fees.Id, Ten)).Then(new ActivityOpened(Fees.Id, Ten));

    [Fact]
    public void A_revealed_question_may_not() => Session.Given(Started, FeesOpened, FeesClosed, FeesRevealed)
        .When(new LiveCommand.Open(Fees.Id, Ten)).ThenRefused("live.already-revealed");

    [Fact]
    public void A_question_outside_the_plan_cannot_be_opened() => Session.Given(Started)
        .When(new LiveCommand.Open("LM-L99", Ten)).ThenRefused("live.no-such-activity");

    [Fact]
    public void Closing_and_revealing_need_a_question()
    {
        Session.Given(Started).When(new LiveCommand.Close(Ten)).ThenRefused("live.nothing-open");
        Session.Given(Started).When(new LiveCommand.Reveal(Ten)).ThenRefused("live.nothing-open");
    }

    [Fact]
    public void Closing_and_revealing_twice_add_nothing()
    {
        Session.Given(Started, FeesOpened, FeesClosed).When(new LiveCommand.Close(Ten)).ThenNothing();
        Session.Given(Started, FeesOpened, FeesClosed, FeesRevealed).When(new LiveCommand.Reveal(Ten)).ThenNothing();
        Session.Given(Started, FeesOpened, FeesClosed, FeesRevealed).When(new LiveCommand.Close(Ten)).ThenNothing();
    }

    [Fact]
    public void Revealing_an_open_question_closes_it() => Session.Given(Started, FeesOpened)
        .When(new LiveCommand.Reveal(Ten)).Then(new ActivityClosed(Fees.Id, Ten), new ResultsRevealed(Fees.Id, Ten));

    [Fact]
    public void Next_follows_the_plan()
    {
        Session.Given(Started).When(new LiveCommand.Next(Ten)).Then(new ActivityOpened(Fees.Id, Ten));
        Session.Given(Started, FeesOpened, FeesClosed, FeesRevealed).When(new LiveCommand.Next(Ten)).Then(new ActivityOpened(Mood.Id, Ten));
        Session.Given(Started, FeesOpened, FeesClosed, new ActivityOpened(Mood.Id, Ten)).When(new LiveCommand.Next(Ten)).ThenRefused("live.plan-finished");
    }

    [Fact]
    public void Ending_closes_what_is_open() => Session.Given(Started, FeesOpened)
        .When(new LiveCommand.End(Ten)).Then(new ActivityClosed(Fees.Id, Ten), new SessionEnded(Ten));

    [Fact]
    public void An_ended_session_asks_nothing_more()
    {
        Session.Given(Started, new SessionEnded(Ten)).When(new LiveCommand.End(Ten)).ThenNothing();
        foreach (LiveCommand command in new LiveCommand[] { new LiveCommand.Open(Fees.Id, Ten), new LiveCommand.Next(Ten), new LiveCommand.Close(Ten), new LiveCommand.Reveal(Ten) })
            Session.Given(Started, new SessionEnded(Ten)).When(command).ThenRefused("live.session-ended");
    }

    // -- coming in

    [Fact]
    public void A_participant_joins_at_any_moment() => Session.Given(Started, FeesOpened)
        .When(new LiveCommand.Join(Amina, Ten)).Then(new ParticipantJoined(Amina, Ten));

    [Fact]
    public void Joining_again_adds_nothing_even_after_the_end() => Session.Given(Started, AminaJoined, new SessionEnded(Ten))
        .When(new LiveCommand.Join(Amina, Ten)).ThenNothing();

    [Fact]
    public void Nobody_new_joins_after_the_end() => Session.Given(Started, new SessionEnded(Ten))
        .When(new LiveCommand.Join(Amina, Ten)).ThenRefused("live.session-ended");

    [Fact]
    public void A_full_room_says_so()
    {
        var everybody = Enumerable.Range(0, LiveSession.MaxParticipants).Select(_ => new ParticipantJoined(new(Guid.NewGuid()), Ten));
        Session.Given([Started, AminaJoined, .. everybody.Skip(1)]).When(new LiveCommand.Join(Binta, Ten)).ThenRefused("live.room-full");
        Session.Given([Started, .. everybody.Skip(1)]).When(new LiveCommand.Join(Binta, Ten)).Then(new ParticipantJoined(Binta, Ten));
    }

    // -- answers

    [Fact]
    public void An_answer_in_time_is_recorded_and_judged()
    {
        Session.Given(Started, AminaJoined, FeesOpened).When(AnswerBy(Amina, "a")).Then(Recorded(Amina, "a", right: true));
        Session.Given(Started, AminaJoined, FeesOpened).When(AnswerBy(Amina, "b")).Then(Recorded(Amina, "b", right: false));
    }

    [Fact]
    public void An_opinion_is_neither_right_nor_wrong() => Session.Given(Started, AminaJoined, new ActivityOpened(Mood.Id, Ten))
        .When(new LiveCommand.Answer(Amina, First, Mood.Id, new(["b"]), Ten))
        .Then(new AnswerRecorded(Amina, First, Mood.Id, ["b"], null, null, AnswerTiming.InTime, Ten));

    [Fact]
    public void The_same_answer_twice_adds_nothing() => Session.Given(Started, AminaJoined, FeesOpened, Recorded(Amina, "a", true))
        .When(AnswerBy(Amina, "a")).ThenNothing();

    [Fact]
    public void The_same_choice_from_another_device_adds_nothing() => Session.Given(Started, AminaJoined, FeesOpened, Recorded(Amina, "a", true))
        .When(AnswerBy(Amina, "a") with { AnswerId = Second }).ThenNothing();

    [Fact]
    public void The_first_answer_counts() => Session.Given(Started, AminaJoined, FeesOpened, Recorded(Amina, "b", false))
        .When(AnswerBy(Amina, "a") with { AnswerId = Second }).ThenRefused("live.already-answered");

    [Fact]
    public void A_repeat_after_the_close_is_still_a_repeat() => Session.Given(Started, AminaJoined, FeesOpened, Recorded(Amina, "a", true), FeesClosed, FeesRevealed)
        .When(AnswerBy(Amina, "a")).ThenNothing();

    [Fact]
    public void An_answer_that_arrives_after_closing_is_kept_and_marked_late() => Session.Given(Started, AminaJoined, FeesOpened, FeesClosed)
        .When(AnswerBy(Amina, "a")).Then(Recorded(Amina, "a", true, AnswerTiming.Late));

    [Fact]
    public void An_answer_that_arrives_while_another_question_is_open_is_late_for_its_own() => Session
        .Given(Started, AminaJoined, FeesOpened, FeesClosed, new ActivityOpened(Mood.Id, Ten))
        .When(AnswerBy(Amina, "a")).Then(Recorded(Amina, "a", true, AnswerTiming.Late));

    [Fact]
    public void An_answer_after_the_reveal_is_marked_so() => Session.Given(Started, AminaJoined, FeesOpened, FeesClosed, FeesRevealed)
        .When(AnswerBy(Amina, "a")).Then(Recorded(Amina, "a", true, AnswerTiming.AfterReveal));

    [Fact]
    public void An_answer_from_an_outbox_is_kept_even_after_the_end() => Session.Given(Started, AminaJoined, FeesOpened, FeesClosed, new SessionEnded(Ten))
        .When(AnswerBy(Amina, "a")).Then(Recorded(Amina, "a", true, AnswerTiming.Late));

    [Fact]
    public void A_question_that_was_not_asked_takes_no_answer()
    {
        Session.Given(Started, AminaJoined).When(AnswerBy(Amina)).ThenRefused("live.question-not-asked");
        Session.Given(Started, AminaJoined, FeesOpened).When(AnswerBy(Amina) with { Activity = "LM-L99" }).ThenRefused("live.question-not-asked");
    }

    [Theory]
    [InlineData("z")]
    [InlineData("")]
    [InlineData("A")]
    public void An_unknown_option_is_refused(string option) => Session.Given(Started, AminaJoined, FeesOpened)
        .When(AnswerBy(Amina, option)).ThenRefused("live.no-such-option");

    [Fact]
    public void A_single_choice_takes_one_option()
    {
        Session.Given(Started, AminaJoined, FeesOpened).When(AnswerBy(Amina) with { Response = new([]) }).ThenRefused("live.one-option");
        Session.Given(Started, AminaJoined, FeesOpened).When(AnswerBy(Amina) with { Response = new(["a", "b"]) }).ThenRefused("live.one-option");
        Session.Given(Started, AminaJoined, FeesOpened).When(AnswerBy(Amina) with { Response = new() }).ThenRefused("live.one-option");
    }

    [Fact]
    public void Only_those_who_joined_answer() => Session.Given(Started, AminaJoined, FeesOpened).When(AnswerBy(Binta)).ThenRefused("live.not-joined");

    [Fact]
    public void Several_people_may_say_that_they_share_a_phone_until_they_have_answered()
    {
        var joined = new LiveEvent[] { Started, AminaJoined, FeesOpened };
        Session.Given(joined).When(new LiveCommand.Join(Amina, Ten, 4)).Then(new PhoneShared(Amina, 4, Ten));
        Session.Given([.. joined, new PhoneShared(Amina, 4, Ten)]).When(new LiveCommand.Join(Amina, Ten, 4)).ThenNothing();
        Session.Given([.. joined, new PhoneShared(Amina, 4, Ten)]).When(new LiveCommand.Join(Amina, Ten)).ThenNothing(); // back after a lost link
        Session.Given([.. joined, Recorded(Amina, "a", true)]).When(new LiveCommand.Join(Amina, Ten, 4)).ThenNothing();
    }
}
