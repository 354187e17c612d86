using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace LearningHub.Journal;

/// <summary>What a rebuild did.</summary>
/// <param name="Tables">The read tables that were emptied and filled again.</param>
/// <param name="Events">Events read.</param>
public sealed record Rebuilt(IReadOnlyList<string> Tables, long Events);

/// <summary>Empties every read table and fills it again from the journal: the proof that what happened is kept and the rest can be lost.</summary>
public sealed class JournalRebuild<TContext> where TContext : DbContext
{
    private const int Page = 500;

    private readonly IDbContextFactory<TContext> contexts;
    private readonly Dictionary<string, IFamily<TContext>> families = new(StringComparer.Ordinal);

    internal JournalRebuild(IDbContextFactory<TContext> contexts, IEnumerable<IFamily<TContext>> all)
    {
        this.contexts = contexts;
        foreach (var family in all)
        {
            foreach (var name in family.Names)
            {
                if (!families.TryAdd(name, family))
                    throw new InvalidOperationException($"The stored name '{name}' belongs to both {families[name].Name} and {family.Name}; rename the newer one.");
            }
        }
    }

    /// <summary>Every stored name that this program can read, with its family.</summary>
    public IReadOnlyDictionary<string, string> StoredNames => families.ToDictionary(pair => pair.Key, pair => pair.Value.Name, StringComparer.Ordinal);

    /// <summary>Rebuilds in one transaction: until it ends readers see the old rows, and a failure leaves them. Writers wait meanwhile.</summary>
    /// <exception cref="UnknownEventException">A newer program wrote to the journal; nothing was changed.</exception>
    public async Task<Rebuilt> RunAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await using var dialect = Dialect.On(db);
        await dialect.LockAsync(transaction.GetDbTransaction());
        var tables = TablesOf(db.Model);
        foreach (var table in tables) await EmptyAsync(db, table, ct);
        var events = await ReplayAsync(db, ct);
        await transaction.CommitAsync(ct);
        return new(tables, events);
    }

    private static Task<int> EmptyAsync(TContext db, string table, CancellationToken ct)
    {
        // The name comes from the model, not from a person.
        var statement = "delete from " + db.GetService<ISqlGenerationHelper>().DelimitIdentifier(table);
        return db.Database.ExecuteSqlRawAsync(statement, ct);
    }

    private async Task<long> ReplayAsync(TContext db, CancellationToken ct)
    {
        var pending = new Pending<TContext>(db);
        for (long events = 0, after = 0; ;)
        {
            var page = await db.Set<JournalRow>().AsNoTracking()
                .Where(row => row.Position > after).OrderBy(row => row.Position).Take(Page).ToListAsync(ct);
            if (page.Count == 0) return events;
            foreach (var row in page)
            {
                var family = families.GetValueOrDefault(row.Type) ?? throw new UnknownEventException(row, "this program");
                await family.ProjectAsync(pending, row, ct);
            }

            await pending.SaveAsync(ct);
            db.ChangeTracker.Clear();
            events += page.Count;
            after = page[^1].Position;
        }
    }

    /// <summary>Tables of read rows, those that point at others first, so that each can be emptied in turn.</summary>
    private static List<string> TablesOf(IModel model)
    {
        var waiting = model.GetEntityTypes().Where(type => typeof(IReadRow).IsAssignableFrom(type.ClrType)).ToList();
        var tables = new List<string>();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(type => !waiting.Exists(other => other != type && PointsAt(other, type)))
                ?? throw new InvalidOperationException($"The read tables {string.Join(", ", waiting.Select(type => type.GetTableName()))} point at each other in a circle and can't be emptied; remove one of the foreign keys.");
            waiting.Remove(next);
            if (next.GetTableName() is { } table && !tables.Contains(table)) tables.Add(table);
        }

        return tables;
    }

    private static bool PointsAt(IEntityType type, IEntityType at) => type.GetForeignKeys().Any(key => key.PrincipalEntityType == at);
}
