using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>When an answer arrived. Late ones are kept as evidence and counted apart.</summary>
public enum AnswerTiming
{
    /// <summary>While its question was open.</summary>
    InTime,

    /// <summary>After its question closed, before its result was shown.</summary>
    Late,

    /// <summary>After its result was shown: catching up, not knowing.</summary>
    AfterReveal,
}

/// <summary>Everything that can have happened in a live session.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.
/// A changed meaning is a new record with a new name (<c>.v2</c>). People appear by id only.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(SessionStarted), "live.session-started.v1")]
[JsonDerivedType(typeof(ParticipantJoined), "live.participant-joined.v1")]
[JsonDerivedType(typeof(ActivityOpened), "live.activity-opened.v1")]
[JsonDerivedType(typeof(ActivityClosed), "live.activity-closed.v1")]
[JsonDerivedType(typeof(ResultsRevealed), "live.results-revealed.v1")]
[JsonDerivedType(typeof(AnswerRecorded), "live.answer-recorded.v1")]
[JsonDerivedType(typeof(SessionEnded), "live.session-ended.v1")]
public abstract record LiveEvent
{
    private LiveEvent() { }

    public sealed record SessionStarted(
        ModuleVersion Module, ImmutableArray<PlannedActivity> Plan, LearnerId Host, string Code, DateTimeOffset At) : LiveEvent;

    public sealed record ParticipantJoined(LearnerId Learner, DateTimeOffset At) : LiveEvent;

    public sealed record ActivityOpened(string Activity, DateTimeOffset At) : LiveEvent;

    public sealed record ActivityClosed(string Activity, DateTimeOffset At) : LiveEvent;

    public sealed record ResultsRevealed(string Activity, DateTimeOffset At) : LiveEvent;

    /// <param name="Options">Chosen options as the session's plan names them.</param>
    /// <param name="Right">As judged by the module version that asked; null in a poll.</param>
    public sealed record AnswerRecorded(
        LearnerId Learner, Guid AnswerId, string Activity, ImmutableArray<string> Options, bool? Right, bool? Sure, AnswerTiming Timing, DateTimeOffset At) : LiveEvent;

    public sealed record SessionEnded(DateTimeOffset At) : LiveEvent;
}
