using System.Collections.Immutable;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>Answers who may teach a module version: who passed its test, or the check of a cascade session.</summary>
public sealed class QualificationQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>Those of these people who had qualified by then.</summary>
    public async Task<ImmutableArray<LearnerId>> AmongAsync(
        ModuleVersion module, ImmutableArray<LearnerId> people, DateTimeOffset by, CancellationToken ct = default)
    {
        var ids = people.Select(person => person.Value).ToArray();
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Qualifications.AsNoTracking()
            .Where(row => row.Module == module.Module && row.ModuleVersion == module.Version && ids.Contains(row.LearnerId) && row.At <= by)
            .OrderBy(row => row.LearnerId).Select(row => row.LearnerId).ToListAsync(ct);
        return [.. rows.Select(id => new LearnerId(id))];
    }

    /// <summary>Every module version that a person may teach, with since when, ordered by module.</summary>
    public async Task<ImmutableArray<(ModuleVersion Module, DateTimeOffset Since)>> OfAsync(LearnerId person, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Qualifications.AsNoTracking().Where(row => row.LearnerId == person.Value)
            .OrderBy(row => row.Module).ThenBy(row => row.ModuleVersion).Take(100).Select(row => new { row.Module, row.ModuleVersion, row.At }).ToListAsync(ct);
        return [.. rows.Select(row => (new ModuleVersion(row.Module, row.ModuleVersion), row.At))];
    }
}
