using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Journal;

namespace LearningHub.Web.Demo;

/// <summary>Plays commands of the past through the rules and appends what they lead to, at the times of the story.</summary>
/// <remarks>Grains take the time from the clock, and a demonstration needs months of history; so the story decides by the same rules
/// and appends through the same journal. A command that the rules refuse is a mistake in the story and stops it.</remarks>
public sealed class DemoStage(IServiceProvider services)
{
    private readonly Dictionary<string, (object State, long Version)> streams = [];
    private readonly List<Func<Task<Receipt>>> appends = [];

    /// <summary>Carries one command out.</summary>
    /// <returns>The stream's state after it.</returns>
    public TState Act<TState, TCommand, TEvent>(string stream, Decider<TState, TCommand, TEvent> rules, TCommand command)
        where TState : notnull
        where TEvent : class
    {
        var (known, version) = streams.TryGetValue(stream, out var found) ? found : (rules.Initial, 0);
        var state = (TState)known;
        var decision = rules.Decide(command, state);
        if (decision.Refusal is { } refusal) throw new InvalidOperationException($"The demonstration's {command} on '{stream}' was refused: {refusal.Message}");
        if (decision.Events.IsEmpty) return state;
        var journal = services.GetRequiredService<Journal<HubDbContext, TEvent>>();
        var append = new Append<HubDbContext, TEvent>(stream, version, decision.Events);
        appends.Add(() => journal.AppendAsync(append));
        state = decision.Events.Aggregate(state, rules.Evolve);
        streams[stream] = (state, version + decision.Events.Length);
        return state;
    }

    /// <summary>Appends everything that was decided so far, in order, and ends when it is on disk.</summary>
    public async Task KeepAsync()
    {
        await Task.WhenAll(appends.Select(append => append()));
        appends.Clear();
    }
}
