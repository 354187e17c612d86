using System.Collections.Immutable;

namespace LearningHub.Domain.Common;

/// <summary>The rules of one thing: where it begins, what a command leads to, and how an event changes it. Pure.</summary>
public sealed record Decider<TState, TCommand, TEvent>(
    TState Initial,
    Func<TCommand, TState, Decision<TEvent>> Decide,
    Func<TState, TEvent, TState> Evolve);

/// <summary>What a command leads to: events, nothing (it is so already), or a refusal.</summary>
public sealed class Decision<TEvent>
{
    /// <summary>It is so already; the same command twice adds nothing.</summary>
    public static readonly Decision<TEvent> Nothing = new([], null);

    private Decision(ImmutableArray<TEvent> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    /// <summary>What is to be appended, in order; empty for nothing and for a refusal.</summary>
    public ImmutableArray<TEvent> Events { get; }

    /// <summary>Why not, or null.</summary>
    public Refusal? Refusal { get; }

    public static implicit operator Decision<TEvent>(TEvent @event) => new([@event], null);
    public static implicit operator Decision<TEvent>(ImmutableArray<TEvent> events) => new(events, null);
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}

/// <summary>A grain's answer to a command. It leaves only when every event it rests on is durable.</summary>
/// <param name="Version">The version of the grain's stream that the answer rests on; 0 when nothing has happened yet.</param>
/// <param name="Refusal">Why nothing was done, or null.</param>
/// <param name="Repeated">It was so already: the same command had been carried out before.</param>
public sealed record Reply(long Version, Refusal? Refusal = null, bool Repeated = false)
{
    /// <summary>The command was carried out, now or earlier.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Accepted => Refusal is null;
}
