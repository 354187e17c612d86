using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Outboxes;
using LearningHub.Grains.Common;
using LearningHub.Journal;

namespace LearningHub.Grains.Outboxes;

/// <summary>What one person's phones sent, and what became of it. The key is the learner's id.</summary>
/// <remarks>Items are carried out between <see cref="Begin"/> and <see cref="End"/>, one sender at a time, so that two tabs can't mix the order. A sender
/// that dies in between is followed by one that carries the same items out again: every command behind them may be sent again.</remarks>
public interface IOutboxGrain : IGrainWithGuidKey
{
    Task<OutboxTurn> Begin(ImmutableArray<Guid> items);

    /// <param name="waiting">What stays on the phone, as it says itself.</param>
    /// <param name="typedBy">The facilitator who handed the work in, or null. The caller vouches for her.</param>
    Task<Reply> End(Guid turn, ImmutableArray<OutboxOutcome> outcomes, int waiting, LearnerId? typedBy);
}

public sealed class OutboxGrain(Journal<HubDbContext, OutboxEvent> journal, TimeProvider clock)
    : DecidingGrain<OutboxState, ReceiveOutbox, OutboxEvent>(journal, OutboxRules.Rules), IOutboxGrain
{
    public const string StreamPrefix = "outbox-";

    /// <summary>After this a sender counts as gone.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);

    private Guid? sending;
    private DateTimeOffset until;

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    public async Task<OutboxTurn> Begin(ImmutableArray<Guid> items)
    {
        var now = clock.GetUtcNow();
        var isFree = sending is null || until <= now;
        if (isFree) (sending, until) = (Guid.NewGuid(), now + LongestTurn);
        var mine = isFree ? sending : null;
        ImmutableArray<OutboxOutcome> known = [.. items.Distinct().Select(item => State.Known.GetValueOrDefault(item)).OfType<OutboxOutcome>()];
        await DurableAsync();
        return new(mine, known);
    }

    public Task<Reply> End(Guid turn, ImmutableArray<OutboxOutcome> outcomes, int waiting, LearnerId? typedBy)
    {
        if (sending == turn) sending = null;
        return HandleAsync(new(outcomes, waiting, typedBy, clock.GetUtcNow()));
    }
}
