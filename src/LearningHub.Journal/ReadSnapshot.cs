using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>Several queries that see the database at one moment. Writers are not held up.</summary>
public sealed class ReadSnapshot : IAsyncDisposable
{
    private readonly DbContext db;
    private readonly DbTransaction transaction;

    private ReadSnapshot(DbContext db, DbTransaction transaction) => (this.db, this.transaction) = (db, transaction);

    /// <summary>Everything read through the context until the snapshot is disposed belongs to one moment.</summary>
    public static async Task<ReadSnapshot> OfAsync(DbContext db, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.Database.OpenConnectionAsync(ct);
        // A SQLite transaction would otherwise take the writer's lock at once.
        var transaction = db.Database.GetDbConnection() is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await db.Database.GetDbConnection().BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await db.Database.UseTransactionAsync(transaction, ct);
        return new(db, transaction);
    }

    public async ValueTask DisposeAsync()
    {
        await db.Database.UseTransactionAsync(null);
        await transaction.DisposeAsync();
        await db.Database.CloseConnectionAsync();
    }
}
