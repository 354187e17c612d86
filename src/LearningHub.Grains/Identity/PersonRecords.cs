using System.Collections.Immutable;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Identity;

/// <summary>What a person did.</summary>
public enum DeedKind { Confirmed, Facilitated, Joined, Passed, Taught }

/// <summary>One thing that a person did.</summary>
/// <param name="Where">The district of a session, the title of a workshop; empty for a test.</param>
public sealed record PersonDeed(DateOnly Day, DeedKind Kind, string Where, string? Module);

/// <summary>What stands about one person, so that somebody can tell whether two are one.</summary>
/// <param name="Posts">Institution and unit, in words.</param>
public sealed record PersonRecord(LearnerId Id, string Name, bool Withdrawn, DateTimeOffset? Since, ImmutableArray<string> Posts, ImmutableArray<PersonDeed> Deeds, int Contacts);

/// <summary>Answers what people did: module, session, day.</summary>
public sealed class PersonRecordsQuery(IDbContextFactory<HubDbContext> contexts)
{
    /// <summary>Deeds listed for one person, the newest first.</summary>
    public const int MaxDeeds = 6;

    public async Task<IReadOnlyDictionary<LearnerId, PersonRecord>> OfAsync(IReadOnlyCollection<LearnerId> people, CancellationToken ct = default)
    {
        var ids = people.Select(person => person.Value).Distinct().Take(PersonNames.Limit).ToArray();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = await db.Users.AsNoTracking().Where(person => ids.Contains(person.Id)).Select(person => new { person.Id, person.DisplayName, person.CreatedAt }).ToDictionaryAsync(person => person.Id, ct);
        var contacts = (await db.Contacts.AsNoTracking().Where(contact => ids.Contains(contact.PersonId)).Select(contact => contact.PersonId).ToListAsync(ct)).CountBy(id => id).ToDictionary();
        var posts = (await (from post in db.Memberships.AsNoTracking()
                            join institution in db.Institutions on post.InstitutionId equals institution.Id
                            where ids.Contains(post.LearnerId) && post.Until == null
                            orderby institution.Name, post.Unit
                            select new { post.LearnerId, institution.Name, post.Unit }).ToListAsync(ct)).ToLookup(post => post.LearnerId, post => post.Unit.Length > 0 ? $"{post.Name}, {post.Unit}" : post.Name);
        var deeds = (await DeedsAsync(db, ids, ct)).ToLookup(deed => deed.Person, deed => deed.Deed);
        return ids.ToDictionary(id => new LearnerId(id), id => new PersonRecord(
            new(id), names.TryGetValue(id, out var person) ? person.DisplayName : PersonNames.Withdrawn, person is null, person?.CreatedAt, [.. posts[id]],
            [.. deeds[id].OrderByDescending(deed => deed.Day).ThenBy(deed => deed.Kind).ThenBy(deed => deed.Where, StringComparer.Ordinal).Take(MaxDeeds)], contacts.GetValueOrDefault(id)));
    }

    private static async Task<List<(Guid Person, PersonDeed Deed)>> DeedsAsync(HubDbContext db, Guid[] ids, CancellationToken ct)
    {
        var taught = await (from trainer in db.CascadeTrainers.AsNoTracking()
                            join session in db.CascadeSessions on trainer.SessionId equals session.Id
                            where ids.Contains(trainer.LearnerId)
                            select new { trainer.LearnerId, session.HeldOn, session.District, session.Module }).ToListAsync(ct);
        var learned = await (from exposure in db.Exposures.AsNoTracking()
                             join session in db.CascadeSessions on exposure.SessionId equals session.Id
                             where ids.Contains(exposure.LearnerId)
                             select new { exposure.LearnerId, session.HeldOn, session.District, session.Module }).ToListAsync(ct);
        var joined = await (from member in db.CohortPeople.AsNoTracking()
                            join cohort in db.Cohorts on member.CohortId equals cohort.Id
                            where ids.Contains(member.LearnerId)
                            select new { member.LearnerId, cohort.StartsOn, cohort.Title, member.Facilitates }).ToListAsync(ct);
        var qualified = await db.Qualifications.AsNoTracking().Where(row => ids.Contains(row.LearnerId)).Select(row => new { row.LearnerId, row.At, row.Module }).ToListAsync(ct);
        return
        [
            .. taught.Select(row => (row.LearnerId, new PersonDeed(row.HeldOn, DeedKind.Taught, row.District, row.Module))),
            .. learned.Select(row => (row.LearnerId, new PersonDeed(row.HeldOn, DeedKind.Confirmed, row.District, row.Module))),
            .. joined.Select(row => (row.LearnerId, new PersonDeed(row.StartsOn, row.Facilitates ? DeedKind.Facilitated : DeedKind.Joined, row.Title, null))),
            .. qualified.Select(row => (row.LearnerId, new PersonDeed(DateOnly.FromDateTime(row.At.UtcDateTime), DeedKind.Passed, "", row.Module))),
        ];
    }
}
