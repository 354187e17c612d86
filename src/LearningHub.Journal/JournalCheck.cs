using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>The first place where the journal no longer fits its chain.</summary>
/// <param name="Position">The first position that is not as it was sealed.</param>
/// <param name="What">What is wrong there, in words.</param>
public sealed record ChainBreak(long Position, string What);

/// <summary>What a check of the chain found.</summary>
/// <param name="Events">Lines read.</param>
/// <param name="Unsealed">Lines at the end that no seal covers yet: nothing can be said of them.</param>
/// <param name="Head">The chain at the last line that was read and holds.</param>
public sealed record ChainReport(long Events, long Unsealed, ChainHead Head, ChainBreak? Break);

/// <summary>Computes the chain anew from the lines and compares it with what was sealed, and with heads that somebody else has kept.</summary>
public sealed class JournalCheck<TContext>(IDbContextFactory<TContext> contexts) where TContext : DbContext
{
    private const int Page = 1_000;

    /// <summary>Reads the whole journal, in pages.</summary>
    /// <param name="known">Heads from elsewhere, for example from evidence packs: they hold even if somebody has sealed a changed journal anew.</param>
    public async Task<ChainReport> RunAsync(IEnumerable<ChainHead> known, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(known);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var seals = new SealReader(db);
        var heads = new Queue<ChainHead>(known.Where(head => head.Position > 0).OrderBy(head => head.Position));
        var chain = new JournalChain();
        long position = 0, unsealed = 0;
        if (await db.Set<JournalRow>().AsNoTracking().Where(row => row.Position < 1).Select(row => (long?)row.Position).MinAsync(ct) is { } below)
            return Broken(below, "positions are counted from 1; the line was put in");
        while (true)
        {
            var rows = await db.Set<JournalRow>().AsNoTracking().Where(row => row.Position > position).OrderBy(row => row.Position).Take(Page).ToListAsync(ct);
            if (rows.Count == 0) break;
            foreach (var row in rows)
            {
                if (row.Position != position + 1) return Broken(position + 1, $"position {position + 1} is missing");
                chain.Add(row);
                position++;
                var seal = await seals.OverAsync(position, ct);
                if (seal is null) unsealed++;
                else if (seal.First > position) return Broken(position, "no seal covers it, although later ones do");
                else if (!Fits(seal, position, chain)) return Broken(position, "the line is not the one that was sealed: changed, put in, or moved");
                while (heads.TryPeek(out var head) && head.Position == position)
                {
                    if (heads.Dequeue().Hash != Convert.ToHexStringLower(chain.Head)) return Broken(position, "the chain is not the one that you hold; a line up to here was changed and sealed anew");
                }
            }
        }

        if (await seals.OverAsync(position + 1, ct) is { } later) return Broken(position + 1, $"the journal ends here, but it was sealed up to {later.Position}");
        return heads.TryPeek(out var beyond) ? Broken(position + 1, $"the journal ends here, but you hold its chain at {beyond.Position}") : Report(null);

        ChainReport Report(ChainBreak? found) => new(position, unsealed, new(position, Convert.ToHexStringLower(chain.Head), null), found);
        ChainReport Broken(long at, string what) => Report(new(at, what));
    }

    private static bool Fits(JournalSeal seal, long position, JournalChain chain)
    {
        var at = checked((int)(position - seal.First)) * JournalChain.MarkBytes;
        return seal.Marks.Length >= at + JournalChain.MarkBytes && chain.Mark.SequenceEqual(seal.Marks.AsSpan(at, JournalChain.MarkBytes))
            && (position != seal.Position || chain.Head.SequenceEqual(seal.Hash));
    }

    /// <summary>Seals in the order of positions, each read once.</summary>
    private sealed class SealReader(TContext db)
    {
        private JournalSeal? current;
        private bool ended;

        /// <summary>The first seal that ends at this position or later; null behind the last one.</summary>
        public async Task<JournalSeal?> OverAsync(long position, CancellationToken ct)
        {
            while (!ended && (current is null || current.Position < position))
            {
                current = await db.Set<JournalSeal>().AsNoTracking().Where(seal => seal.Position >= position).OrderBy(seal => seal.Position).FirstOrDefaultAsync(ct);
                ended = current is null;
            }

            return current;
        }
    }
}
