using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Identity;

/// <summary>What a roster or a tree may print for a person.</summary>
/// <param name="Hidden">The person asked not to appear beyond the programme: pages for others print no name.</param>
public sealed record PersonLabel(string Name, bool Hidden);

/// <summary>Names for ids. A page asks for the ids it shows, and for no others.</summary>
public sealed class PersonNames(IDbContextFactory<HubDbContext> contexts)
{
    private const string Links = PersonLinksGrain.StreamPrefix + PersonLinksGrain.Key;

    /// <summary>The merges as they stood at a version of their stream. Replaced as a whole, so that readers need no lock.</summary>
    private volatile Known? merges;

    /// <summary>What stands where somebody has been erased: the count stays, the name is gone.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>What stands where somebody asked to be hidden and the reader runs none of that person's workshops.</summary>
    public const string NotShown = "name not shown";

    /// <summary>Ids asked for at once.</summary>
    public const int Limit = 2000;

    /// <summary>The label of each of these people. Whoever has been erased is missing: print <see cref="Withdrawn"/>.</summary>
    /// <exception cref="ArgumentException">More than <see cref="Limit"/> ids.</exception>
    public async Task<IReadOnlyDictionary<LearnerId, PersonLabel>> OfAsync(IReadOnlyCollection<LearnerId> people, CancellationToken ct = default)
    {
        if (people.Count > Limit) throw new ArgumentException($"{people.Count} names were asked for at once; ask for {Limit} at most, page by page.", nameof(people));
        if (people.Count == 0) return new Dictionary<LearnerId, PersonLabel>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var map = await MergesAsync(db, ct);
        var ids = people.SelectMany(person => map.Everyone(person), (_, same) => same.Value).Distinct().ToArray();
        var known = await db.Users.AsNoTracking()
            .Where(person => ids.Contains(person.Id))
            .Select(person => new { person.Id, person.DisplayName, person.Hidden })
            .ToDictionaryAsync(person => new LearnerId(person.Id), person => new PersonLabel(person.DisplayName, person.Hidden), ct);
        if (map.IsEmpty) return known;

        // Who asked to be hidden under one sign-in is hidden under all; a sign-in that was erased bears the name of one that is still here.
        var labels = new Dictionary<LearnerId, PersonLabel>();
        foreach (var person in people.Distinct())
        {
            var same = map.Everyone(person).Where(known.ContainsKey).ToList();
            if (same.Count > 0) labels[person] = new(known[known.ContainsKey(person) ? person : same[0]].Name, same.Exists(it => known[it].Hidden));
        }

        return labels;
    }

    private async Task<PersonMap> MergesAsync(HubDbContext db, CancellationToken ct)
    {
        var version = await db.Set<JournalRow>().Where(row => row.Stream == Links).MaxAsync(row => (long?)row.Version, ct) ?? 0;
        if (merges is { } known && known.Version == version) return known.Map;
        return (merges = new(version, await PersonLinksQuery.MapAsync(db, ct))).Map; // a decision in between is read again at the next page
    }

    private sealed record Known(long Version, PersonMap Map);

    /// <summary>One person's name, or <see cref="Withdrawn"/>.</summary>
    public async Task<string> OfAsync(LearnerId person, CancellationToken ct = default) =>
        (await OfAsync([person], ct)).TryGetValue(person, out var label) ? label.Name : Withdrawn;
}
