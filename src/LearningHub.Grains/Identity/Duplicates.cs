using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Identity;

/// <summary>One pair to decide about.</summary>
/// <param name="Name">Null when a shared contact brought them together.</param>
/// <param name="Later">Somebody has put it off.</param>
public sealed record DuplicatePair(PersonPair Pair, LinkGround Ground, double? Weight, NameAgreement? Name, PlaceAgreement? Place, bool Later);

/// <summary>What a search did.</summary>
/// <param name="LeftOut">Groups of people with too common a name to compare them all.</param>
public sealed record DuplicateSearchDone(int People, long Compared, int Pairs, int LeftOut);

/// <summary>People who may be here twice: those who share a contact, at once; those whose names and posts are alike, from the last search.</summary>
public sealed class Duplicates(IDbContextFactory<HubDbContext> contexts, TimeProvider clock) : IDisposable
{
    /// <summary>Pairs shown at once.</summary>
    public const int MaxPairs = 25;

    /// <summary>People one search looks at, the newest first.</summary>
    public const int MaxPeople = 250_000;

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Compares names and posts anew. Nobody is changed by it.</summary>
    public async Task<DuplicateSearchDone> SearchAsync(CancellationToken ct = default)
    {
        await gate.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var posts = (await db.Memberships.AsNoTracking().Where(row => row.Until == null).Select(row => new { row.LearnerId, row.InstitutionId, row.Unit }).ToListAsync(ct))
                .ToLookup(row => row.LearnerId, row => (row.InstitutionId, row.Unit));
            var names = await db.Users.AsNoTracking().OrderByDescending(person => person.Id).Take(MaxPeople).Select(person => new { person.Id, person.DisplayName }).ToListAsync(ct);
            List<Likeable> people = [.. names.Select(person => new Likeable(person.Id, NameWords.Of(person.DisplayName), [.. posts[person.Id].Distinct()]))];
            var (pairs, leftOut, compared) = await Task.Run(() => DuplicateSearch.Of(people), ct);
            var now = clock.GetUtcNow();
            await using var change = await db.Database.BeginTransactionAsync(ct);
            await db.DuplicateCandidates.ExecuteDeleteAsync(ct);
            db.DuplicateCandidates.AddRange(pairs.Select(pair => new DuplicateCandidate
            {
                One = pair.One, Other = pair.Other, Weight = Math.Round(pair.Weight, 3), Name = pair.Name, Place = pair.Place, FoundAt = now,
            }));
            await db.SaveChangesAsync(ct);
            await change.CommitAsync(ct);
            return new(people.Count, compared, pairs.Length, leftOut);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Pairs that nobody has decided: shared contacts first, then the weightiest; what was put off comes last.</summary>
    public async Task<ImmutableArray<DuplicatePair>> OpenAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var decided = (await db.PersonLinks.AsNoTracking().Select(row => new { row.One, row.Other, row.Verdict }).ToListAsync(ct))
            .ToDictionary(row => new PersonPair(new(row.One), new(row.Other)), row => row.Verdict);
        var map = PersonMap.Of(decided.Where(known => known.Value == LinkVerdict.Same).Select(known => known.Key));
        var shared = await (
            from one in db.Contacts.AsNoTracking()
            join other in db.Contacts on one.Hash equals other.Hash
            where one.PersonId != other.PersonId
            orderby one.PersonId, other.PersonId
            select new { One = one.PersonId, Other = other.PersonId }).Take(2 * DuplicateSearch.MostPairs).ToListAsync(ct); // each pair both ways
        var alike = await db.DuplicateCandidates.AsNoTracking().OrderByDescending(pair => pair.Weight).ThenBy(pair => pair.One).ThenBy(pair => pair.Other).ToListAsync(ct);
        return
        [
            .. shared.Select(pair => new DuplicatePair(Pair(pair.One, pair.Other), LinkGround.SameContact, null, null, null, false))
                .Concat(alike.Select(pair => new DuplicatePair(Pair(pair.One, pair.Other), LinkGround.Likeness, pair.Weight, pair.Name, pair.Place, false)))
                .DistinctBy(pair => pair.Pair)
                .Where(pair => !map.AreOne(pair.Pair.One, pair.Pair.Other) && decided.GetValueOrDefault(pair.Pair, LinkVerdict.Later) == LinkVerdict.Later)
                .Select(pair => pair with { Later = decided.ContainsKey(pair.Pair) })
                .OrderBy(pair => pair.Later).Take(MaxPairs),
        ];
    }

    public void Dispose() => gate.Dispose();

    private static PersonPair Pair(Guid one, Guid other) => PersonPair.Of(new(one), new(other));
}
