using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>Somebody who passed and agreed that her institution sees it.</summary>
public sealed record RosterPerson(LearnerId Person, string Name, string Unit, DateTimeOffset PassedAt);

/// <summary>What an institution may see of single people: those who agreed, and the rest as a number.</summary>
/// <param name="Agreed">By unit, then name.</param>
/// <param name="Others">People in post who passed and are not named; null where the number would tell about single people.</param>
/// <param name="LeastPeople">Fewest people on either side, passed and not, for <paramref name="Others"/> to be shown.</param>
public sealed record InstitutionRoster(ImmutableArray<RosterPerson> Agreed, int? Others, int LeastPeople);

/// <summary>The roster of an institution. It names nobody who did not agree, nobody who hides, and never who has not passed.</summary>
public sealed class InstitutionRosterQuery(IDbContextFactory<HubDbContext> databases, PersonNames names)
{
    /// <param name="lineage">Of the module, as the page's figures have it: who is called qualified there is called so here, and no second book is made.</param>
    /// <param name="sensitive">The module is protection content: 11 people instead of 5.</param>
    public async Task<InstitutionRoster> OfAsync(InstitutionId institution, Lineage lineage, bool sensitive, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        await using var db = await databases.CreateDbContextAsync(ct);
        var today = DateOnly.FromDateTime(lineage.AsOf.UtcDateTime);
        var map = await PersonLinksQuery.MapAsync(db, ct);
        var posts = await db.Memberships.AsNoTracking()
            .Where(row => row.InstitutionId == institution.Value && row.From <= today && (row.Until == null || row.Until >= today))
            .OrderBy(row => row.LearnerId).ThenBy(row => row.Version).Select(row => new { row.LearnerId, row.Unit }).ToListAsync(ct);
        var passed = new Dictionary<LearnerId, DateTimeOffset>();
        foreach (var person in posts.Select(post => map[new(post.LearnerId)]))
            if (lineage.People.TryGetValue(person, out var place) && place.QualifiedAt is { } at && lineage.Holds(person, today)) passed[person] = at;
        var agreed = (await db.Consents.AsNoTracking().Where(row => row.Purpose == ConsentPurpose.InstitutionSeesPass && row.WithdrawnAt == null)
            .Select(row => row.LearnerId).ToListAsync(ct)).ToHashSet();

        // Agreement is asked of the sign-in that is in post: what somebody allowed elsewhere must not speak for it through a mistaken merge.
        var people = posts.GroupBy(post => map[new(post.LearnerId)]).ToList();
        var willing = people.Where(person => passed.ContainsKey(person.Key) && person.Any(post => agreed.Contains(post.LearnerId)))
            .Select(person => person.First(post => agreed.Contains(post.LearnerId))).Take(PersonNames.Limit).ToList();
        var labels = await names.OfAsync([.. willing.Select(post => new LearnerId(post.LearnerId))], ct);
        var named = willing.Where(post => labels.TryGetValue(new(post.LearnerId), out var label) && !label.Hidden).Select(post => new RosterPerson(
            new(post.LearnerId), labels[new(post.LearnerId)].Name, post.Unit, passed[map[new(post.LearnerId)]])).ToList();
        var others = people.Count(person => passed.ContainsKey(person.Key)) - named.Count;
        return new(
            [.. named.OrderBy(person => person.Unit, StringComparer.CurrentCulture).ThenBy(person => person.Name, StringComparer.CurrentCulture).ThenBy(person => person.Person.Value)],
            MayShow(others, people.Count - named.Count, sensitive) ? others : null, SmallCells.LeastPeople(sensitive));
    }

    /// <summary>The number is shown only while neither "passed" nor "not passed" points at single people: if all of the rest passed, it would tell of each of them.</summary>
    private static bool MayShow(int passed, int inPost, bool sensitive) => SmallCells.MayShow(passed, sensitive) && SmallCells.MayShow(inPost - passed, sensitive);
}
