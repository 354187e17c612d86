using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>The context of one transaction with the row changes that are not saved yet. Saving seldom is fast; who queries must save first.</summary>
internal sealed class Pending<TContext>(TContext db) where TContext : DbContext
{
    /// <summary>Steps between saves at most: rows in memory are all looked through for changes, again and again.</summary>
    private const int MaxSteps = 200;

    private int steps;

    public TContext Db => db;

    /// <summary>A step may have changed rows.</summary>
    public void Changed() => steps++;

    /// <summary>Makes every change visible to queries.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        if (steps == 0) return;
        steps = 0;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Saves and lets go of the rows when many have come together.</summary>
    public async Task SaveIfManyAsync(CancellationToken ct)
    {
        if (steps < MaxSteps) return;
        await SaveAsync(ct);
        db.ChangeTracker.Clear();
    }
}
