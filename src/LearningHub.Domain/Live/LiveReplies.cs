using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <param name="Host">The facilitator who starts the session.</param>
public sealed record LiveStart(ModuleVersion Module, ImmutableArray<PlannedActivity> Plan, LearnerId Host, string Code);

/// <summary>A room as one person finds it.</summary>
/// <param name="Version">The stream's version that the snapshot stands at; 0 when there is no such session.</param>
/// <param name="Refusal">Why the person is not let in; the snapshot is null then.</param>
/// <param name="Joined">The person is a participant.</param>
public sealed record LiveEntry(long Version, LiveSnapshot? Snapshot, Refusal? Refusal = null, bool Joined = false);

/// <summary>A room as its host finds it.</summary>
/// <param name="Code">The join code; empty when there is no such session.</param>
/// <param name="Next">The question that is next in the plan, or null.</param>
public sealed record LiveHostView(
    long Version, LiveSnapshot Snapshot, LiveMessage.TallyChanged Tally, LearnerId Host, string Code, ModuleVersion? Module, string? Next);

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
