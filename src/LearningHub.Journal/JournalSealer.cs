using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>Follows the journal and seals what has been written since. It never touches an append: a receipt leaves as fast as without it.</summary>
/// <remarks>Positions are gap-free and in the order of commits, so that everything up to the last one that is seen is complete. On several
/// nodes one seals at a time; a second one that came through all the same is stopped by the unique beginning of each stretch.</remarks>
public sealed class JournalSealer<TContext>(IDbContextFactory<TContext> contexts, TimeProvider clock) : IDisposable where TContext : DbContext
{
    /// <summary>Lines of one stretch at most: 8 KB of marks, a few milliseconds of hashing.</summary>
    private const int Stretch = 1_000;

    /// <summary>The lock's name within PostgreSQL: "LHSEALER".</summary>
    private const long LockName = 0x4C_48_53_45_41_4C_45_52;

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Seals everything that is written by now.</summary>
    /// <returns>The chain at the last position.</returns>
    public async Task<ChainHead> SealAsync(CancellationToken ct = default)
    {
        await turn.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            while (await SealStretchAsync(db, ct)) db.ChangeTracker.Clear();
            return Of(await LastAsync(db, ct));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The chain as it stood at the end of each day (UTC) that has a seal, and at the given positions; ordered.</summary>
    public async Task<IReadOnlyList<ChainHead>> EarlierAsync(IReadOnlyCollection<long> positions, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var seals = await db.Set<JournalSeal>().AsNoTracking().OrderBy(seal => seal.Position).Select(seal => new { seal.Position, seal.At }).ToListAsync(ct);
        var wanted = seals.GroupBy(seal => seal.At.UtcDateTime.Date).Select(day => day.Last().Position).Concat(positions).ToHashSet();
        var found = await db.Set<JournalSeal>().AsNoTracking().Where(seal => wanted.Contains(seal.Position)).OrderBy(seal => seal.Position)
            .Select(seal => new { seal.Position, seal.Hash, seal.At }).ToListAsync(ct);
        return [.. found.Select(seal => new ChainHead(seal.Position, Convert.ToHexStringLower(seal.Hash), seal.At))];
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> SealStretchAsync(TContext db, CancellationToken ct)
    {
        if (db.Database.IsSqlite()) return await SealNextAsync(db, ct); // one program: its semaphore is enough, and no writer waits while this hashes
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockName})", ct);
        var sealedOne = await SealNextAsync(db, ct);
        await transaction.CommitAsync(ct);
        return sealedOne;
    }

    private async Task<bool> SealNextAsync(TContext db, CancellationToken ct)
    {
        var last = await LastAsync(db, ct);
        var rows = await db.Set<JournalRow>().AsNoTracking()
            .Where(row => row.Position > (last == null ? 0 : last.Position)).OrderBy(row => row.Position).Take(Stretch).ToListAsync(ct);
        if (rows.Count == 0) return false;
        var chain = new JournalChain(last?.Hash);
        var marks = new byte[rows.Count * JournalChain.MarkBytes];
        for (var i = 0; i < rows.Count; i++)
        {
            chain.Add(rows[i]);
            chain.Mark.CopyTo(marks.AsSpan(i * JournalChain.MarkBytes));
        }

        db.Add(new JournalSeal
        {
            Position = rows[^1].Position, First = (last?.Position ?? 0) + 1, Hash = chain.Head.ToArray(), Marks = marks, At = JournalTime.Whole(clock.GetUtcNow()),
        });
        await db.SaveChangesAsync(ct);
        return rows.Count == Stretch;
    }

    private static Task<JournalSeal?> LastAsync(TContext db, CancellationToken ct) =>
        db.Set<JournalSeal>().AsNoTracking().OrderByDescending(seal => seal.Position).FirstOrDefaultAsync(ct);

    private static ChainHead Of(JournalSeal? seal) => seal is null ? new(0, new('0', 64), null) : new(seal.Position, Convert.ToHexStringLower(seal.Hash), seal.At);
}
