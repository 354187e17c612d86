using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Help;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade.Help;

/// <summary>One request in a list.</summary>
/// <param name="Institution">The name of whose people are to be taught; empty for a request between two people.</param>
public sealed record HelpLine(Guid Id, HelpKind Kind, ModuleVersion Module, LearnerId By, LearnerId To, DateTimeOffset AskedAt, int Answers, bool Closed, string Institution = "");

/// <summary>One thing that was said in it.</summary>
public sealed record HelpSaid(LearnerId Author, string Text, DateTimeOffset At);

/// <summary>Answers who asked whom for help, to these two alone.</summary>
public sealed class HelpQuery(IDbContextFactory<HubDbContext> databases)
{
    public const int MaxLines = 50;

    /// <summary>Requests that a person made or received: open ones first, then newest first.</summary>
    public async Task<ImmutableArray<HelpLine>> OfPersonAsync(LearnerId person, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.HelpRequests.AsNoTracking().Where(row => row.ById == person.Value || row.ToId == person.Value)
            .OrderBy(row => row.ClosedAt != null).ThenByDescending(row => row.AskedAt).ThenBy(row => row.Id).Take(MaxLines).ToListAsync(ct);
        return await LinesAsync(db, rows, ct);
    }

    /// <summary>Sessions that an institution asked for, the newest first.</summary>
    public async Task<ImmutableArray<HelpLine>> OfInstitutionAsync(InstitutionId institution, ModuleVersion module, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(module);
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.HelpRequests.AsNoTracking().Where(row => row.InstitutionId == institution.Value && row.Module == module.Module && row.ModuleVersion == module.Version)
            .OrderBy(row => row.ClosedAt != null).ThenByDescending(row => row.AskedAt).ThenBy(row => row.Id).Take(MaxLines).ToListAsync(ct);
        return await LinesAsync(db, rows, ct);
    }

    /// <summary>The request with everything said in it; null for anybody but the two.</summary>
    public async Task<(HelpLine Line, ImmutableArray<HelpSaid> Said)?> FindAsync(Guid id, LearnerId reader, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.HelpRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && (row.ById == reader.Value || row.ToId == reader.Value), ct) is not { } row) return null;
        var texts = await db.HelpTexts.AsNoTracking().Where(text => text.HelpId == id).OrderBy(text => text.At).ThenBy(text => text.Id).Take(MaxLines).ToListAsync(ct);
        return ((await LinesAsync(db, [row], ct))[0], [.. texts.Select(text => new HelpSaid(new(text.AuthorId), text.Text, text.At))]);
    }

    private static async Task<ImmutableArray<HelpLine>> LinesAsync(HubDbContext db, List<HelpRow> rows, CancellationToken ct)
    {
        var asking = rows.Where(row => row.InstitutionId != null).Select(row => row.InstitutionId!.Value).Distinct().ToArray();
        var names = asking.Length == 0 ? [] : await db.Institutions.AsNoTracking().Where(row => asking.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        return [.. rows.Select(row => new HelpLine(
            row.Id, row.Kind, new(row.Module, row.ModuleVersion), new(row.ById), new(row.ToId), row.AskedAt, row.Answers, row.ClosedAt is not null,
            row.InstitutionId is { } institution ? names.GetValueOrDefault(institution, "") : ""))];
    }
}
