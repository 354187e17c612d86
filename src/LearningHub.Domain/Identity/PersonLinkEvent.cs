using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Identity;

/// <summary>Everything that can have been decided about sign-ins that may be one person.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never. Ids alone: why two sign-ins
/// look alike is computed from Identity's tables whenever somebody looks, and kept nowhere.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(PeopleMerged), "person-links.merged.v1")]
[JsonDerivedType(typeof(PeopleUnmerged), "person-links.unmerged.v1")]
[JsonDerivedType(typeof(PeopleHeldApart), "person-links.held-apart.v1")]
[JsonDerivedType(typeof(PairPutOff), "person-links.put-off.v1")]
public abstract record PersonLinkEvent
{
    private PersonLinkEvent() { }

    /// <summary>From now on these two count as one person in every figure.</summary>
    public sealed record PeopleMerged(PersonPair Pair, LinkGround Ground, LearnerId By, DateTimeOffset At) : PersonLinkEvent;

    /// <summary>The merge no longer stands: every figure is again what it was without it.</summary>
    public sealed record PeopleUnmerged(PersonPair Pair, LearnerId By, DateTimeOffset At) : PersonLinkEvent;

    /// <summary>They are two people, however alike they look. Ends a merge of the same two.</summary>
    public sealed record PeopleHeldApart(PersonPair Pair, LearnerId By, DateTimeOffset At) : PersonLinkEvent;

    public sealed record PairPutOff(PersonPair Pair, LearnerId By, DateTimeOffset At) : PersonLinkEvent;
}

/// <summary>What made somebody ask whether two sign-ins are one person.</summary>
public enum LinkGround { SameContact, Likeness, SaidSo }

/// <summary>What stands about a pair.</summary>
public enum LinkVerdict { Same, Apart, Later }

/// <summary>Everything that may be asked about sign-ins that may be one person.</summary>
public abstract record PersonLinkCommand(PersonPair Pair, LearnerId By, DateTimeOffset At)
{
    public sealed record Merge(PersonPair Pair, LinkGround Ground, LearnerId By, DateTimeOffset At) : PersonLinkCommand(Pair, By, At);

    public sealed record Unmerge(PersonPair Pair, LearnerId By, DateTimeOffset At) : PersonLinkCommand(Pair, By, At);

    public sealed record HoldApart(PersonPair Pair, LearnerId By, DateTimeOffset At) : PersonLinkCommand(Pair, By, At);

    public sealed record PutOff(PersonPair Pair, LearnerId By, DateTimeOffset At) : PersonLinkCommand(Pair, By, At);
}
