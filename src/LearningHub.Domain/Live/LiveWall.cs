using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>Where a post on a wall stands. Its names in lower case are part of the public protocol.</summary>
public enum PostState
{
    /// <summary>Nobody but its writer and the host sees it: the host has not read it yet.</summary>
    Waiting,

    /// <summary>Kept from the room, because it may name or reach a person or because the host wants it so.</summary>
    Held,

    /// <summary>On the wall.</summary>
    Shown,

    /// <summary>The question that is being answered now; one at a time.</summary>
    Now,

    Answered,

    /// <summary>Taken away for good; its text is deleted.</summary>
    Removed,
}

/// <summary>One question or idea on a wall.</summary>
/// <param name="Author">Known to the rules alone; never shown.</param>
/// <param name="Name">The writer's name where she chose to show it.</param>
public sealed record LivePost(Guid Id, LearnerId Author, string Text, string? Name, PostState State, DateTimeOffset At)
{
    /// <summary>People who support it.</summary>
    public int Votes { get; init; }

    public Guid? Group { get; init; }

    /// <summary>What was answered, as somebody wrote it down.</summary>
    public string? Note { get; init; }

    /// <summary>Kept above the others, and in what the session leaves behind.</summary>
    public bool Pinned { get; init; }

    /// <summary>Its writer took it back: it was removed, and is not hers either any more.</summary>
    public bool TakenBack { get; init; }

    /// <summary>The room may see it.</summary>
    public bool IsPublic => State is PostState.Shown or PostState.Now or PostState.Answered;
}

/// <summary>What one person supports on a wall.</summary>
/// <param name="Changes">How often the person has changed it.</param>
public sealed record WallVoter(ImmutableHashSet<Guid> Posts, int Changes)
{
    public static readonly WallVoter None = new([], 0);
}

/// <summary>What the rules know of one wall.</summary>
/// <param name="Groups">Names of groups, the oldest first.</param>
/// <param name="AtOnce">Posts are shown without waiting for the host, unless they may name somebody.</param>
public sealed record LiveWall(
    ImmutableDictionary<Guid, LivePost> Posts, ImmutableDictionary<LearnerId, WallVoter> Voters, ImmutableSortedDictionary<Guid, string> Groups, bool AtOnce)
{
    public static readonly LiveWall Empty = new(
        ImmutableDictionary<Guid, LivePost>.Empty, ImmutableDictionary<LearnerId, WallVoter>.Empty, ImmutableSortedDictionary<Guid, string>.Empty, false);

    public WallVoter Voter(LearnerId learner) => Voters.GetValueOrDefault(learner, WallVoter.None);

    /// <summary>What this person supports of what the room sees: a vote for what was taken away is free again.</summary>
    public IEnumerable<Guid> VotesOf(LearnerId learner) => Voter(learner).Posts.Where(post => Posts.TryGetValue(post, out var found) && found.IsPublic);

    internal LiveWall With(LivePost post) => this with { Posts = Posts.SetItem(post.Id, post) };
}
