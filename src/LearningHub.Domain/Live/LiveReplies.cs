using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <param name="Host">The facilitator who starts the session.</param>
public sealed record LiveStart(ModuleVersion Module, ImmutableArray<PlannedActivity> Plan, LearnerId Host, string Code);

/// <summary>A room as one person finds it.</summary>
/// <param name="Version">The stream's version that the snapshot stands at; 0 when there is no such session.</param>
/// <param name="Refusal">Why the person is not let in; the snapshot is null then.</param>
/// <param name="Joined">The person is a participant.</param>
public sealed record LiveEntry(long Version, LiveSnapshot? Snapshot, Refusal? Refusal = null, bool Joined = false)
{
    /// <summary>The plan holds more than questions with one vote on options: a page may get ready for it.</summary>
    public bool Varied { get; init; }

    /// <summary>What the session is about; null when there is no such session.</summary>
    public ModuleVersion? Module { get; init; }
}

/// <summary>A room as its host finds it.</summary>
/// <param name="Code">The join code; empty when there is no such session.</param>
/// <param name="Next">The activity that is next in the plan, or null.</param>
public sealed record LiveHostView(
    long Version, LiveSnapshot Snapshot, LiveMessage.TallyChanged Tally, LearnerId Host, string Code, ModuleVersion? Module, string? Next)
{
    /// <summary>What the host's one button does now; null when the session has ended.</summary>
    public LiveStep? Step { get; init; }

    /// <summary>The plan in order, with what became of each activity.</summary>
    public ImmutableArray<LiveAgendaLine> Agenda { get; init; } = [];

    /// <summary>Texts of the current activity as people typed them, hidden ones too.</summary>
    public ImmutableArray<LiveTypedText> Texts { get; init; } = [];

    /// <summary>Hands counted for the current activity.</summary>
    public ImmutableSortedDictionary<string, int> Hands { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>What the room still holds wrong, the weakest key message first; empty before the first result.</summary>
    public ImmutableArray<LiveHeldMessage> Held { get; init; } = [];

    /// <summary>What the teams got right, the best first; empty when nobody shares a phone.</summary>
    public ImmutableArray<LiveTeam> Teams { get; init; } = [];

    /// <summary>The right options of the current question, for the host alone; empty where nothing is right or wrong.</summary>
    public ImmutableArray<string> RightOptions { get; init; } = [];

    /// <summary>What the projector shows of the current question; null while it shows none.</summary>
    public LiveResult? OnScreen { get; init; }

    public LiveHealth Health { get; init; } = new(0, 0, 0);

    /// <summary>Of the time hint; null without one.</summary>
    public int? SecondsLeft { get; init; }

    /// <summary>People in the room: those who share a phone are all counted.</summary>
    public int People { get; init; }
}

/// <summary>One activity of the plan as the host's agenda shows it.</summary>
/// <param name="Kind">As <see cref="ActivityKinds.Wire"/> names it.</param>
/// <param name="Right">Of <paramref name="People"/> who answered, those who got it right; both null before the reveal or where nothing is right or wrong.</param>
/// <param name="SureAndWrong">People who were sure and wrong: who will teach it wrongly.</param>
public sealed record LiveAgendaLine(
    string Id, string Kind, string Prompt, int? Minutes, string? Note, bool Asked, bool Revealed, bool SecondVote, int? Right = null, int? People = null, int? SureAndWrong = null);

/// <param name="Risky">It may name or reach a person: read it before the room does.</param>
public sealed record LiveTypedText(Guid Answer, string Text, bool Hidden, bool Risky);

/// <summary>How a room stands on one key message, over its questions whose result was shown; second votes stand for first ones.</summary>
/// <param name="Message">The key message's id.</param>
/// <param name="Weakest">The question of it that fewest got right.</param>
public sealed record LiveHeldMessage(string Message, int Right, int Answers, int SureAndWrong, string Weakest);

/// <param name="Right">Answers that were right, of <paramref name="Judged"/> questions whose result was shown.</param>
public sealed record LiveTeam(LearnerId Learner, int People, int Right, int Judged);

/// <summary>What became of an answer. Its names in lower case are part of the public protocol.</summary>
public enum LiveAnswerStatus
{
    /// <summary>Recorded in time.</summary>
    Accepted,

    /// <summary>It was recorded before.</summary>
    Repeated,

    /// <summary>Recorded, and marked as having come after the question closed.</summary>
    Late,

    /// <summary>Not recorded; the refusal says why.</summary>
    Refused,
}

public sealed record LiveAnswerReply(LiveAnswerStatus Status, Refusal? Refusal = null);

/// <param name="Connected">At least one of the person's devices is connected.</param>
public sealed record LivePresence(LearnerId Learner, bool Connected);

/// <summary>A session whole: what was asked, and every answer.</summary>
public sealed record LiveRecord(
    ModuleVersion? Module, LearnerId Host, string Code, LivePhase Phase, ImmutableArray<PlannedActivity> Plan, ImmutableArray<string> Asked, ImmutableArray<LiveResult> Results,
    ImmutableArray<LiveRecordedAnswer> Answers, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, int>> Hands, ImmutableArray<LearnerId> Participants)
{
    public ImmutableArray<LiveHeldMessage> Held { get; init; } = [];

    public ImmutableArray<TakeawayVotes> Takeaways { get; init; } = [];

    /// <summary>Owners and dates of actions voted on: by vote, then by option.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, LiveAction>> Actions { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, LiveAction>>.Empty;
}

public sealed record LiveRecordedAnswer(LearnerId Learner, string Activity, KeptAnswer Answer, bool Hidden);
