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
}
