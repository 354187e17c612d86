using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>A family as a rebuild sees it: which names are its own, and how one of its lines changes the read tables.</summary>
internal interface IFamily<in TContext> where TContext : DbContext
{
    string Name { get; }
    IEnumerable<string> Names { get; }
    Task ProjectAsync(TContext db, JournalRow row, CancellationToken ct);
}

/// <summary>Turns a family's events into lines and back, and runs its projections.</summary>
internal sealed class Family<TContext, TEvent>(IEnumerable<IProjection<TContext, TEvent>> projections) : IFamily<TContext>
    where TContext : DbContext
    where TEvent : class
{
    private readonly FrozenDictionary<string, Type> types = EventFamily.NamesOf(typeof(TEvent));
    private readonly FrozenDictionary<Type, string> names = EventFamily.NamesOf(typeof(TEvent)).ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    private readonly IProjection<TContext, TEvent>[] projections = [.. projections];

    public string Name => typeof(TEvent).Name;
    public IEnumerable<string> Names => types.Keys;
    public bool HasProjections => projections.Length > 0;

    public (string Type, string Data) Write(TEvent @event)
    {
        var type = @event.GetType();
        return names.TryGetValue(type, out var name)
            ? (name, JsonSerializer.Serialize(@event, type, JournalJson.Options))
            : throw new ArgumentException($"{type.Name} has no stored name; add a [JsonDerivedType] for it to {Name}.");
    }

    public Recorded<TEvent> Read(JournalRow row) => types.TryGetValue(row.Type, out var type)
        ? With(row, (TEvent)JsonSerializer.Deserialize(row.Data, type, JournalJson.Options)!)
        : throw new UnknownEventException(row, Name);

    public static Recorded<TEvent> With(JournalRow row, TEvent @event) =>
        new(row.Position, row.EventId, row.Stream, row.Version, @event, row.RecordedAt, row.HappenedAt);

    public Task ProjectAsync(TContext db, JournalRow row, CancellationToken ct) =>
        HasProjections ? ProjectAsync(db, Read(row), ct) : Task.CompletedTask;

    /// <summary>Runs every projection in the order of registration and saves, so that a query within the next event's projection finds the rows.</summary>
    public async Task ProjectAsync(TContext db, Recorded<TEvent> recorded, CancellationToken ct)
    {
        foreach (var projection in projections) await projection.ProjectAsync(db, recorded, ct);
        await db.SaveAsync(ct);
    }
}

internal static class Saving
{
    /// <summary>Rows held in memory before they're let go: looking through them for changes costs more than reading some again.</summary>
    private const int MaxTracked = 100;

    public static async Task SaveAsync(this DbContext db, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        if (db.ChangeTracker.Entries().Take(MaxTracked + 1).Count() > MaxTracked) db.ChangeTracker.Clear();
    }
}
