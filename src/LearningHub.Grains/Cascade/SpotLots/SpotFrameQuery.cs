using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade.SpotLots;

/// <summary>A lot that could be drawn now.</summary>
/// <param name="Heads">Claimed heads in it.</param>
public sealed record SpotCandidate(SpotLotKey Lot, int Sessions, int Heads);

/// <summary>Answers which claimed heads a lot is drawn from, and which lots could be drawn.</summary>
public sealed class SpotFrameQuery(IDbContextFactory<HubDbContext> databases, CascadeBooks books)
{
    /// <summary>Candidates listed: the fullest of the newest quarters.</summary>
    public const int MaxCandidates = 200;

    private const int MaxSessions = 5000;

    /// <summary>Sessions of the lot's quarter that count (undisputed, not in quarantine) and stand in no draw of the same kind, with those who confirmed them in that order.</summary>
    public async Task<ImmutableArray<SpotFrame>> OfAsync(SpotLotKey lot, CancellationToken ct = default)
    {
        var quarantined = (await books.OfModuleAsync(lot.Module, ct: ct)).Lineage.Quarantined;
        await using var db = await databases.CreateDbContextAsync(ct);
        var (first, last) = (lot.Quarter.First, lot.Quarter.Last);
        var free = Free(db, lot.Module, lot.Kind).Where(s => s.HeldOn >= first && s.HeldOn <= last);
        var sessions = (await (lot.Kind == SpotLotKind.Institution
                ? free.Where(s => s.InstitutionId == lot.Of)
                : free.Where(s => db.CascadeTrainers.Any(t => t.SessionId == s.Id && t.LearnerId == lot.Of)))
            .OrderBy(s => s.Id).Take(MaxSessions).Select(s => new { s.Id, s.ClaimedHeads }).ToListAsync(ct))
            .Where(s => !quarantined.Contains(new(s.Id))).ToList();
        var ids = sessions.Select(s => s.Id).ToArray();
        var people = (await db.Exposures.AsNoTracking().Where(e => ids.Contains(e.SessionId) && e.Tier >= EvidenceTier.Confirmed)
            .OrderBy(e => e.ConfirmedAt).ThenBy(e => e.LearnerId).Select(e => new { e.SessionId, e.LearnerId }).ToListAsync(ct)).ToLookup(e => e.SessionId, e => new LearnerId(e.LearnerId));
        var trainers = (await db.CascadeTrainers.AsNoTracking().Where(t => ids.Contains(t.SessionId))
            .OrderBy(t => t.LearnerId).ToListAsync(ct)).ToLookup(t => t.SessionId, t => new LearnerId(t.LearnerId));
        return [.. sessions.Select(s => new SpotFrame(new(s.Id), s.ClaimedHeads, [.. people[s.Id]], [.. trainers[s.Id]]))];
    }

    /// <summary>Lots of this module version that could be drawn: by quarter, the newest first, then by heads.</summary>
    /// <param name="within">Sessions of a programme; null for all.</param>
    public async Task<ImmutableArray<SpotCandidate>> CandidatesAsync(ModuleVersion module, IReadOnlySet<CascadeSessionId>? within = null, CancellationToken ct = default)
    {
        var quarantined = (await books.OfModuleAsync(module, ct: ct)).Lineage.Quarantined;
        await using var db = await databases.CreateDbContextAsync(ct);
        var parts = (await db.SpotLots.AsNoTracking().Where(lot => lot.Module == module.Module && lot.ModuleVersion == module.Version)
            .Select(lot => new { lot.Kind, lot.OfId, lot.Year, lot.Quarter, lot.Part }).ToListAsync(ct))
            .GroupBy(lot => (lot.Kind, lot.OfId, new Quarter(lot.Year, lot.Quarter))).ToDictionary(lot => lot.Key, lot => lot.Max(part => part.Part));
        var byTrainer = await (
            from session in Free(db, module, SpotLotKind.Trainer)
            join trainer in db.CascadeTrainers on session.Id equals trainer.SessionId
            orderby session.HeldAt descending, session.Id, trainer.LearnerId
            select new { session.Id, session.HeldOn, session.ClaimedHeads, Of = trainer.LearnerId }).Take(MaxSessions).ToListAsync(ct);
        var byInstitution = await Free(db, module, SpotLotKind.Institution).Where(s => s.InstitutionId != null)
            .OrderByDescending(s => s.HeldAt).ThenBy(s => s.Id).Select(s => new { s.Id, s.HeldOn, s.ClaimedHeads, Of = s.InstitutionId!.Value }).Take(MaxSessions).ToListAsync(ct);
        return
        [
            .. byTrainer.Select(s => (Kind: SpotLotKind.Trainer, Session: s)).Concat(byInstitution.Select(s => (Kind: SpotLotKind.Institution, Session: s)))
                .Where(s => (within is null || within.Contains(new(s.Session.Id))) && !quarantined.Contains(new(s.Session.Id)))
                .GroupBy(s => (s.Kind, s.Session.Of, Quarter: Quarter.Of(s.Session.HeldOn)))
                .Select(lot => new SpotCandidate(
                    new(module, lot.Key.Kind, lot.Key.Of, lot.Key.Quarter, parts.GetValueOrDefault((lot.Key.Kind, lot.Key.Of, lot.Key.Quarter)) + 1),
                    lot.Count(), lot.Sum(s => s.Session.ClaimedHeads)))
                .OrderByDescending(lot => lot.Lot.Quarter.First).ThenByDescending(lot => lot.Heads).ThenBy(lot => lot.Lot.Of).Take(MaxCandidates),
        ];
    }

    private static IQueryable<CascadeSessionRow> Free(HubDbContext db, ModuleVersion module, SpotLotKind kind) =>
        db.CascadeSessions.AsNoTracking().Where(s => s.Module == module.Module && s.ModuleVersion == module.Version && s.Standing == SessionStanding.Undisputed
            && !db.SpotLotSessions.Any(held => held.SessionId == s.Id && db.SpotLots.Any(lot => lot.Id == held.LotId && lot.Kind == kind)));
}
