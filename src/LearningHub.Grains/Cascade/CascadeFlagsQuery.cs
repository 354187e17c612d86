using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>Answers what somebody should ask about in the newest sessions: of a module, an institution, or one session.</summary>
/// <remarks>Phones are told apart within the sessions of one trainer, so a list over many sessions finds what one session's own list can't.</remarks>
public sealed class CascadeFlagsQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>Sessions looked at, the newest; older ones have been looked at before.</summary>
    public const int MaxSessions = 300;

    public Task<ImmutableArray<CascadeFlag>> OfModuleAsync(ModuleVersion module, CancellationToken ct = default) =>
        OfAsync(sessions => sessions.Where(s => s.Module == module.Module && s.ModuleVersion == module.Version), ct);

    public Task<ImmutableArray<CascadeFlag>> OfInstitutionAsync(InstitutionId institution, CancellationToken ct = default) =>
        OfAsync(sessions => sessions.Where(s => s.InstitutionId == institution.Value), ct);

    public Task<ImmutableArray<CascadeFlag>> OfSessionAsync(CascadeSessionId session, CancellationToken ct = default) =>
        OfAsync(sessions => sessions.Where(s => s.Id == session.Value), ct);

    private async Task<ImmutableArray<CascadeFlag>> OfAsync(Func<IQueryable<CascadeSessionRow>, IQueryable<CascadeSessionRow>> which, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var heads = await which(db.CascadeSessions.AsNoTracking()).OrderByDescending(s => s.HeldAt).ThenBy(s => s.Id).Take(MaxSessions)
            .Select(s => new { s.Id, s.ClaimedHeads }).ToListAsync(ct);
        var ids = heads.Select(s => s.Id).ToArray();
        var people = await db.Exposures.AsNoTracking().Where(e => ids.Contains(e.SessionId) && e.Tier >= EvidenceTier.Confirmed)
            .OrderBy(e => e.SessionId).ThenBy(e => e.LearnerId).ToListAsync(ct);
        var answers = (await db.CascadeAnswers.AsNoTracking().Where(a => ids.Contains(a.SessionId)).OrderBy(a => a.SessionId).ThenBy(a => a.LearnerId).ThenBy(a => a.Item)
                .ToListAsync(ct)).ToLookup(a => (a.SessionId, a.LearnerId), a => new JudgedAnswer(a.Item, a.Message, a.Option, a.Right));
        return CascadeFlags.Of(
            people.Select(e => new ConfirmationFact(new(e.SessionId), new(e.LearnerId), e.Mode, e.Device, e.ConfirmedAt, e.CheckedAt, [.. answers[(e.SessionId, e.LearnerId)]])),
            heads.Select(s => (new CascadeSessionId(s.Id), s.ClaimedHeads)));
    }
}
