using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>The writer's own connection with its prepared statements, held from batch to batch: opening one anew costs more than a small batch.</summary>
internal sealed class JournalLink<TContext> : IAsyncDisposable where TContext : DbContext
{
    private readonly TContext db;
    private readonly Dialect dialect;

    private JournalLink(TContext db, Dialect dialect) => (this.db, this.dialect) = (db, dialect);

    /// <summary>False once the connection is known to be gone.</summary>
    public bool IsOpen => db.Database.GetDbConnection().State == System.Data.ConnectionState.Open;

    public static async Task<JournalLink<TContext>> OpenAsync(IDbContextFactory<TContext> contexts)
    {
        var db = await contexts.CreateDbContextAsync();
        try
        {
            db.Database.AutoSavepointsEnabled = false;
            await db.Database.OpenConnectionAsync();
            return new(db, Dialect.On(db));
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public ValueTask<DbTransaction> BeginAsync() => db.Database.GetDbConnection().BeginTransactionAsync();

    /// <summary>Writes a batch's lines, and the rows it changes beside them.</summary>
    public async Task<BatchOutcome<TContext>> WriteAsync(DbTransaction transaction, PendingAppend<TContext>[] batch, DateTimeOffset now)
    {
        var known = await dialect.KnowAsync(transaction, StreamsOf(batch), CommandsOf(batch));
        var outcome = BatchOutcome<TContext>.Of(batch, known, now);
        if (outcome.Rows.Count == 0) return outcome;
        await dialect.InsertAsync(transaction, outcome.Rows);
        if (outcome.ChangesRows) await ChangeRowsAsync(transaction, outcome);
        return outcome;
    }

    /// <summary>Whether an event is in the journal, once every transaction that was under way has ended.</summary>
    public async Task<bool> HoldsAsync(Guid eventId)
    {
        await using var transaction = await BeginAsync();
        await dialect.LockAsync(transaction);
        await db.Database.UseTransactionAsync(transaction);
        return await db.Set<JournalRow>().AnyAsync(row => row.EventId == eventId);
    }

    public async ValueTask DisposeAsync()
    {
        await dialect.DisposeAsync();
        await db.DisposeAsync();
    }

    private async Task ChangeRowsAsync(DbTransaction transaction, BatchOutcome<TContext> outcome)
    {
        await db.Database.UseTransactionAsync(transaction);
        await outcome.ProjectAsync(db);
        await db.Database.UseTransactionAsync(null);
        db.ChangeTracker.Clear();
    }

    private static string[] StreamsOf(PendingAppend<TContext>[] batch) => batch is [var only] ? [only.Stream] : [.. batch.Select(a => a.Stream).Distinct()];

    private static (string Stream, Guid Command)[] CommandsOf(PendingAppend<TContext>[] batch) =>
        Array.Exists(batch, a => a.CommandId is not null)
            ? [.. batch.Where(a => a.CommandId is not null).Select(a => (a.Stream, a.CommandId!.Value)).Distinct()]
            : [];
}
