using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>The history of one family of events. Everything that happened is appended here; everything else can be rebuilt from it.</summary>
public sealed class Journal<TContext, TEvent>
    where TContext : DbContext
    where TEvent : class
{
    private const int Page = 500;

    private readonly JournalWriter<TContext> writer;
    private readonly Family<TContext, TEvent> family;
    private readonly IDbContextFactory<TContext> contexts;

    internal Journal(JournalWriter<TContext> writer, Family<TContext, TEvent> family, IDbContextFactory<TContext> contexts) =>
        (this.writer, this.family, this.contexts) = (writer, family, contexts);

    /// <summary>Adds events to one stream, all or none, and answers when they are on disk together with the read tables they change.</summary>
    /// <remarks>The append is queued before this method returns, in the order of calls: the next may be asked for at the version this one
    /// will lead to, before this one is on disk. Should this one fail, that one fails with <see cref="StreamMovedException"/>.</remarks>
    /// <param name="ct">Ends the waiting, not the append: whether it was kept is then unknown. Ask again with the same command id.</param>
    /// <exception cref="StreamMovedException">The stream is at another version than the caller decided on.</exception>
    /// <exception cref="JournalUnavailableException">The database can't take writes now; nothing was kept.</exception>
    public Task<Receipt> AppendAsync(Append<TContext, TEvent> append, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(append);
        if (append.Events.IsDefaultOrEmpty) throw new ArgumentException($"An append to '{append.Stream}' needs at least one event.", nameof(append));
        ct.ThrowIfCancellationRequested();
        var done = writer.Enqueue(new PendingAppend<TContext, TEvent>(append, family));
        return ct.CanBeCanceled ? done.WaitAsync(ct) : done;
    }

    /// <summary>A stream's events after a version, in order. Reads in pages, so a long history never stands in memory as a whole.</summary>
    /// <exception cref="UnknownEventException">A newer program wrote to this stream.</exception>
    /// <exception cref="JournalUnavailableException">The database can't be read now.</exception>
    public async IAsyncEnumerable<Recorded<TEvent>> ReadAsync(string stream, long afterVersion = 0, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var after = afterVersion; ;)
        {
            var page = await PageAsync(stream, after, ct);
            foreach (var row in page) yield return family.Read(row);
            if (page.Count < Page) yield break;
            after = page[^1].Version;
        }
    }

    private async Task<List<JournalRow>> PageAsync(string stream, long after, CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            return await db.Set<JournalRow>().AsNoTracking()
                .Where(row => row.Stream == stream && row.Version > after)
                .OrderBy(row => row.Version).Take(Page).ToListAsync(ct);
        }
        catch (Exception e) when (Unavailable.Is(e))
        {
            throw Unavailable.Because(e, "Reading failed");
        }
    }
}
