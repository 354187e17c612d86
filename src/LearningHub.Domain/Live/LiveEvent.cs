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

/// <summary>How an answer was given, so that a difference between modes is never read as a difference in knowledge.</summary>
public enum AnswerMode
{
    OwnPhone,

    /// <summary>Several people share a phone and answer together.</summary>
    SharedPhone,

    /// <summary>Hands raised in the room and counted by the host.</summary>
    Hands,

    /// <summary>Written on a sheet in the room and typed in by the host.</summary>
    Paper,
}

/// <summary>Everything that can have happened in a live session.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.
/// A changed meaning is a new record with a new name (<c>.v2</c>). People appear by id only, and what people typed is taken out before
/// an event is stored (<see cref="LiveTexts"/>).</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(SessionStarted), "live.session-started.v1")]
[JsonDerivedType(typeof(ParticipantJoined), "live.participant-joined.v1")]
[JsonDerivedType(typeof(PhoneShared), "live.phone-shared.v1")]
[JsonDerivedType(typeof(ActivityOpened), "live.activity-opened.v1")]
[JsonDerivedType(typeof(ActivityClosed), "live.activity-closed.v1")]
[JsonDerivedType(typeof(TalkStarted), "live.talk-started.v1")]
[JsonDerivedType(typeof(ResultsRevealed), "live.results-revealed.v1")]
[JsonDerivedType(typeof(AnswerRecorded), "live.answer-recorded.v1")]
[JsonDerivedType(typeof(SessionEnded), "live.session-ended.v1")]
[JsonDerivedType(typeof(ActivityAdded), "live.activity-added.v1")]
[JsonDerivedType(typeof(TimerSet), "live.timer-set.v1")]
[JsonDerivedType(typeof(HandsCounted), "live.hands-counted.v1")]
[JsonDerivedType(typeof(TeamsShown), "live.teams-shown.v1")]
[JsonDerivedType(typeof(TextHidden), "live.text-hidden.v1")]
[JsonDerivedType(typeof(TakeawaysChosen), "live.takeaways-chosen.v1")]
[JsonDerivedType(typeof(ResultsPassedOn), "live.results-passed-on.v1")]
public abstract partial record LiveEvent
{
    private LiveEvent() { }

    public sealed record SessionStarted(
        ModuleVersion Module, ImmutableArray<PlannedActivity> Plan, LearnerId Host, string Code, DateTimeOffset At) : LiveEvent;

    /// <param name="People">How many share the phone; null for one.</param>
    public sealed record ParticipantJoined(LearnerId Learner, DateTimeOffset At, int? People = null) : LiveEvent;

    /// <summary>A participant said after joining that several people share the phone.</summary>
    /// <param name="People">How many, 2 or more.</param>
    public sealed record PhoneShared(LearnerId Learner, int People, DateTimeOffset At) : LiveEvent;

    public sealed record ActivityOpened(string Activity, DateTimeOffset At) : LiveEvent;

    public sealed record ActivityClosed(string Activity, DateTimeOffset At) : LiveEvent;

    /// <param name="Activity">The first vote that people talk about.</param>
    public sealed record TalkStarted(string Activity, DateTimeOffset At) : LiveEvent;

    public sealed record ResultsRevealed(string Activity, DateTimeOffset At) : LiveEvent;

    /// <param name="Options">Chosen options as the session's plan names them; in the person's order where order is asked. Empty for a number or text.</param>
    /// <param name="Right">As judged by the module version that asked; null where nothing is right or wrong.</param>
    /// <param name="Text">What was typed; never stored in the journal.</param>
    /// <param name="Mode">Null for the person's own phone.</param>
    public sealed record AnswerRecorded(
        LearnerId Learner, Guid AnswerId, string Activity, ImmutableArray<string> Options, bool? Right, bool? Sure, AnswerTiming Timing, DateTimeOffset At,
        decimal? Number = null, string? Text = null, AnswerMode? Mode = null) : LiveEvent;

    public sealed record SessionEnded(DateTimeOffset At) : LiveEvent;

    /// <param name="Activity">Its texts stand outside the journal, since a person typed them.</param>
    /// <param name="After">The activity of the plan it stands behind; null for the beginning.</param>
    public sealed record ActivityAdded(PlannedActivity Activity, string? After, Guid TextId, DateTimeOffset At) : LiveEvent;

    public sealed record TimerSet(string Activity, DateTimeOffset? EndsAt, DateTimeOffset At) : LiveEvent;

    /// <param name="Hands">By option; what was counted before for this activity no longer counts.</param>
    public sealed record HandsCounted(string Activity, ImmutableSortedDictionary<string, int> Hands, DateTimeOffset At) : LiveEvent;

    public sealed record TeamsShown(bool Shown, DateTimeOffset At) : LiveEvent;

    /// <summary>What the workshop will pass on first, as voted so far; a later one replaces it.</summary>
    public sealed record TakeawaysChosen(ImmutableArray<TakeawayVotes> Messages, DateTimeOffset At) : LiveEvent;

    /// <summary>The module and every learner have been told what the session brought.</summary>
    /// <param name="Answers">Answers they were told of; some may have come in late since.</param>
    public sealed record ResultsPassedOn(int Answers, DateTimeOffset At) : LiveEvent;

    public sealed record TextHidden(string Activity, Guid Answer, bool Hidden, DateTimeOffset At) : LiveEvent;
}
