using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using static LearningHub.Domain.Live.LiveEvent;

namespace LearningHub.Tests.Live;

/// <summary>People, questions and moments that the stories of the live room share.</summary>
internal static class LiveStories
{
    public static readonly DateTimeOffset Ten = new(2027, 3, 1, 10, 0, 0, TimeSpan.Zero);
    public static readonly ModuleVersion Labour = new("labour-mobility", 1);
    public static readonly LearnerId Host = Person(1);
    public static readonly LearnerId Amina = Person(2);
    public static readonly LearnerId Binta = Person(3);
    public static readonly Guid First = Guid.Parse("0195f000-0000-7000-8000-0000000000a1");
    public static readonly Guid Second = Guid.Parse("0195f000-0000-7000-8000-0000000000a2");

    public static readonly PlannedActivity Fees = new("LM-L01", ActivityKind.SingleChoice, "Who pays the agency's service fee?",
        [new("a", "c", "The employer.", true, "Yes, the one who orders the service."), new("b", "a", "The worker.", false, "Misconception: a delayed fee is not a fee.")]);

    public static readonly PlannedActivity Mood = new("LM-L02", ActivityKind.Poll, "Has your office met this case?",
        [new("a", "a", "Often", false, null), new("b", "b", "Never", false, null)]);

    public static readonly LiveEvent Started = new SessionStarted(Labour, [Fees, Mood], Host, "K7P2QM", Ten);
    public static readonly LiveEvent AminaJoined = new ParticipantJoined(Amina, Ten);
    public static readonly LiveEvent FeesOpened = new ActivityOpened(Fees.Id, Ten);
    public static readonly LiveEvent FeesClosed = new ActivityClosed(Fees.Id, Ten);
    public static readonly LiveEvent FeesRevealed = new ResultsRevealed(Fees.Id, Ten);

    public static LiveCommand.Answer AnswerBy(LearnerId learner, string option = "a") => new(learner, First, Fees.Id, new([option], true), Ten);

    public static AnswerRecorded Recorded(LearnerId learner, string option, bool right, AnswerTiming timing = AnswerTiming.InTime) =>
        new(learner, First, Fees.Id, [option], right, true, timing, Ten);

    public static LearnerId Person(int number) => new(Guid.Parse($"0195f000-0000-7000-8000-{number:x12}"));
}
