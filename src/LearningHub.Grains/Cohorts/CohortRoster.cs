using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cohorts;

/// <summary>The people of a workshop by name, for those who may read them.</summary>
internal static class CohortRoster
{
    internal sealed record Line(LearnerId Learner, string Name, bool Facilitates);

    /// <summary>Everybody by name, then by id.</summary>
    /// <param name="reader">Only a facilitator of this very workshop reads the names of people who asked to be hidden, beside herself.</param>
    public static async Task<ImmutableArray<Line>> OfAsync(HubDbContext db, CohortId cohort, LearnerId? reader, CancellationToken ct)
    {
        var people = await (
            from person in db.CohortPeople.AsNoTracking().Where(p => p.CohortId == cohort.Value)
            join known in db.Users on person.LearnerId equals known.Id into names
            from known in names.DefaultIfEmpty()
            orderby person.LearnerId
            select new { person.LearnerId, person.Facilitates, Name = known == null ? null : known.DisplayName, Hidden = known != null && known.Hidden })
            .ToListAsync(ct);
        var facilitator = people.Any(p => p.Facilitates && p.LearnerId == reader?.Value);
        string NameOf(Guid person, string? name, bool hidden) =>
            hidden && !facilitator && person != reader?.Value ? PersonNames.NotShown : name ?? PersonNames.Withdrawn;
        return
        [
            .. people.Select(p => new Line(new(p.LearnerId), NameOf(p.LearnerId, p.Name, p.Hidden), p.Facilitates))
                .OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(p => p.Learner.Value),
        ];
    }
}
