using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Common;
using LearningHub.Journal;

namespace LearningHub.Grains.Cohorts;

/// <summary>One workshop's people: who facilitates, who takes part, which live sessions it held, who was there. The key is the cohort's id.</summary>
public interface ICohortGrain : IGrainWithGuidKey
{
    Task<Reply> Plan(
        string title, string place, DateOnly startsOn, DateOnly endsOn, ImmutableArray<ModuleVersion> modules, ProgrammeId? programme, string code,
        LearnerId facilitator);

    Task<Reply> AddFacilitator(LearnerId facilitator, LearnerId by, bool byAdministrator);

    Task<Reply> Join(LearnerId learner);

    Task<Reply> AddLiveSession(LiveSessionId session, string code, ModuleVersion module, LearnerId by);

    Task<Reply> OpenHalfDay(HalfDay halfDay, LearnerId by, bool byAdministrator);

    Task<Reply> CloseHalfDay(HalfDay halfDay, LearnerId by, bool byAdministrator);

    /// <summary>A learner typed the code on the screen, now or at <paramref name="typedAt"/>. The same again changes nothing.</summary>
    /// <param name="phone">Anything that tells this phone from another; only a keyed hash of it is kept. Null when there is none.</param>
    Task<AttendanceReply> ConfirmAttendance(LearnerId learner, string code, DateTimeOffset? typedAt, string? phone);

    /// <summary>A facilitator marks one person, or a whole list. Marks that stand already are left as they are.</summary>
    Task<Reply> FixAttendance(
        HalfDay halfDay, ImmutableArray<LearnerId> present, ImmutableArray<LearnerId> absent, FixUpReason reason, LearnerId by, bool byAdministrator);
}

public sealed class CohortGrain(Journal<HubDbContext, CohortEvent> journal, AttendanceCodes codes, TimeProvider clock)
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

    public Task<Reply> OpenHalfDay(HalfDay halfDay, LearnerId by, bool byAdministrator) =>
        HandleAsync(new CohortCommand.OpenHalfDay(halfDay, by, byAdministrator, clock.GetUtcNow()));

    public Task<Reply> CloseHalfDay(HalfDay halfDay, LearnerId by, bool byAdministrator) =>
        HandleAsync(new CohortCommand.CloseHalfDay(halfDay, by, byAdministrator, clock.GetUtcNow()));

    public async Task<AttendanceReply> ConfirmAttendance(LearnerId learner, string code, DateTimeOffset? typedAt, string? phone)
    {
        var id = new CohortId(this.GetPrimaryKey());
        var command = new CohortCommand.ConfirmAttendance(learner, code, typedAt, codes.Of(id), codes.PhoneOf(id, phone), clock.GetUtcNow());
        var (halfDay, _, _) = Attendance.Recognise(command, State.Attendance);
        var reply = await HandleAsync(command, happenedAt: typedAt);
        return reply.Accepted && halfDay is { } known ? new(reply, known, State.Attendance.Of(known).Mark(learner).Present) : new(reply, null, false);
    }

    public Task<Reply> FixAttendance(
        HalfDay halfDay, ImmutableArray<LearnerId> present, ImmutableArray<LearnerId> absent, FixUpReason reason, LearnerId by, bool byAdministrator) =>
        HandleAsync(new CohortCommand.FixAttendance(halfDay, present, absent, reason, by, byAdministrator, clock.GetUtcNow()));
}
