using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Common;
using LearningHub.Grains.Learning;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade.Pledges;

/// <summary>Answers how far pledges have come, for their trainers and for those who remind them. Figures over many people come from <see cref="PledgeFunnel"/>.</summary>
public sealed class PledgeQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>Lists are cut at this length; the newest come first.</summary>
    public const int MaxLines = 100;

    /// <summary>Under which a supervisor's contact is hidden.</summary>
    public const string SupervisorPurpose = "supervisor";

    /// <summary>A person's pledges, newest first.</summary>
    public async Task<ImmutableArray<PledgeProgress>> OfTrainerAsync(LearnerId trainer, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await ProgressAsync(db, await db.Pledges.AsNoTracking().Where(row => row.LearnerId == trainer.Value).OrderByDescending(row => row.At).ThenBy(row => row.Id).Take(MaxLines).ToListAsync(ct), ct);
    }

    /// <summary>One pledge, or null.</summary>
    public async Task<PledgeProgress?> FindAsync(Guid pledge, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await ProgressAsync(db, await db.Pledges.AsNoTracking().Where(row => row.Id == pledge).ToListAsync(ct), ct)).SingleOrDefault();
    }

    /// <summary>Ids of the pledges made in a workshop.</summary>
    public async Task<ImmutableHashSet<Guid>> OfCohortAsync(CohortId cohort, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return [.. await db.Pledges.AsNoTracking().Where(row => row.CohortId == cohort.Value).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(ct)];
    }

    /// <summary>Who agreed to it last, or null.</summary>
    public async Task<string?> SupervisorAsync(Guid pledge, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.PledgeSupervisors.AsNoTracking().Where(row => row.PledgeId == pledge).OrderByDescending(row => row.At).ThenBy(row => row.Id).Select(row => row.Name).FirstOrDefaultAsync(ct);
    }

    internal async Task<PledgeTerms?> TermsAsync(Guid pledge, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Pledges.AsNoTracking().SingleOrDefaultAsync(row => row.Id == pledge, ct) is { } row ? TermsOf(row) : null;
    }

    internal async Task<HeldSession?> HeldAsync(CascadeSessionId session, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.CascadeSessions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == session.Value, ct) is not { } row) return null;
        var trainers = await db.CascadeTrainers.AsNoTracking().Where(trainer => trainer.SessionId == row.Id).OrderBy(trainer => trainer.LearnerId).Select(trainer => trainer.LearnerId).ToListAsync(ct);
        return new(session, new(row.Module, row.ModuleVersion), [.. trainers.Select(trainer => new LearnerId(trainer))], row.HeldOn);
    }

    /// <summary>These pledges, in the order given.</summary>
    internal static async Task<ImmutableArray<PledgeProgress>> ProgressAsync(HubDbContext db, IReadOnlyCollection<PledgeRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return [];
        var (ids, people, modules) = (rows.Select(row => row.Id).ToArray(), rows.Select(row => row.LearnerId).Distinct().ToArray(), rows.Select(row => row.Module).Distinct().ToArray());
        var steps = (await db.PledgeSteps.AsNoTracking().Where(step => ids.Contains(step.PledgeId)).OrderBy(step => step.PledgeId).ThenBy(step => step.Version).ToListAsync(ct))
            .ToLookup(step => step.PledgeId, FactOf);
        var held = (await (
            from trainer in db.CascadeTrainers.AsNoTracking()
            join session in db.CascadeSessions on trainer.SessionId equals session.Id
            where people.Contains(trainer.LearnerId) && modules.Contains(session.Module) && session.Standing == SessionStanding.Undisputed
            orderby session.HeldAt, session.Id
            select new
            {
                trainer.LearnerId, session.Module, session.Id, session.HeldOn, session.ClaimedHeads,
                Confirmed = db.Exposures.Count(exposure => exposure.SessionId == session.Id && exposure.Tier >= EvidenceTier.Confirmed),
            }).ToListAsync(ct)).ToLookup(it => (it.LearnerId, it.Module), it => new KeptIn(new(it.Id), it.HeldOn, it.ClaimedHeads, it.Confirmed));
        return [.. rows.Select(row => PledgeProgress.Of(TermsOf(row), steps[row.Id], held[(row.LearnerId, row.Module)]))];
    }

    internal static PledgeStepFact FactOf(PledgeStepRow row) => new(
        row.PledgeId, row.Kind, row.At, row.Day, row.District, row.People, row.Reason, row.SessionId is { } session ? new CascadeSessionId(session) : null);

    private static PledgeTerms TermsOf(PledgeRow row) =>
        new(row.Id, new(row.LearnerId), new(row.Module, row.ModuleVersion), row.People, DateOnly.FromDateTime(row.At.UtcDateTime), row.DueOn);
}
