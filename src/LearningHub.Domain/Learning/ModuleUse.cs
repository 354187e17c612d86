using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Learning;

/// <summary>How one question of a module did in one live session.</summary>
/// <param name="Vote">1, or 2 for the second vote after a talk.</param>
/// <param name="Answers">Answers in time, hands and paper included.</param>
/// <param name="Right">Null where nothing is right or wrong.</param>
/// <param name="Options">Choices by the option's id in the bank; empty for other kinds.</param>
public sealed record AskedItem(string Item, int Vote, int Answers, int? Right, int SureAndWrong, ImmutableSortedDictionary<string, int> Options);

/// <summary>What may be asked of a module's record of use.</summary>
public abstract record ModuleCommand
{
    private ModuleCommand() { }

    /// <summary>Counts what a live session asked; a later count of the same session replaces the earlier one.</summary>
    public sealed record CountLive(LiveSessionId Session, ImmutableArray<AskedItem> Items, DateTimeOffset At) : ModuleCommand;
}

/// <summary>Everything that can have happened to one module version in use.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(LiveItemsCounted), "module.live-items-counted.v1")]
public abstract record ModuleEvent
{
    private ModuleEvent() { }

    public sealed record LiveItemsCounted(LiveSessionId Session, ImmutableArray<AskedItem> Items, DateTimeOffset At) : ModuleEvent;
}

/// <summary>What the rules ask about: how many answers of each session were counted.</summary>
public sealed record ModuleState(ImmutableDictionary<LiveSessionId, int> Counted)
{
    public static readonly ModuleState Initial = new(ImmutableDictionary<LiveSessionId, int>.Empty);
}

/// <summary>Exposure of a module's questions: each session counts once, as it stood last.</summary>
public static class ModuleUse
{
    public static readonly Decider<ModuleState, ModuleCommand, ModuleEvent> Rules = new(ModuleState.Initial, Decide, Evolve);

    public static Decision<ModuleEvent> Decide(ModuleCommand command, ModuleState state) => command switch
    {
        ModuleCommand.CountLive c => c.Items.IsEmpty || state.Counted.GetValueOrDefault(c.Session) >= Answers(c.Items)
            ? Decision<ModuleEvent>.Nothing
            : new ModuleEvent.LiveItemsCounted(c.Session, c.Items, c.At),
        _ => throw new UnreachableException($"ModuleUse.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static ModuleState Evolve(ModuleState state, ModuleEvent @event) => @event switch
    {
        ModuleEvent.LiveItemsCounted e => state with { Counted = state.Counted.SetItem(e.Session, Answers(e.Items)) },
        _ => throw new UnreachableException($"ModuleUse.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    private static int Answers(ImmutableArray<AskedItem> items) => items.Sum(item => item.Answers);
}
