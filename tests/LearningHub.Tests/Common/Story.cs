using System.Collections;
using LearningHub.Domain.Common;

namespace LearningHub.Tests.Common;

/// <summary>Given events, when a command, then events or a refusal: the rules told as a story, with nothing faked.</summary>
public sealed class Story<TState, TCommand, TEvent>(Decider<TState, TCommand, TEvent> rules)
{
    private TState state = rules.Initial;
    private Decision<TEvent>? decision;

    public Story<TState, TCommand, TEvent> Given(params TEvent[] events)
    {
        state = events.Aggregate(state, rules.Evolve);
        return this;
    }

    public Story<TState, TCommand, TEvent> When(TCommand command)
    {
        decision = rules.Decide(command, state);
        return this;
    }

    public void Then(params TEvent[] expected)
    {
        Assert.True(Outcome.Refusal is null, $"Refused: {Outcome.Refusal}");
        Assert.Equal(expected.Length, Outcome.Events.Length);
        foreach (var (want, got) in expected.Zip(Outcome.Events)) AssertSame(want!, got!);
    }

    /// <summary>It is so already: no event and no refusal.</summary>
    public void ThenNothing()
    {
        Assert.Null(Outcome.Refusal);
        Assert.Empty(Outcome.Events);
    }

    public void ThenRefused(string code)
    {
        Assert.Equal(code, Outcome.Refusal?.Code);
        Assert.False(string.IsNullOrWhiteSpace(Outcome.Refusal!.Message));
    }

    private Decision<TEvent> Outcome => decision ?? throw new InvalidOperationException("Say When(...) before Then(...).");

    // Records with an ImmutableArray inside compare it by reference, so they are compared field by field.
    private static void AssertSame(object want, object got)
    {
        Assert.Equal(want.GetType(), got.GetType());
        foreach (var property in want.GetType().GetProperties())
        {
            var (a, b) = (property.GetValue(want), property.GetValue(got));
            if (a is IEnumerable list and not string && b is IEnumerable other) Assert.Equal(list.Cast<object>(), other.Cast<object>());
            else Assert.Equal(a, b);
        }
    }
}
