using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LearningHub.Journal;

/// <summary>Writes a batch of appends with everything they change, all or nothing.</summary>
internal sealed class JournalTransaction<TContext>(IDbContextFactory<TContext> contexts, TimeProvider clock) where TContext : DbContext
{
    /// <returns>What became of each append; durable.</returns>
    public async Task<BatchOutcome<TContext>> RunAsync(PendingAppend<TContext>[] batch)
    {
        BatchOutcome<TContext>? outcome = null;
        var committing = false;
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            db.Database.AutoSavepointsEnabled = false;
            var dialect = Dialect.Of(db);
            await using var transaction = await db.Database.BeginTransactionAsync();
            var (connection, inner) = (db.Database.GetDbConnection(), transaction.GetDbTransaction());
            var known = await dialect.KnowAsync(connection, inner, batch.Select(a => a.Stream).Distinct(), Commands(batch));
            outcome = BatchOutcome<TContext>.Of(batch, known, JournalTime.Whole(clock.GetUtcNow()));
            if (outcome.Rows.Count == 0) return outcome;
            await dialect.InsertAsync(connection, inner, outcome.Rows);
            await outcome.ProjectAsync(db);
            committing = true;
            await transaction.CommitAsync();
            return outcome;
        }
        catch (Exception e) when (committing && Unavailable.Is(e))
        {
            // The link broke while the answer was under way: the commit may have happened.
            if (await WasKeptAsync(outcome!.Rows[^1].EventId)) return outcome;
            throw;
        }
    }

    private static IEnumerable<(string Stream, Guid Command)> Commands(PendingAppend<TContext>[] batch) =>
        batch.Where(a => a.CommandId is not null).Select(a => (a.Stream, a.CommandId!.Value)).Distinct();

    private async Task<bool> WasKeptAsync(Guid eventId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        // The lock waits for the end of the transaction that is asked about.
        await Dialect.Of(db).KnowAsync(db.Database.GetDbConnection(), transaction.GetDbTransaction(), [], []);
        return await db.Set<JournalRow>().AnyAsync(row => row.EventId == eventId);
    }
}
