using System.Collections.Concurrent;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>Where a session was held, and for whom. No venue: nothing finer than a district leaves a session's own page.</summary>
public sealed record SessionPlace(string District, InstitutionId? Institution);

/// <summary>Answers where the sessions of a module version were held.</summary>
/// <remarks>A session's place never changes and no session goes away: while there are as many as before, they are the same ones.</remarks>
public sealed class SessionPlacesQuery(IDbContextFactory<HubDbContext> databases)
{
    private readonly ConcurrentDictionary<ModuleVersion, IReadOnlyDictionary<CascadeSessionId, SessionPlace>> known = new();

    /// <summary>Every session of the module version: figures by district are over all of them.</summary>
    public async Task<IReadOnlyDictionary<CascadeSessionId, SessionPlace>> OfAsync(ModuleVersion module, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var sessions = db.CascadeSessions.AsNoTracking().Where(s => s.Module == module.Module && s.ModuleVersion == module.Version);
        if (known.TryGetValue(module, out var places) && places.Count == await sessions.CountAsync(ct)) return places;
        var rows = await sessions.Select(s => new { s.Id, s.District, s.InstitutionId }).ToListAsync(ct);
        return known[module] = rows.ToDictionary(s => new CascadeSessionId(s.Id), s => new SessionPlace(s.District, s.InstitutionId is { } id ? new InstitutionId(id) : null));
    }
}
