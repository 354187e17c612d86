using System.Collections.Immutable;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cohorts;

/// <summary>One line of a list of workshops.</summary>
public sealed record CohortLine(CohortId Id, string Title, string Place, DateOnly StartsOn, DateOnly EndsOn, int Members);

/// <summary>One person on a workshop's roster.</summary>
/// <param name="Name">As Identity knows it; "withdrawn" when the person was erased, "name not shown" when she asked to be hidden from this reader.</param>
/// <param name="Pledged">Has promised to teach a module of this workshop.</param>
public sealed record RosterLine(LearnerId Learner, string Name, bool Pledged);

/// <summary>A workshop as its page shows it.</summary>
public sealed record CohortView(
    CohortId Id, string Title, string Place, DateOnly StartsOn, DateOnly EndsOn, string Code, ProgrammeId? Programme,
    ImmutableArray<ModuleVersion> Modules, ImmutableArray<RosterLine> Facilitators, ImmutableArray<RosterLine> Members,
    ImmutableArray<CohortSessionLine> Sessions, int Pledges, int PledgedPeople);

/// <summary>One live session of a workshop.</summary>
public sealed record CohortSessionLine(LiveSessionId Session, string Code, ModuleVersion Module, DateTimeOffset AddedAt);

/// <summary>Answers questions about workshops from the read tables.</summary>
public sealed class CohortQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>Lists are cut at this length; the newest come first.</summary>
    public const int MaxLines = 200;

    /// <summary>Workshops a person facilitates or takes part in, newest first; all of them for an administrator (<paramref name="person"/> null).</summary>
    public async Task<ImmutableArray<CohortLine>> OfPersonAsync(LearnerId? person, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Cohorts.AsNoTracking()
            .Where(row => person == null || db.CohortPeople.Any(p => p.CohortId == row.Id && p.LearnerId == person.Value.Value))
            .OrderByDescending(row => row.StartsOn).ThenBy(row => row.Id).Take(MaxLines)
            .Select(row => new { row.Id, row.Title, row.Place, row.StartsOn, row.EndsOn, Members = db.CohortPeople.Count(p => p.CohortId == row.Id && !p.Facilitates) })
            .ToListAsync(ct);
        return [.. rows.Select(row => new CohortLine(new(row.Id), row.Title, row.Place, row.StartsOn, row.EndsOn, row.Members))];
    }

    /// <summary>The workshop with its roster, or null.</summary>
    /// <param name="reader">Whoever looks: only the workshop's own facilitators read the names of people who asked to be hidden. Null for nobody in particular.</param>
    public async Task<CohortView?> FindAsync(CohortId id, LearnerId? reader = null, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Cohorts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id.Value, ct);
        if (row is null) return null;

        var modules = await db.CohortModules.AsNoTracking().Where(m => m.CohortId == id.Value).OrderBy(m => m.Place).ToListAsync(ct);
        var sessions = await db.CohortSessions.AsNoTracking().Where(s => s.CohortId == id.Value).OrderBy(s => s.SessionId).Take(MaxLines).ToListAsync(ct);
        var pledges = await db.Pledges.AsNoTracking().Where(p => p.CohortId == id.Value).Select(p => new { p.LearnerId, p.People }).ToListAsync(ct);
        var pledgers = pledges.Select(p => p.LearnerId).ToHashSet();
        var people = await CohortRoster.OfAsync(db, id, reader, ct);

        ImmutableArray<RosterLine> Roster(bool facilitates) =>
            [.. people.Where(p => p.Facilitates == facilitates).Select(p => new RosterLine(p.Learner, p.Name, pledgers.Contains(p.Learner.Value)))];

        return new(
            new(row.Id), row.Title, row.Place, row.StartsOn, row.EndsOn, row.Code, row.ProgrammeId is { } programme ? new ProgrammeId(programme) : null,
            [.. modules.Select(m => new ModuleVersion(m.Module, m.ModuleVersion))], Roster(true), Roster(false),
            [.. sessions.OrderByDescending(s => s.AddedAt).Select(s => new CohortSessionLine(new(s.SessionId), s.Code, new(s.Module, s.ModuleVersion), s.AddedAt))],
            pledges.Count, pledges.Sum(p => p.People));
    }

    /// <summary>Facilitators of workshops on this module, those of the newest workshops first.</summary>
    public async Task<ImmutableArray<LearnerId>> FacilitatorsOfAsync(ModuleVersion module, int most, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(module);
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await (
            from row in db.Cohorts.AsNoTracking()
            where db.CohortModules.Any(m => m.CohortId == row.Id && m.Module == module.Module && m.ModuleVersion == module.Version)
            join person in db.CohortPeople.AsNoTracking().Where(p => p.Facilitates) on row.Id equals person.CohortId
            orderby row.StartsOn descending, row.Id, person.LearnerId
            select person.LearnerId).Take(MaxLines).ToListAsync(ct);
        return [.. rows.Distinct().Take(most).Select(person => new LearnerId(person))];
    }

    /// <summary>Whether one person facilitates a workshop that the other takes part in.</summary>
    public async Task<bool> TeachesAsync(LearnerId facilitator, LearnerId member, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.CohortPeople.AsNoTracking().AnyAsync(
            p => p.LearnerId == facilitator.Value && p.Facilitates && db.CohortPeople.Any(m => m.CohortId == p.CohortId && m.LearnerId == member.Value && !m.Facilitates), ct);
    }

    /// <summary>Whether the person facilitates the workshop.</summary>
    public async Task<bool> FacilitatesAsync(CohortId id, LearnerId person, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.CohortPeople.AsNoTracking().AnyAsync(p => p.CohortId == id.Value && p.LearnerId == person.Value && p.Facilitates, ct);
    }
}
