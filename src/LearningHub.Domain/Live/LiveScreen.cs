using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

[JsonDerivedType(typeof(ResultOnScreen), "live.result-on-screen.v1")]
public abstract partial record LiveEvent
{
    /// <summary>From now on the projector shows the result of this question, or keeps it to itself, whatever the phones show.</summary>
    public sealed record ResultOnScreen(string Activity, bool Shown, DateTimeOffset At) : LiveEvent;
}

public abstract partial record LiveCommand
{
    /// <summary>Puts the result of the current question on the projector, or takes it off; what the phones show does not change.</summary>
    public sealed record ShowOnScreen(string Activity, bool Shown, DateTimeOffset At) : LiveCommand;
}

/// <summary>The projector's own share of a result: by itself it shows what the phones show, and the host may want one without the other.</summary>
public static class LiveScreen
{
    internal static Decision<LiveEvent> Decide(LiveCommand.ShowOnScreen command, LiveState state)
    {
        if (state.CurrentActivity is not { } current || current.Id != command.Activity || !current.Kind.TakesAnswers())
            return new Refusal("live.another-activity", "Another activity is on by now. Look at the page again.");
        if (command.Shown && state.Phase is LivePhase.Open or LivePhase.Talking || (command.Shown && state.WaitsForSecondVote(current)))
            return new Refusal("live.still-voting", "People still vote on this. Close it first: who sees the others' answers follows them.");
        return state.OnScreen.TryGetValue(current.Id, out var shown) && shown == command.Shown
            ? Decision<LiveEvent>.Nothing
            : new LiveEvent.ResultOnScreen(current.Id, command.Shown, command.At);
    }

    /// <summary>What the projector shows of the current question; null while it shows none.</summary>
    public static LiveResult? ResultOnScreen(this LiveState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state is { Phase: LivePhase.Closed or LivePhase.Revealed, CurrentActivity: { } current } && current.Kind.TakesAnswers() && state.OnScreen.GetValueOrDefault(current.Id, state.Phase == LivePhase.Revealed)
            ? state.Result(current)
            : null;
    }
}
