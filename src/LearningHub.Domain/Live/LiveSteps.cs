namespace LearningHub.Domain.Live;

/// <summary>What the host's one button does next.</summary>
/// <param name="Step"><c>open</c>, <c>close</c>, <c>talk</c>, <c>reveal</c> or <c>end</c>.</param>
/// <param name="Activity">What <c>open</c> opens; the current activity otherwise.</param>
public sealed record LiveStep(string Step, string? Activity = null);

/// <summary>The way through a session with one button: open, close, talk, vote again, show, and on.</summary>
public static class LiveSteps
{
    /// <returns>Null once the session has ended.</returns>
    public static LiveStep? NextStep(this LiveState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var current = state.CurrentActivity;
        return state.Phase switch
        {
            LivePhase.Ended => null,
            LivePhase.Open when !current!.Kind.IsCard() => new("close", current.Id),
            LivePhase.Closed when state.WaitsForSecondVote(current!) && !state.Asked.Contains(state.SecondVoteOn(current!.Id)!.Id) => new("talk", current.Id),
            LivePhase.Closed when current!.Kind.TakesAnswers() && !state.WaitsForSecondVote(current) => new("reveal", current.Id),
            LivePhase.Talking => new("open", state.SecondVoteOn(current!.Id)!.Id),
            _ => state.NextInPlan is { } next ? new("open", next.Id) : new("end"),
        };
    }
}
