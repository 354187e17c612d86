using System.Diagnostics;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Help;

/// <summary>What a step-down trainer asks for; with <see cref="TeachUnit"/>, what a focal point does.</summary>
public enum HelpKind
{
    CoTeach, Question, Material,

    /// <summary>An institution's focal point asks somebody qualified to teach its people.</summary>
    TeachUnit,
}

/// <summary>Everything that can have happened to one request for help.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never. What people typed stands in a side table.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Asked), "help.asked.v1")]
[JsonDerivedType(typeof(Answered), "help.answered.v1")]
[JsonDerivedType(typeof(Closed), "help.closed.v1")]
public abstract record HelpEvent
{
    private HelpEvent() { }

    /// <param name="To">A buddy or a facilitator of the same workshop; for <see cref="HelpKind.TeachUnit"/> somebody who is qualified.</param>
    /// <param name="Text">Names what was typed.</param>
    /// <param name="Institution">Whose people are to be taught; only with <see cref="HelpKind.TeachUnit"/>.</param>
    public sealed record Asked(HelpKind Kind, ModuleVersion Module, LearnerId By, LearnerId To, Guid Text, DateTimeOffset At, InstitutionId? Institution = null) : HelpEvent;

    /// <param name="Text">Names what was typed.</param>
    public sealed record Answered(LearnerId By, Guid Text, DateTimeOffset At) : HelpEvent;

    public sealed record Closed(LearnerId By, DateTimeOffset At) : HelpEvent;
}

/// <summary>What may be asked of one request.</summary>
public abstract record HelpCommand
{
    private HelpCommand() { }

    /// <param name="Length">Signs typed, without spaces around them.</param>
    /// <param name="Institution">Whom the asker speaks for; the caller vouches for it.</param>
    public sealed record Ask(HelpKind Kind, ModuleVersion Module, LearnerId By, LearnerId To, Guid Text, int Length, DateTimeOffset At, InstitutionId? Institution = null) : HelpCommand;

    public sealed record Answer(LearnerId By, Guid Text, int Length, DateTimeOffset At) : HelpCommand;

    public sealed record Close(LearnerId By, DateTimeOffset At) : HelpCommand;
}

/// <param name="Asked">Null until somebody asks.</param>
/// <param name="Answers">What was taken in; the same text sent twice is one.</param>
public sealed record HelpState(HelpEvent.Asked? Asked, System.Collections.Immutable.ImmutableHashSet<Guid> Answers, bool Closed)
{
    public static readonly HelpState Initial = new(null, [], false);
}

/// <summary>The rules of a request for help: between two people, answered as often as they like, closed by who asked.</summary>
public static class Help
{
    public const int LongestText = 500;

    public static readonly Decider<HelpState, HelpCommand, HelpEvent> Rules = new(HelpState.Initial, Decide, Evolve);

    public static Decision<HelpEvent> Decide(HelpCommand command, HelpState state) => command switch
    {
        HelpCommand.Ask c => Decide(c, state),
        _ when state.Asked is null => new Refusal("help.unknown", "There is no such request. Open it from the page “Messages”."),
        HelpCommand.Answer c => Decide(c, state.Asked, state),
        HelpCommand.Close c when c.By != state.Asked.By => new Refusal("help.not-yours", "Only who asked can close it."),
        HelpCommand.Close c => state.Closed ? Decision<HelpEvent>.Nothing : new HelpEvent.Closed(c.By, c.At),
        _ => throw new UnreachableException($"Help.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static HelpState Evolve(HelpState state, HelpEvent @event) => @event switch
    {
        HelpEvent.Asked e => state with { Asked = e },
        HelpEvent.Answered e => state with { Answers = state.Answers.Add(e.Text) },
        HelpEvent.Closed => state with { Closed = true },
        _ => throw new UnreachableException($"Help.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    private static Decision<HelpEvent> Decide(HelpCommand.Ask command, HelpState state)
    {
        if (state.Asked is { } asked) return asked.By == command.By ? Decision<HelpEvent>.Nothing : new Refusal("help.not-yours", "Somebody else asked this.");
        if (command.To == command.By) return new Refusal("help.to-yourself", "Choose somebody else to ask.");
        if (!Enum.IsDefined(command.Kind) || (command.Kind == HelpKind.TeachUnit) != (command.Institution is not null)) return new Refusal("help.no-such-kind", "Choose what you need.");
        return WrongText(command.Length) ?? (Decision<HelpEvent>)new HelpEvent.Asked(command.Kind, command.Module, command.By, command.To, command.Text, command.At, command.Institution);
    }

    private static Decision<HelpEvent> Decide(HelpCommand.Answer command, HelpEvent.Asked asked, HelpState state)
    {
        if (command.By != asked.To && command.By != asked.By) return new Refusal("help.not-yours", "Only the two of you can write here.");
        if (state.Answers.Contains(command.Text)) return Decision<HelpEvent>.Nothing;
        if (state.Closed) return new Refusal("help.closed", "This request is closed. Ask anew.");
        return WrongText(command.Length) ?? (Decision<HelpEvent>)new HelpEvent.Answered(command.By, command.Text, command.At);
    }

    private static Decision<HelpEvent>? WrongText(int length) =>
        length is 0 or > LongestText ? (Decision<HelpEvent>)new Refusal("help.text", $"Write 1 to {LongestText} characters.") : null;
}
