using System.Collections.Immutable;
using System.Text.Json;
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
    public required string Lines { get; init; }

    internal ImmutableArray<string> Read() => JsonSerializer.Deserialize<ImmutableArray<string>>(Lines);
}

/// <summary>Forgets what a person typed. A room that is awake forgets it when it wakes the next time.</summary>
public sealed class LiveTypedTexts(IDbContextFactory<HubDbContext> contexts)
{
    public async Task EraseAsync(Guid author, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.LiveTexts.Where(row => row.AuthorId == author).ExecuteDeleteAsync(ct);
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
