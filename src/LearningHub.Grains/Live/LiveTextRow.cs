using System.Collections.Immutable;
using System.Text.Json;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Live;

/// <summary>What somebody typed in a live room. It may name a person, so it stands here and not in the journal, and goes with its writer.</summary>
public sealed class LiveTextRow
{
    public required Guid SessionId { get; init; }
    public required Guid TextId { get; init; }

    /// <summary>Null for the host's own activities.</summary>
    public Guid? AuthorId { get; init; }

    /// <summary>A JSON array of strings.</summary>
    public required string Lines { get; set; }

    internal static LiveTextRow Of(Guid session, LiveText text) =>
        new() { SessionId = session, TextId = text.Id, AuthorId = text.Author?.Value, Lines = JsonSerializer.Serialize(text.Lines) };

    internal ImmutableArray<string> Read() => JsonSerializer.Deserialize<ImmutableArray<string>>(Lines);
}

/// <summary>Forgets what a person typed, in the database and in rooms that are awake.</summary>
public sealed class LiveTypedTexts(IDbContextFactory<HubDbContext> contexts, IGrainFactory grains) : IForgetsPeople
{
    Task IForgetsPeople.ForgetAsync(LearnerId person, CancellationToken ct) => EraseAsync(person.Value, ct);

    /// <summary>Puts a text in the place of an earlier one, or deletes it, in the transaction of the event that it belongs to.</summary>
    internal static async ValueTask ReplaceAsync(HubDbContext db, Guid session, LiveText text, CancellationToken ct)
    {
        var fresh = LiveTextRow.Of(session, text);
        var earlier = await db.LiveTexts.FindAsync([session, text.Id], ct);
        if (earlier is null && !text.Lines.IsEmpty) db.Add(fresh);
        else if (earlier is not null && text.Lines.IsEmpty) db.Remove(earlier);
        else if (earlier is not null) earlier.Lines = fresh.Lines;
    }

    public async Task EraseAsync(Guid author, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var sessions = await db.LiveTexts.Where(row => row.AuthorId == author).Select(row => row.SessionId).Distinct().ToListAsync(ct);
        await db.LiveTexts.Where(row => row.AuthorId == author).ExecuteDeleteAsync(ct);
        foreach (var session in sessions) await grains.GetGrain<ILiveSessionGrain>(session).ReadAgain();
    }
}

internal sealed class LiveTextRowConfiguration : IEntityTypeConfiguration<LiveTextRow>
{
    public void Configure(EntityTypeBuilder<LiveTextRow> builder)
    {
        builder.ToTable("live_texts").HasKey(row => new { row.SessionId, row.TextId });
        builder.HasIndex(row => row.AuthorId);
    }
}
