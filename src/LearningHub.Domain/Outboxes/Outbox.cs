using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Outboxes;

/// <summary>What became of one thing that waited on a phone.</summary>
/// <param name="Item">Made by the phone: the same thing sent twice has one outcome.</param>
/// <param name="Kind">What kind of action it was, for example <c>test-answer</c>; never what was typed.</param>
/// <param name="Refusal">Why the hub did not take it, in the hub's own words; null when it is kept.</param>
/// <param name="HappenedAt">The phone's claim of when it was done: a hint.</param>
public sealed record OutboxOutcome(Guid Item, string Kind, Refusal? Refusal, DateTimeOffset? HappenedAt);

/// <summary>A sender's turn.</summary>
/// <param name="Turn">Null while another sender of the same person is at it: come back in a moment.</param>
/// <param name="Known">What was decided earlier about the items asked for.</param>
public sealed record OutboxTurn(Guid? Turn, ImmutableArray<OutboxOutcome> Known);

/// <summary>Says that a person's phone has reached the hub.</summary>
/// <param name="Outcomes">What it sent, in its order.</param>
/// <param name="Waiting">What stays on the phone, as it says itself.</param>
/// <param name="TypedBy">The facilitator who handed the work in for her, or null.</param>
public sealed record ReceiveOutbox(ImmutableArray<OutboxOutcome> Outcomes, int Waiting, LearnerId? TypedBy, DateTimeOffset At);

/// <summary>Everything that can have happened with one person's outbox.</summary>
/// <remarks>The quoted name is what the journal stores. What was answered, typed or confirmed stands in the streams that it belongs to.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(OutboxReceived), "outbox.received.v1")]
public abstract record OutboxEvent
{
    private OutboxEvent() { }

    /// <param name="Outcomes">New ones alone.</param>
    public sealed record OutboxReceived(ImmutableArray<OutboxOutcome> Outcomes, int Waiting, LearnerId? TypedBy, DateTimeOffset At) : OutboxEvent;
}

/// <param name="Known">Every item that the hub has decided on.</param>
public sealed record OutboxState(ImmutableDictionary<Guid, OutboxOutcome> Known, int Waiting)
{
    public static readonly OutboxState Initial = new(ImmutableDictionary<Guid, OutboxOutcome>.Empty, 0);
}

/// <summary>The rules of an outbox: what was decided about an item stays decided.</summary>
public static class OutboxRules
{
    /// <summary>Things that a phone may report as waiting; more is no phone.</summary>
    public const int MostWaiting = 10_000;

    public static readonly Decider<OutboxState, ReceiveOutbox, OutboxEvent> Rules = new(OutboxState.Initial, Decide, Evolve);

    public static Decision<OutboxEvent> Decide(ReceiveOutbox command, OutboxState state)
    {
        var news = command.Outcomes.Where(outcome => !state.Known.ContainsKey(outcome.Item)).DistinctBy(outcome => outcome.Item).ToImmutableArray();
        // What a facilitator hands in says nothing about what waits on the phone.
        var waiting = command.TypedBy is null ? Math.Clamp(command.Waiting, 0, MostWaiting) : state.Waiting;
        return news.IsEmpty && waiting == state.Waiting
            ? Decision<OutboxEvent>.Nothing
            : new OutboxEvent.OutboxReceived(news, waiting, command.TypedBy, command.At);
    }

    public static OutboxState Evolve(OutboxState state, OutboxEvent @event) => @event switch
    {
        OutboxEvent.OutboxReceived e => new(state.Known.AddRange(e.Outcomes.Select(outcome => KeyValuePair.Create(outcome.Item, outcome))), e.Waiting),
        _ => throw new System.Diagnostics.UnreachableException($"OutboxRules.Evolve has no case for {@event.GetType().Name}; add one."),
    };
}
