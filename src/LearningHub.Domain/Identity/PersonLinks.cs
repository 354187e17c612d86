using System.Collections.Immutable;
using System.Diagnostics;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Identity.PersonLinkCommand;
using static LearningHub.Domain.Identity.PersonLinkEvent;

namespace LearningHub.Domain.Identity;

/// <summary>What was decided last about each pair.</summary>
public sealed record PersonLinkState(ImmutableDictionary<PersonPair, LinkVerdict> Verdicts)
{
    public static readonly PersonLinkState Initial = new(ImmutableDictionary<PersonPair, LinkVerdict>.Empty);

    /// <summary>Who is one person, by the merges that stand.</summary>
    public PersonMap Map => PersonMap.Of(Verdicts.Where(known => known.Value == LinkVerdict.Same).Select(known => known.Key));
}

/// <summary>The rules of merging: a person decides, never about herself; nothing is deleted; every decision can be taken back at any time.</summary>
public static class PersonLinks
{
    public static readonly Decider<PersonLinkState, PersonLinkCommand, PersonLinkEvent> Rules = new(PersonLinkState.Initial, Decide, Evolve);

    public static PersonLinkState Evolve(PersonLinkState state, PersonLinkEvent @event) => new(@event switch
    {
        PeopleMerged e => state.Verdicts.SetItem(e.Pair, LinkVerdict.Same),
        PeopleUnmerged e => state.Verdicts.Remove(e.Pair),
        PeopleHeldApart e => state.Verdicts.SetItem(e.Pair, LinkVerdict.Apart),
        PairPutOff e => state.Verdicts.SetItem(e.Pair, LinkVerdict.Later),
        _ => throw new UnreachableException($"PersonLinks.Evolve has no case for {@event.GetType().Name}; add one."),
    });

    public static Decision<PersonLinkEvent> Decide(PersonLinkCommand command, PersonLinkState state)
    {
        if (command.Pair.One == command.Pair.Other) return new Refusal("people.one-sign-in", "This is one and the same sign-in. Choose two.");
        if (PersonPair.Of(command.Pair.One, command.Pair.Other) is var pair && pair != command.Pair) return Decide(command with { Pair = pair }, state);
        if (command.Pair.Has(command.By)) return new Refusal("people.own-record", "This is about yourself. Ask a colleague to decide it.");
        LinkVerdict? known = state.Verdicts.TryGetValue(command.Pair, out var verdict) ? verdict : null;
        return command switch
        {
            Merge c => known == LinkVerdict.Same ? Decision<PersonLinkEvent>.Nothing : Decide(c, state),
            Unmerge c => known == LinkVerdict.Same ? new PeopleUnmerged(c.Pair, c.By, c.At) : Decision<PersonLinkEvent>.Nothing,
            HoldApart c => known == LinkVerdict.Apart ? Decision<PersonLinkEvent>.Nothing : Decide(c, state),
            PutOff c => known is null ? new PairPutOff(c.Pair, c.By, c.At) : Decision<PersonLinkEvent>.Nothing,
            _ => throw new UnreachableException($"PersonLinks.Decide has no case for {command.GetType().Name}; add one."),
        };
    }

    /// <summary>A merge must not join, by way of others, two whom somebody has held apart.</summary>
    private static Decision<PersonLinkEvent> Decide(Merge command, PersonLinkState state)
    {
        var after = new PersonLinkState(state.Verdicts.SetItem(command.Pair, LinkVerdict.Same));
        var map = after.Map;
        return after.Verdicts.Any(known => known.Value == LinkVerdict.Apart && map.AreOne(known.Key.One, known.Key.Other))
            ? new Refusal("people.held-apart", "This would also join two people who were decided not to be the same. Look at that decision first.")
            : new PeopleMerged(command.Pair, command.Ground, command.By, command.At);
    }

    private static Decision<PersonLinkEvent> Decide(HoldApart command, PersonLinkState state) =>
        new PersonLinkState(state.Verdicts.Remove(command.Pair)).Map.AreOne(command.Pair.One, command.Pair.Other)
            ? new Refusal("people.linked-through-others", "These two are one person by way of another sign-in. Undo that merge first.")
            : new PeopleHeldApart(command.Pair, command.By, command.At);
}
