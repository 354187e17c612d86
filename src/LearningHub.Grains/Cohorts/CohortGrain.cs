using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Common;
using LearningHub.Journal;

namespace LearningHub.Grains.Cohorts;

/// <summary>One workshop's people: who facilitates, who takes part, which live sessions it held. The key is the cohort's id.</summary>
public interface ICohortGrain : IGrainWithGuidKey
{
    Task<Reply> Plan(
        string title, string place, DateOnly startsOn, DateOnly endsOn, ImmutableArray<ModuleVersion> modules, ProgrammeId? programme, string code,
        LearnerId facilitator);

    Task<Reply> AddFacilitator(LearnerId facilitator, LearnerId by, bool byAdministrator);

    Task<Reply> Join(LearnerId learner);

    Task<Reply> AddLiveSession(LiveSessionId session, string code, ModuleVersion module, LearnerId by);
}

public sealed class CohortGrain(Journal<HubDbContext, CohortEvent> journal, TimeProvider clock)
    : DecidingGrain<CohortState, CohortCommand, CohortEvent>(journal, Cohort.Rules), ICohortGrain
{
    public const string StreamPrefix = "cohort-";

    /// <summary>The history of this cohort.</summary>
    public static string StreamOf(CohortId id) => StreamPrefix + id;

    protected override string Stream => StreamOf(new(this.GetPrimaryKey()));

    public Task<Reply> Plan(
        string title, string place, DateOnly startsOn, DateOnly endsOn, ImmutableArray<ModuleVersion> modules, ProgrammeId? programme, string code,
        LearnerId facilitator) =>
        HandleAsync(new CohortCommand.PlanWorkshop(title, place, startsOn, endsOn, modules, programme, code, facilitator, clock.GetUtcNow()));

    public Task<Reply> AddFacilitator(LearnerId facilitator, LearnerId by, bool byAdministrator) =>
        HandleAsync(new CohortCommand.AddFacilitator(facilitator, by, byAdministrator, clock.GetUtcNow()));

    public Task<Reply> Join(LearnerId learner) => HandleAsync(new CohortCommand.JoinCohort(learner, clock.GetUtcNow()));

    public Task<Reply> AddLiveSession(LiveSessionId session, string code, ModuleVersion module, LearnerId by) =>
        HandleAsync(new CohortCommand.AddLiveSession(session, code, module, by, clock.GetUtcNow()));
}
