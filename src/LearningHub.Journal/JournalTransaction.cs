using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>Writes a batch of appends with everything they change, all or nothing. One batch at a time.</summary>
internal sealed class JournalTransaction<TContext>(IDbContextFactory<TContext> contexts, TimeProvider clock) : IAsyncDisposable where TContext : DbContext
{
    /// <summary>After so long a silence something between here and the server may have dropped the connection without a word.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private JournalLink<TContext>? link;
    private long usedAt;

    /// <returns>What became of each append; durable.</returns>
    public async Task<BatchOutcome<TContext>> RunAsync(PendingAppend<TContext>[] batch)
    {
        BatchOutcome<TContext>? committing = null;
        try
        {
            if (link is { IsOpen: false } || clock.GetElapsedTime(usedAt) > LongestSilence) await DisposeAsync();
            usedAt = clock.GetTimestamp();
            link ??= await JournalLink<TContext>.OpenAsync(contexts);
            await using var transaction = await link.BeginAsync();
            var outcome = await link.WriteAsync(transaction, batch, JournalTime.Whole(clock.GetUtcNow()));
            if (outcome.Rows.Count == 0) return outcome;
            committing = outcome;
            await transaction.CommitAsync();
            return outcome;
        }
        catch (Exception e)
        {
            await DisposeAsync(); // after a failure nobody knows what the connection and the context still hold
            // When the link broke while the answer was under way, the commit may have happened.
            if (committing is null || !Unavailable.Is(e) || !await WasKeptAsync(committing.Rows[^1].EventId)) throw;
            return committing;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (link is not { } held) return;
        link = null;
        await held.DisposeAsync();
    }

    private async Task<bool> WasKeptAsync(Guid eventId)
    {
        await using var other = await JournalLink<TContext>.OpenAsync(contexts);
        return await other.HoldsAsync(eventId);
    }
}
