using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Learning;

/// <summary>How a learner says a key message in her own words, for herself alone. Typed text: it stands here and never in the journal, and goes with her.</summary>
public sealed class OwnWordsRow
{
    public required Guid LearnerId { get; init; }
    public required string Module { get; init; }
    public required string Message { get; init; }
    public required string Text { get; set; }
    public required DateTimeOffset At { get; set; }
}

internal sealed class OwnWordsConfiguration : IEntityTypeConfiguration<OwnWordsRow>
{
    public void Configure(EntityTypeBuilder<OwnWordsRow> builder)
    {
        builder.ToTable("own_words").HasKey(row => new { row.LearnerId, row.Module, row.Message });
        builder.Property(row => row.Module).HasMaxLength(64);
        builder.Property(row => row.Message).HasMaxLength(64);
        builder.Property(row => row.Text).HasMaxLength(OwnWords.Longest);
    }
}

/// <summary>Keeps and gives back a learner's own words. No other page, list or figure reads them.</summary>
public sealed class OwnWords(IDbContextFactory<HubDbContext> databases, TimeProvider clock)
{
    /// <summary>Signs of one text.</summary>
    public const int Longest = 500;

    private const int MaxMessages = 100;

    /// <summary>By key message; messages without words are not in it.</summary>
    public async Task<ImmutableDictionary<string, string>> OfAsync(LearnerId learner, string module, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.OwnWords.AsNoTracking().Where(row => row.LearnerId == learner.Value && row.Module == module).OrderBy(row => row.Message).Take(MaxMessages).ToListAsync(ct);
        return rows.ToImmutableDictionary(row => row.Message, row => row.Text);
    }

    /// <summary>Puts words in the place of earlier ones; empty words delete them. What is too long is cut.</summary>
    public async Task KeepAsync(LearnerId learner, string module, IReadOnlyDictionary<string, string> words, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var (message, typed) in words)
        {
            var clean = LiveTexts.Clean(typed);
            var text = clean.Length > Longest ? clean[..Longest] : clean;
            var row = await db.OwnWords.FindAsync([learner.Value, module, message], ct);
            if (text.Length == 0) { if (row is not null) db.Remove(row); }
            else if (row is null) db.Add(new OwnWordsRow { LearnerId = learner.Value, Module = module, Message = message, Text = text, At = clock.GetUtcNow() });
            else if (row.Text != text) (row.Text, row.At) = (text, clock.GetUtcNow());
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The same form came twice at once: what the other one kept is the same.
        }
    }
}
