using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade.SpotLots;

/// <summary>One lot in a list.</summary>
/// <param name="Name">The trainer's or the institution's.</param>
/// <param name="Decision">Null while the lot is not closed.</param>
public sealed record SpotLotLine(
    Guid Id, SpotLotKey Lot, string Name, string Seed, int Heads, SpotPlan Plan, int Drawn, DateTimeOffset DrawnAt, int Confirmed, int Refuted, int Unreachable,
    DateTimeOffset? ClosedAt, LotDecision? Decision)
{
    /// <summary>Drawn people who have neither answered nor been given up.</summary>
    public int Open => Drawn - Confirmed - Refuted - Unreachable;
}

/// <summary>One drawn head as the call list shows it. For the programme officer alone.</summary>
/// <param name="Name">Of somebody who confirmed; null for a head that stands on the trainer's own list.</param>
public sealed record SpotUnitLine(
    int Place, CascadeSessionId Session, int Head, LearnerId? Person, string? Name, int Missed, SpotCheckOutcome? Outcome, DateTimeOffset? CheckedAt,
    DateOnly HeldOn, string Venue, string District, int Right, int Asked);

/// <summary>A lot with everybody drawn, and what the draw can be repeated from.</summary>
public sealed record SpotLotView(SpotLotLine Line, ImmutableArray<SpotUnitLine> Units, ImmutableArray<SpotFrameLine> Frame);

/// <summary>Answers questions about spot checks from the read tables.</summary>
public sealed class SpotLotQuery(IDbContextFactory<HubDbContext> databases, PersonNames names)
{
    public const int MaxLots = 300;

    /// <summary>Lots of a module version, the newest draw first.</summary>
    public Task<ImmutableArray<SpotLotLine>> OfModuleAsync(ModuleVersion module, CancellationToken ct = default) =>
        LinesAsync((_, lots) => lots.Where(lot => lot.Module == module.Module && lot.ModuleVersion == module.Version), ct);

    /// <summary>Closed lots that a session stood in: all that its trainers ever see of a spot check.</summary>
    public Task<ImmutableArray<SpotLotLine>> ResultsOfSessionAsync(CascadeSessionId session, CancellationToken ct = default) =>
        LinesAsync((db, lots) => lots.Where(lot => lot.ClosedAt != null && db.SpotLotSessions.Any(held => held.LotId == lot.Id && held.SessionId == session.Value)), ct);

    /// <summary>The lot, or null.</summary>
    public async Task<SpotLotView?> FindAsync(Guid id, CancellationToken ct = default)
    {
        if ((await LinesAsync((_, lots) => lots.Where(lot => lot.Id == id), ct)).FirstOrDefault() is not { } line) return null;
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await (
            from unit in db.SpotUnits.AsNoTracking()
            join session in db.CascadeSessions on unit.SessionId equals session.Id
            where unit.LotId == id && unit.DrawnAt != null
            orderby unit.Place
            select new
            {
                unit, session.HeldOn, session.Venue, session.District,
                Asked = db.SpotAnswers.Count(a => a.LotId == id && a.Place == unit.Place), Right = db.SpotAnswers.Count(a => a.LotId == id && a.Place == unit.Place && a.Right),
            }).ToListAsync(ct);
        var labels = await names.OfAsync([.. rows.Where(row => row.unit.PersonId is not null).Select(row => new LearnerId(row.unit.PersonId!.Value)).Distinct()], ct);
        var frame = await db.SpotLotSessions.AsNoTracking().Where(held => held.LotId == id).ToListAsync(ct);
        return new(
            line,
            [.. rows.Select(row => new SpotUnitLine(
                row.unit.Place, new(row.unit.SessionId), row.unit.Head, row.unit.PersonId is { } person ? new LearnerId(person) : null,
                row.unit.PersonId is { } known ? labels.TryGetValue(new(known), out var label) ? label.Name : PersonNames.Withdrawn : null,
                row.unit.Missed, row.unit.Outcome, row.unit.CheckedAt, row.HeldOn, row.Venue, row.District, row.Right, row.Asked))],
            [.. frame.Select(held => new SpotFrameLine(new(held.SessionId), held.Heads, held.Confirmed)).OrderBy(held => held.Session.ToString(), StringComparer.Ordinal)]);
    }

    /// <summary>What trainers and institutions are called on these pages.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<(SpotLotKind Kind, Guid Of)> lots, CancellationToken ct = default)
    {
        var all = lots.Distinct().ToList();
        var people = await names.OfAsync([.. all.Where(lot => lot.Kind == SpotLotKind.Trainer).Select(lot => new LearnerId(lot.Of)).Take(PersonNames.Limit)], ct);
        var ids = all.Where(lot => lot.Kind == SpotLotKind.Institution).Select(lot => lot.Of).ToArray();
        await using var db = await databases.CreateDbContextAsync(ct);
        var institutions = await db.Institutions.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        return all.DistinctBy(lot => lot.Of).ToDictionary(
            lot => lot.Of, lot => institutions.GetValueOrDefault(lot.Of) ?? (people.TryGetValue(new(lot.Of), out var label) ? label.Name : PersonNames.Withdrawn));
    }

    private async Task<ImmutableArray<SpotLotLine>> LinesAsync(Func<HubDbContext, IQueryable<SpotLotRow>, IQueryable<SpotLotRow>> which, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await which(db, db.SpotLots.AsNoTracking()).OrderByDescending(lot => lot.DrawnAt).ThenBy(lot => lot.Id).Take(MaxLots).ToListAsync(ct);
        var called = await NamesAsync(rows.Select(lot => (lot.Kind, lot.OfId)), ct);
        return [.. rows.Select(lot => new SpotLotLine(
            lot.Id, new(new(lot.Module, lot.ModuleVersion), lot.Kind, lot.OfId, new(lot.Year, lot.Quarter), lot.Part), called[lot.OfId], lot.Seed, lot.Heads,
            SpotPlan.For(lot.Heads) with { Size = lot.Size, Needed = lot.Needed }, lot.Drawn, lot.DrawnAt, lot.Confirmed, lot.Refuted, lot.Unreachable, lot.ClosedAt, lot.Decision))];
    }
}
