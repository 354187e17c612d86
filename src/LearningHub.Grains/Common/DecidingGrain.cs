using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Journal;

namespace LearningHub.Grains.Common;

/// <summary>A grain that owns one stream: it replays the stream when it wakes, and for each command decides, appends, evolves and tells.</summary>
/// <remarks>The state moves on as soon as an append is queued, so that a reentrant grain may decide the next command while the disk
/// is busy; but no answer leaves before everything it rests on is durable. When an append fails, what was decided after it fails
/// with it, and the grain deactivates: the next call starts from what is written.</remarks>
public abstract class DecidingGrain<TState, TCommand, TEvent>(Journal<HubDbContext, TEvent> journal, Decider<TState, TCommand, TEvent> rules) : Grain
    where TEvent : class
{
    private Task durable = Task.CompletedTask;

    /// <summary>The name of the grain's history in the journal, for example <c>live-0193…</c>.</summary>
    protected abstract string Stream { get; }

    /// <summary>What the rules know. Not yet durable while an append is under way: answer nothing from it before <see cref="DurableAsync"/>.</summary>
    protected TState State { get; private set; } = rules.Initial;

    /// <summary>The stream's version that <see cref="State"/> stands at.</summary>
    protected long Version { get; private set; }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await foreach (var recorded in journal.ReadAsync(Stream, 0, cancellationToken))
        {
            State = rules.Evolve(State, Whole(recorded.Event));
            Version = recorded.Version;
        }
    }

    /// <summary>Carries a command out.</summary>
    /// <param name="adds">New rows that must not stand in the journal (names, contacts), written in the same transaction.</param>
    /// <exception cref="StreamMovedException">Another activation has written to the stream; the grain deactivates, call again.</exception>
    /// <exception cref="JournalUnavailableException">The database cannot take writes now; nothing was kept.</exception>
    protected async Task<Reply> HandleAsync(
        TCommand command, Guid? commandId = null, DateTimeOffset? happenedAt = null, ImmutableArray<object> adds = default)
    {
        var decision = rules.Decide(command, State);
        if (decision.Events.IsEmpty)
        {
            var at = Version;
            await DurableAsync(); // the state that said "already so" may still be on its way to the disk
            return new Reply(at, decision.Refusal, Repeated: decision.Refusal is null);
        }

        var (kept, parted, beside) = ForJournal(decision.Events);
        var append = journal.AppendAsync(new(Stream, Version, kept, commandId, happenedAt, beside, Adds: adds.IsDefaultOrEmpty ? parted : adds.AddRange(parted)));
        State = decision.Events.Aggregate(State, rules.Evolve);
        var version = Version += decision.Events.Length;
        durable = append;
        var receipt = await OrDeactivateAsync(append);
        if (receipt.Repeated)
        {
            DeactivateOnIdle(); // the events decided on were not added: start again from what is written
            return new Reply(receipt.Version, Repeated: true);
        }

        var told = version - decision.Events.Length;
        foreach (var @event in decision.Events) await TellAsync(@event, ++told);
        return new Reply(version);
    }

    /// <summary>What of these events the journal keeps, and the rows that hold the rest in the same transaction because the journal must not.</summary>
    /// <returns><c>Beside</c> changes rows that are there already; null mostly, since it costs more than adding.</returns>
    protected virtual (ImmutableArray<TEvent> Kept, ImmutableArray<object> Adds, Func<HubDbContext, CancellationToken, ValueTask>? Beside) ForJournal(ImmutableArray<TEvent> events) => (events, [], null);

    /// <summary>An event as the journal kept it, made whole again with what was written beside it.</summary>
    protected virtual TEvent Whole(TEvent @event) => @event;

    /// <summary>Completes when everything decided so far is on disk.</summary>
    protected Task DurableAsync() => durable;

    /// <summary>Tells those who watch. It comes last and may be lost; pages catch up from the read tables.</summary>
    /// <param name="event">What happened; it is durable.</param>
    /// <param name="version">The stream's version after this event.</param>
    protected virtual Task TellAsync(TEvent @event, long version) => Task.CompletedTask;

    private async Task<Receipt> OrDeactivateAsync(Task<Receipt> append)
    {
        try
        {
            return await append;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
