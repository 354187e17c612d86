using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>A family as a rebuild sees it: which names are its own, and how one of its lines changes the read tables.</summary>
internal interface IFamily<TContext> where TContext : DbContext
{
    string Name { get; }
    IEnumerable<string> Names { get; }
    Task ProjectAsync(Pending<TContext> pending, JournalRow row, CancellationToken ct);
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

    public Task ProjectAsync(Pending<TContext> pending, JournalRow row, CancellationToken ct) =>
        HasProjections ? ProjectAsync(pending, Read(row), ct) : Task.CompletedTask;

    /// <summary>Runs every projection in the order of registration.</summary>
    public async Task ProjectAsync(Pending<TContext> pending, Recorded<TEvent> recorded, CancellationToken ct)
    {
        foreach (var projection in projections)
        {
            if (!projection.FindsByKeyOnly) await pending.SaveAsync(ct);
            await projection.ProjectAsync(pending.Db, recorded, ct);
            pending.Changed();
        }

        await pending.SaveIfManyAsync(ct);
    }
}
