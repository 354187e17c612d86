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

    /// <summary>The projections that want a record, in the order of registration.</summary>
    private readonly FrozenDictionary<Type, IProjection<TContext, TEvent>[]> projections = EventFamily.NamesOf(typeof(TEvent)).Values
        .ToFrozenDictionary(record => record, record => projections.Where(projection => projection.Wants(record)).ToArray());

    public string Name => typeof(TEvent).Name;
    public IEnumerable<string> Names => types.Keys;

    /// <summary>Some projection changes rows for it.</summary>
    public bool IsProjected(TEvent @event) => projections[@event.GetType()].Length > 0;

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
        types.TryGetValue(row.Type, out var record) && projections[record].Length == 0 ? Task.CompletedTask : ProjectAsync(pending, Read(row), ct);

    /// <summary>Runs every projection that wants it, in the order of registration.</summary>
    public async Task ProjectAsync(Pending<TContext> pending, Recorded<TEvent> recorded, CancellationToken ct)
    {
        foreach (var projection in projections[recorded.Event.GetType()])
        {
            if (!projection.FindsByKeyOnly) await pending.SaveAsync(ct);
            await projection.ProjectAsync(pending.Db, recorded, ct);
            pending.Changed();
        }

        await pending.SaveIfManyAsync(ct);
    }
}
