using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Grains.Common;
using LearningHub.Journal;

namespace LearningHub.Grains.Cascade;

/// <summary>One institution: its people, its focal points, its dated staff numbers. The key is the institution's id.</summary>
public interface IInstitutionGrain : IGrainWithGuidKey
{
    Task<Reply> Register(string name, Sector sector, LearnerId by);

    Task<Reply> NameFocalPoint(LearnerId person, LearnerId by);

    Task<Reply> ReleaseFocalPoint(LearnerId person, LearnerId by);

    /// <param name="unit">Empty for the whole institution.</param>
    Task<Reply> DeclareStaff(string unit, int eligible, DateOnly declaredOn, string source, LearnerId by, DateOnly today);

    /// <summary>A learner says that she works here.</summary>
    Task<Reply> DeclareMembership(LearnerId learner, string unit, DateOnly today);

    Task<Reply> Leave(LearnerId learner, DateOnly today);
}

public sealed class InstitutionGrain(Journal<HubDbContext, InstitutionEvent> journal, TimeProvider clock)
    : DecidingGrain<InstitutionState, InstitutionCommand, InstitutionEvent>(journal, Institution.Rules), IInstitutionGrain
{
    public const string StreamPrefix = "institution-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    public Task<Reply> Register(string name, Sector sector, LearnerId by) =>
        HandleAsync(new InstitutionCommand.RegisterInstitution(name, sector, by, clock.GetUtcNow()));

    public Task<Reply> NameFocalPoint(LearnerId person, LearnerId by) =>
        HandleAsync(new InstitutionCommand.NameFocalPoint(person, by, clock.GetUtcNow()));

    public Task<Reply> ReleaseFocalPoint(LearnerId person, LearnerId by) =>
        HandleAsync(new InstitutionCommand.ReleaseFocalPoint(person, by, clock.GetUtcNow()));

    public Task<Reply> DeclareStaff(string unit, int eligible, DateOnly declaredOn, string source, LearnerId by, DateOnly today) =>
        HandleAsync(new InstitutionCommand.DeclareStaff(unit, eligible, declaredOn, source, by, today, clock.GetUtcNow()));

    public Task<Reply> DeclareMembership(LearnerId learner, string unit, DateOnly today) =>
        HandleAsync(new InstitutionCommand.DeclareMembership(learner, unit, today, clock.GetUtcNow()));

    public Task<Reply> Leave(LearnerId learner, DateOnly today) =>
        HandleAsync(new InstitutionCommand.LeaveInstitution(learner, today, clock.GetUtcNow()));
}
