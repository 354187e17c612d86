using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LearningHub.Journal;

/// <summary>What a program does with its journal before it serves anybody.</summary>
public static class JournalStart
{
    /// <summary>Names this installation if it has no name yet, and proves with one small durable write that the database takes writes.</summary>
    /// <returns>The installation's id, which every event it records carries.</returns>
    public static async Task<Guid> CheckAsync(DbContext db, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await using var dialect = Dialect.On(db);
        var known = await dialect.LockAsync(transaction.GetDbTransaction());
        await db.Database.ExecuteSqlRawAsync("update journal_site set id = id", ct);
        await transaction.CommitAsync(ct);
        return known.Site;
    }
}
