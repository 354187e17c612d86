using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Audit;

/// <summary>One change as the audit page prints it.</summary>
/// <param name="By">The full name: who changes a record answers for it.</param>
/// <param name="About">What it is about, by name; a short id where it has none.</param>
/// <param name="HeldOn">The day of a session, which stands under its district; null for anything else.</param>
/// <param name="Person">Whom it was done to, or empty.</param>
public sealed record AuditLine(long Position, DateTimeOffset At, AuditKind Kind, string By, AuditThing Thing, Guid AboutId, string About, DateOnly? HeldOn, string Person, AuditDetail Detail);

/// <summary>Answers who changed what, when and why, the newest first.</summary>
public sealed class AuditQuery(IDbContextFactory<HubDbContext> contexts, PersonNames names)
{
    public const int PageLines = 50;

    /// <param name="before">Lines older than this place in the journal; null for the newest.</param>
    /// <returns>One line more than a page when there are older ones.</returns>
    public async Task<ImmutableArray<AuditLine>> PageAsync(AuditKind? kind, long? before, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Audit.AsNoTracking().Where(row => (kind == null || row.Kind == kind) && (before == null || row.Position < before))
            .OrderByDescending(row => row.Position).Take(PageLines + 1).ToListAsync(ct);
        var people = rows.Select(row => row.By).Concat(rows.Where(row => row.Person != null).Select(row => row.Person!.Value)).Concat(Ids(rows, AuditThing.Person)).Distinct();
        var labels = await names.OfAsync([.. people.Select(id => new LearnerId(id))], ct);
        var (things, held) = await ThingsAsync(db, rows, ct);
        string Name(Guid person) => labels.TryGetValue(new(person), out var label) ? label.Name : PersonNames.Withdrawn;
        return [.. rows.Select(row => new AuditLine(
            row.Position, row.At, row.Kind, Name(row.By), row.Thing, row.About,
            row.Thing == AuditThing.Person ? Name(row.About) : things.GetValueOrDefault(row.About, $"#{row.About.ToString("N")[^6..]}"),
            held.TryGetValue(row.About, out var day) ? day : null,
            row.Person is { } person ? Name(person) : "", AuditDetail.Read(row.Detail)))];
    }

    private static async Task<(Dictionary<Guid, string> Names, Dictionary<Guid, DateOnly> Held)> ThingsAsync(HubDbContext db, List<AuditRow> rows, CancellationToken ct)
    {
        var (institutions, workshops, sessions) = (Ids(rows, AuditThing.Institution).ToArray(), Ids(rows, AuditThing.Workshop).ToArray(), Ids(rows, AuditThing.Session).ToArray());
        var held = new Dictionary<Guid, DateOnly>();
        var found = await db.Institutions.AsNoTracking().Where(row => institutions.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        foreach (var row in await db.Cohorts.AsNoTracking().Where(row => workshops.Contains(row.Id)).Select(row => new { row.Id, row.Title }).ToListAsync(ct)) found[row.Id] = row.Title;
        var programmes = Ids(rows, AuditThing.Programme).ToArray();
        foreach (var row in await db.Programmes.AsNoTracking().Where(row => programmes.Contains(row.Id)).ToListAsync(ct)) found[row.Id] = row.Name;
        foreach (var row in await db.CascadeSessions.AsNoTracking().Where(row => sessions.Contains(row.Id)).Select(row => new { row.Id, row.HeldOn, row.District }).ToListAsync(ct))
            (found[row.Id], held[row.Id]) = (row.District, row.HeldOn);
        return (found, held);
    }

    private static IEnumerable<Guid> Ids(List<AuditRow> rows, AuditThing thing) => rows.Where(row => row.Thing == thing).Select(row => row.About).Distinct();
}
