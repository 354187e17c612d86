using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cohorts;

/// <summary>Everything that can have happened to a cohort: the people of one workshop.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.
/// A changed meaning is a new record with a new name (<c>.v2</c>). People appear by id only.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(WorkshopPlanned), "cohort.workshop-planned.v1")]
[JsonDerivedType(typeof(FacilitatorAdded), "cohort.facilitator-added.v1")]
[JsonDerivedType(typeof(MemberJoined), "cohort.member-joined.v1")]
[JsonDerivedType(typeof(LiveSessionAdded), "cohort.live-session-added.v1")]
[JsonDerivedType(typeof(HalfDayOpened), "cohort.half-day-opened.v1")]
[JsonDerivedType(typeof(HalfDayClosed), "cohort.half-day-closed.v1")]
[JsonDerivedType(typeof(AttendanceConfirmed), "cohort.attendance-confirmed.v1")]
[JsonDerivedType(typeof(AttendanceFixed), "cohort.attendance-fixed.v1")]
public abstract record CohortEvent
{
    private CohortEvent() { }

    /// <param name="Title">The workshop's title, 1 to 120 characters.</param>
    /// <param name="Place">Town or venue, 1 to 80 characters; never a person.</param>
    /// <param name="Code">What people type to join.</param>
    public sealed record WorkshopPlanned(
        string Title, string Place, DateOnly StartsOn, DateOnly EndsOn, ImmutableArray<ModuleVersion> Modules, ProgrammeId? Programme,
        string Code, LearnerId Facilitator, DateTimeOffset At) : CohortEvent;

    public sealed record FacilitatorAdded(LearnerId Facilitator, LearnerId By, DateTimeOffset At) : CohortEvent;

    public sealed record MemberJoined(LearnerId Learner, DateTimeOffset At) : CohortEvent;

    public sealed record LiveSessionAdded(LiveSessionId Session, string Code, ModuleVersion Module, DateTimeOffset At) : CohortEvent;

    public sealed record HalfDayOpened(HalfDay HalfDay, LearnerId By, DateTimeOffset At) : CohortEvent;

    public sealed record HalfDayClosed(HalfDay HalfDay, LearnerId By, DateTimeOffset At) : CohortEvent;

    /// <param name="SentLater">The code was right when it was typed, and came when the phone had a link again.</param>
    /// <param name="TypedAt">The phone's claim of when; null unless sent later.</param>
    /// <param name="Phone">A keyed hash that tells phones apart within this workshop alone; null when the phone keeps nothing.</param>
    public sealed record AttendanceConfirmed(
        HalfDay HalfDay, LearnerId Learner, bool SentLater, DateTimeOffset? TypedAt, string? Phone, DateTimeOffset At) : CohortEvent;

    public sealed record AttendanceFixed(
        HalfDay HalfDay, LearnerId Learner, bool Present, FixUpReason Reason, LearnerId By, DateTimeOffset At) : CohortEvent;
}
