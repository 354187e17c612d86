using System.Collections.Immutable;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Learning.TeachBacks;

/// <summary>What one listener saw.</summary>
/// <param name="Points">In the order of the rubric, 0 to 2 each.</param>
public sealed record TeachBackRating(LearnerId Rater, bool AsFacilitator, ImmutableArray<int> Points, bool Passed, DateTimeOffset At);

/// <summary>How far a teach-back is.</summary>
/// <param name="Code">Leads a colleague to the rubric; null when there is none that still does.</param>
public sealed record TeachBackView(string? Code, DateTimeOffset? ClearedAt, ImmutableArray<TeachBackRating> Ratings);

/// <summary>Answers how far teach-backs are, and who may rate whom.</summary>
public sealed class TeachBackQuery(IDbContextFactory<HubDbContext> databases, TimeProvider clock)
{
    private const int MaxRatings = 50;

    public async Task<TeachBackView> OfAsync(LearnerId learner, ModuleVersion module, CancellationToken ct = default)
    {
        var (id, name, version, now) = (learner.Value, module.Module, module.Version, clock.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.TeachBacks.AsNoTracking().SingleOrDefaultAsync(row => row.LearnerId == id && row.Module == name && row.ModuleVersion == version, ct);
        var ratings = await db.TeachBackRatings.AsNoTracking().Where(row => row.LearnerId == id && row.Module == name && row.ModuleVersion == version)
            .OrderBy(row => row.At).ThenBy(row => row.RaterId).Take(MaxRatings).ToListAsync(ct);
        return new(row?.CodeUntil > now ? row.Code : null, row?.ClearedAt,
            [.. ratings.Select(rating => new TeachBackRating(new(rating.RaterId), rating.AsFacilitator, [.. rating.Points.Split(' ').Select(points => int.Parse(points, System.Globalization.CultureInfo.InvariantCulture))], rating.Passed, rating.At))]);
    }

    /// <summary>Which of these people are cleared to teach what.</summary>
    public async Task<ImmutableHashSet<(LearnerId Learner, ModuleVersion Module)>> ClearedAsync(ImmutableArray<LearnerId> people, CancellationToken ct = default)
    {
        var ids = people.Select(person => person.Value).ToArray();
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.TeachBacks.AsNoTracking().Where(row => ids.Contains(row.LearnerId) && row.ClearedAt != null)
            .OrderBy(row => row.LearnerId).ThenBy(row => row.Module).Select(row => new { row.LearnerId, row.Module, row.ModuleVersion }).ToListAsync(ct);
        return [.. rows.Select(row => (new LearnerId(row.LearnerId), new ModuleVersion(row.Module, row.ModuleVersion)))];
    }

    /// <summary>Whether both belong to one workshop in which the learner takes part, and whether the rater facilitates it.</summary>
    public async Task<(bool Shares, bool AsFacilitator)> TogetherAsync(LearnerId learner, LearnerId rater, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var roles = await db.CohortPeople.AsNoTracking()
            .Where(person => person.LearnerId == rater.Value && db.CohortPeople.Any(other => other.CohortId == person.CohortId && other.LearnerId == learner.Value && !other.Facilitates))
            .Select(person => person.Facilitates).Distinct().ToListAsync(ct);
        return (roles.Count > 0, roles.Contains(true));
    }
}
