using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>Where a session was held, and for whom. No venue: nothing finer than a district leaves a session's own page.</summary>
public sealed record SessionPlace(string District, InstitutionId? Institution);

/// <summary>Answers where the sessions of a module version were held.</summary>
public sealed class SessionPlacesQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>Every session of the module version: figures by district are over all of them.</summary>
    public async Task<IReadOnlyDictionary<CascadeSessionId, SessionPlace>> OfAsync(ModuleVersion module, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.CascadeSessions.AsNoTracking().Where(s => s.Module == module.Module && s.ModuleVersion == module.Version)
            .OrderBy(s => s.Id).Select(s => new { s.Id, s.District, s.InstitutionId }).ToListAsync(ct);
        return rows.ToDictionary(s => new CascadeSessionId(s.Id), s => new SessionPlace(s.District, s.InstitutionId is { } id ? new InstitutionId(id) : null));
    }
}
