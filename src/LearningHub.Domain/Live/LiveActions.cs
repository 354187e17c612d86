using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>Who does one chosen action, and until when.</summary>
/// <param name="Owner">An office or a role, 1 to 60 characters; null while nobody took it on.</param>
/// <param name="Due">Until when; null while there is no day.</param>
public sealed record LiveAction(string? Owner, DateOnly? Due);

[JsonDerivedType(typeof(ActionPlanned), "live.action-planned.v1")]
public abstract partial record LiveEvent
{
    /// <param name="Owner">What was typed; never stored in the journal. Null or empty for none.</param>
    public sealed record ActionPlanned(string Activity, string Option, string? Owner, DateOnly? Due, DateTimeOffset At) : LiveEvent;
}

public abstract partial record LiveCommand
{
    /// <summary>Writes owner and date beside an action that the room voted on.</summary>
    public sealed record PlanAction(string Activity, string Option, string? Owner, DateOnly? Due, DateTimeOffset At) : LiveCommand;
}

/// <summary>The plan of work that a priorities vote becomes: each action with an owner and a date.</summary>
public static class LiveActions
{
    /// <summary>Characters of an owner.</summary>
    public const int LongestOwner = 60;

    /// <summary>What is planned for the options of one vote, by option.</summary>
    public static ImmutableSortedDictionary<string, LiveAction> ActionsOf(this LiveState state, string activity)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Actions.GetValueOrDefault(activity, ImmutableSortedDictionary<string, LiveAction>.Empty);
    }

    internal static Decision<LiveEvent> Decide(LiveCommand.PlanAction command, LiveState state)
    {
        if (state.Planned(command.Activity) is not { Kind: ActivityKind.Priorities } vote || !state.Revealed.Contains(vote.Id))
            return new Refusal("live.no-result", "This vote has no result yet. Show it to the room first.");
        if (vote.Options.All(option => option.Id != command.Option)) return new Refusal("live.no-such-action", "This action is not in the vote. Look at the page again.");
        var owner = LiveTexts.Clean(command.Owner).Replace('\n', ' ');
        if (owner.Length > LongestOwner) return new Refusal("live.owner-long", $"Name an office or a role in at most {LongestOwner} characters.");
        var known = state.ActionsOf(vote.Id).GetValueOrDefault(command.Option, new(null, null));
        return known.Due == command.Due && (known.Owner ?? "") == owner
            ? Decision<LiveEvent>.Nothing
            : new LiveEvent.ActionPlanned(vote.Id, command.Option, owner, command.Due, command.At);
    }

    internal static LiveState Evolve(LiveState state, LiveEvent.ActionPlanned planned) => state with
    {
        Actions = state.Actions.SetItem(planned.Activity, state.ActionsOf(planned.Activity).SetItem(
            planned.Option, new(string.IsNullOrEmpty(planned.Owner) ? null : planned.Owner, planned.Due))),
    };
}
