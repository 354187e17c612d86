using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Help;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade.Help;

/// <summary>One request in a list.</summary>
public sealed record HelpLine(Guid Id, HelpKind Kind, ModuleVersion Module, LearnerId By, LearnerId To, DateTimeOffset AskedAt, int Answers, bool Closed);

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
        return [.. rows.Select(LineOf)];
    }

    /// <summary>The request with everything said in it; null for anybody but the two.</summary>
    public async Task<(HelpLine Line, ImmutableArray<HelpSaid> Said)?> FindAsync(Guid id, LearnerId reader, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.HelpRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && (row.ById == reader.Value || row.ToId == reader.Value), ct) is not { } row) return null;
        var texts = await db.HelpTexts.AsNoTracking().Where(text => text.HelpId == id).OrderBy(text => text.At).ThenBy(text => text.Id).Take(MaxLines).ToListAsync(ct);
        return (LineOf(row), [.. texts.Select(text => new HelpSaid(new(text.AuthorId), text.Text, text.At))]);
    }

    private static HelpLine LineOf(HelpRow row) =>
        new(row.Id, row.Kind, new(row.Module, row.ModuleVersion), new(row.ById), new(row.ToId), row.AskedAt, row.Answers, row.ClosedAt is not null);
}
