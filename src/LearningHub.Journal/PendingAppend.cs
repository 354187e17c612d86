using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>One append on its way to the disk, whatever its family.</summary>
internal abstract class PendingAppend<TContext>(string stream, long expectedVersion, Guid? commandId, DateTimeOffset? happenedAt) where TContext : DbContext
{
    // Asynchronously: the writer must not run its callers' code.
    private readonly TaskCompletionSource<Receipt> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Stream => stream;
    public long ExpectedVersion => expectedVersion;
    public Guid? CommandId => commandId;
    public DateTimeOffset? HappenedAt { get; } = happenedAt is { } at ? JournalTime.Whole(at) : null;
    public Task<Receipt> Done => done.Task;

    /// <summary>The events in their stored form, made on the caller's thread.</summary>
    public abstract IReadOnlyList<(string Type, string Data)> Lines { get; }

    /// <summary>It changes rows beside the journal.</summary>
    public abstract bool ChangesRows { get; }

    /// <summary>Runs what stands beside the events, then their projections.</summary>
    /// <param name="rows">The append's lines, in order.</param>
    public abstract Task ProjectAsync(Pending<TContext> pending, ReadOnlyMemory<JournalRow> rows, CancellationToken ct);

    public void Settle(Receipt receipt) => done.TrySetResult(receipt);
    public void Fail(Exception exception) => done.TrySetException(exception);
}

internal sealed class PendingAppend<TContext, TEvent>(Append<TContext, TEvent> append, Family<TContext, TEvent> family)
    : PendingAppend<TContext>(append.Stream, append.ExpectedVersion, append.CommandId, append.HappenedAt)
    where TContext : DbContext
    where TEvent : class
{
    public override IReadOnlyList<(string Type, string Data)> Lines { get; } = [.. append.Events.Select(family.Write)];

    public override bool ChangesRows { get; } = append.Beside is not null || !append.Adds.IsDefaultOrEmpty || append.Events.Any(family.IsProjected);

    public override async Task ProjectAsync(Pending<TContext> pending, ReadOnlyMemory<JournalRow> rows, CancellationToken ct)
    {
        if (append.Beside is { } beside)
        {
            await pending.SaveAsync(ct); // it may query
            await beside(pending.Db, ct);
            pending.Changed();
        }

        if (!append.Adds.IsDefaultOrEmpty)
        {
            pending.Db.AddRange(append.Adds);
            pending.Changed();
        }

        for (var i = 0; i < rows.Length; i++) await family.ProjectAsync(pending, Family<TContext, TEvent>.With(rows.Span[i], append.Events[i]), ct);
    }
}
