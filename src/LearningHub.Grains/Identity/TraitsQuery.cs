using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Identity;

/// <summary>What people said of themselves, for counting them in groups. No page may print one person's.</summary>
public sealed class TraitsQuery(IDbContextFactory<HubDbContext> contexts)
{
    /// <summary>Of everybody who said something, by the id that stands for her in figures; of several sign-ins the oldest that said it.</summary>
    /// <remarks>Unbounded on purpose: a cut of a part of the people would be another cut.</remarks>
    public async Task<IReadOnlyDictionary<LearnerId, Traits>> AllAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var map = await PersonLinksQuery.MapAsync(db, ct);
        var rows = await db.Users.AsNoTracking().Where(person => person.Sex != null || person.Age != null || person.Disability != null || person.Language != null)
            .OrderBy(person => person.Id).Select(person => new { person.Id, person.Sex, person.Age, person.Disability, person.Language }).ToListAsync(ct);
        var all = new Dictionary<LearnerId, Traits>();
        foreach (var row in rows)
        {
            var person = map[new(row.Id)];
            var known = all.GetValueOrDefault(person);
            all[person] = new(known?.Sex ?? row.Sex, known?.Age ?? row.Age, known?.Disability ?? row.Disability, known?.Language ?? row.Language);
        }

        return all;
    }
}
