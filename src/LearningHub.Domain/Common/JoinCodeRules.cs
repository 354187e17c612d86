using System.Diagnostics;
using System.Text.Json.Serialization;

namespace LearningHub.Domain.Common;

/// <summary>What may be asked of one join code.</summary>
public abstract record JoinCodeCommand
{
    private JoinCodeCommand() { }

    /// <param name="Until">From then on the code leads nowhere and may be claimed anew.</param>
    public sealed record Claim(JoinCodeTarget Target, DateTimeOffset Until, DateTimeOffset At) : JoinCodeCommand;
}

/// <summary>Everything that can have happened to one join code.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Claimed), "join-code.claimed.v1")]
public abstract record JoinCodeEvent
{
    private JoinCodeEvent() { }

    public sealed record Claimed(JoinCodeTarget Target, DateTimeOffset Until, DateTimeOffset At) : JoinCodeEvent;
}

/// <param name="Target">The last thing the code was claimed for, or null.</param>
public sealed record JoinCodeState(JoinCodeTarget? Target, DateTimeOffset Until)
{
    /// <summary>Where the code leads at this moment, or null.</summary>
    public JoinCodeTarget? TargetAt(DateTimeOffset at) => at < Until ? Target : null;
}

/// <summary>The rules of a join code: it leads to one thing at a time, and an expired code is free.</summary>
public static class JoinCodeRules
{
    public static readonly Decider<JoinCodeState, JoinCodeCommand, JoinCodeEvent> Rules = new(new(null, default), Decide, Evolve);

    public static Decision<JoinCodeEvent> Decide(JoinCodeCommand command, JoinCodeState state) => command switch
    {
        JoinCodeCommand.Claim claim => Decide(claim, state),
        _ => throw new UnreachableException($"JoinCodeRules.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static JoinCodeState Evolve(JoinCodeState state, JoinCodeEvent @event) => @event switch
    {
        JoinCodeEvent.Claimed e => new(e.Target, e.Until),
        _ => throw new UnreachableException($"JoinCodeRules.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    private static Decision<JoinCodeEvent> Decide(JoinCodeCommand.Claim command, JoinCodeState state)
    {
        if (command.Until <= command.At) return new Refusal("join-code.already-expired", "Choose a time in the future until which the code is to work.");
        if (state.TargetAt(command.At) is { } holder && holder != command.Target)
            return new Refusal("join-code.taken", "This code is in use. Take another one.");
        return (state.Target, state.Until) == (command.Target, command.Until)
            ? Decision<JoinCodeEvent>.Nothing
            : new JoinCodeEvent.Claimed(command.Target, command.Until, command.At);
    }
}
