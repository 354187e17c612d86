using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>The process's one writer. What arrives while the disk is busy is written together: one transaction, one flush, many receipts.</summary>
internal sealed class JournalWriter<TContext> : IAsyncDisposable, IDisposable where TContext : DbContext
{
    /// <summary>Appends in one transaction: enough that the flush costs little, few enough that none waits long for its neighbours.</summary>
    private const int MaxBatch = 256;

    /// <summary>Appends that may wait. More means that the database can't keep up; saying so is kinder than a queue without end.</summary>
    private const int MaxWaiting = 20_000;

    /// <summary>Times that the loop lets others run before it writes fewer appends than the last time: microseconds each.</summary>
    private const int MaxSteppingAside = 16;

    private readonly Channel<PendingAppend<TContext>> queue = Channel.CreateUnbounded<PendingAppend<TContext>>();
    private readonly JournalTransaction<TContext> transaction;
    private readonly WriterThread thread = new();
    private readonly Task writing;

    public JournalWriter(IDbContextFactory<TContext> contexts, TimeProvider clock)
    {
        transaction = new(contexts, clock);
        // The first caller's request must not be carried along by the loop for ever.
        using var _ = ExecutionContext.SuppressFlow();
        writing = thread.Start(WriteAllAsync);
    }

    /// <summary>Queues before it returns.</summary>
    public Task<Receipt> Enqueue(PendingAppend<TContext> append)
    {
        if (queue.Reader.Count >= MaxWaiting) throw new JournalUnavailableException($"{MaxWaiting} appends are waiting already; the database can't keep up. Try again in a moment.");
        return queue.Writer.TryWrite(append) ? append.Done : throw new JournalUnavailableException("The program is stopping and takes no more writes.");
    }

    /// <summary>Takes no more, writes what was queued, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writing;
        await transaction.DisposeAsync();
        thread.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task WriteAllAsync()
    {
        var batch = new List<PendingAppend<TContext>>(MaxBatch);
        var lastCount = 0;
        while (await queue.Reader.WaitToReadAsync())
        {
            // Callers who have just got their receipts come again at once: stepping aside for them saves a flush.
            for (var i = 0; i < MaxSteppingAside && queue.Reader.Count < lastCount; i++) Thread.Yield();
            while (batch.Count < MaxBatch && queue.Reader.TryRead(out var append)) batch.Add(append);
            lastCount = batch.Count;
            await WriteAsync([.. batch]);
            batch.Clear();
        }
    }

    private async Task WriteAsync(PendingAppend<TContext>[] batch)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            var outcome = await transaction.RunAsync(batch);
            JournalMeters.Batch.Record(batch.Length);
            JournalMeters.Write.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
            outcome.Settle();
        }
        catch (Exception e) when (Unavailable.Is(e))
        {
            var unavailable = Unavailable.Because(e, "The database can't take writes now, nothing was kept");
            foreach (var append in batch) append.Fail(unavailable);
        }
        catch (Exception) when (batch.Length > 1)
        {
            // One of them is bad. Nothing was kept yet, so each can be tried alone, in the same order.
            foreach (var append in batch) await WriteAsync([append]);
        }
        catch (Exception e)
        {
            batch[0].Fail(e);
        }
    }
}
