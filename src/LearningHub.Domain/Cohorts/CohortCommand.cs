using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cohorts;

/// <summary>Everything that may be asked of a cohort.</summary>
public abstract record CohortCommand
{
    private CohortCommand() { }

    public sealed record PlanWorkshop(
        string Title, string Place, DateOnly StartsOn, DateOnly EndsOn, ImmutableArray<ModuleVersion> Modules, ProgrammeId? Programme,
        string Code, LearnerId Facilitator, DateTimeOffset At) : CohortCommand;

    /// <param name="By">A facilitator of the cohort, or <paramref name="ByAdministrator"/>.</param>
    public sealed record AddFacilitator(LearnerId Facilitator, LearnerId By, bool ByAdministrator, DateTimeOffset At) : CohortCommand;

    public sealed record JoinCohort(LearnerId Learner, DateTimeOffset At) : CohortCommand;

    public sealed record AddLiveSession(LiveSessionId Session, string Code, ModuleVersion Module, LearnerId By, DateTimeOffset At) : CohortCommand;

    /// <summary>From now on the half day's codes count, also for people who come early.</summary>
    public sealed record OpenHalfDay(HalfDay HalfDay, LearnerId By, bool ByAdministrator, DateTimeOffset At) : CohortCommand;

    public sealed record CloseHalfDay(HalfDay HalfDay, LearnerId By, bool ByAdministrator, DateTimeOffset At) : CohortCommand;

    /// <param name="Code">As <see cref="RotatingCode.Read"/> gave it.</param>
    /// <param name="TypedAt">The phone's claim of when, for a code that may have waited for a link; null when it did not wait.</param>
    /// <param name="Codes">The workshop's codes.</param>
    /// <param name="Phone">Tells one phone from another within this workshop, and nothing else; null when the phone keeps nothing.</param>
    public sealed record ConfirmAttendance(
        LearnerId Learner, string Code, DateTimeOffset? TypedAt, RotatingCode Codes, string? Phone, DateTimeOffset At) : CohortCommand;

    /// <param name="Present">People who are here.</param>
    /// <param name="Absent">People who are not.</param>
    public sealed record FixAttendance(
        HalfDay HalfDay, ImmutableArray<LearnerId> Present, ImmutableArray<LearnerId> Absent, FixUpReason Reason, LearnerId By, bool ByAdministrator,
        DateTimeOffset At) : CohortCommand;
}
