using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>Answers who may teach a module version: who passed its test, or the check of a cascade session, under any of her sign-ins.</summary>
public sealed class QualificationQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>Those of these people who had qualified by then.</summary>
    public async Task<ImmutableArray<LearnerId>> AmongAsync(
        ModuleVersion module, ImmutableArray<LearnerId> people, DateTimeOffset by, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var map = await PersonLinksQuery.MapAsync(db, ct);
        var ids = people.SelectMany(person => map.Everyone(person), (_, same) => same.Value).Distinct().ToArray();
        var rows = await db.Qualifications.AsNoTracking()
            .Where(row => row.Module == module.Module && row.ModuleVersion == module.Version && ids.Contains(row.LearnerId) && row.At <= by)
            .OrderBy(row => row.LearnerId).Select(row => row.LearnerId).ToListAsync(ct);
        var qualified = rows.Select(id => map[new(id)]).ToHashSet();
        return [.. people.Where(person => qualified.Contains(map[person])).Distinct()];
    }

    /// <summary>Every module version that a person may teach, with since when, ordered by module.</summary>
    public async Task<ImmutableArray<(ModuleVersion Module, DateTimeOffset Since)>> OfAsync(LearnerId person, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var ids = (await PersonLinksQuery.MapAsync(db, ct)).Everyone(person).Select(same => same.Value).ToArray();
        var rows = await db.Qualifications.AsNoTracking().Where(row => ids.Contains(row.LearnerId))
            .OrderBy(row => row.Module).ThenBy(row => row.ModuleVersion).ThenBy(row => row.LearnerId).Take(100).Select(row => new { row.Module, row.ModuleVersion, row.At }).ToListAsync(ct);
        return [.. rows.GroupBy(row => new ModuleVersion(row.Module, row.ModuleVersion)).Select(same => (same.Key, same.Min(row => row.At)))];
    }
}
