using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>A post as it leaves the server. Field names are the public protocol's.</summary>
/// <param name="Text">Empty when the post is no longer for this reader; then <paramref name="State"/> is <c>removed</c>.</param>
/// <param name="Name">The writer's name where she chose to show it.</param>
/// <param name="Note">What was answered, as somebody wrote it down.</param>
public sealed record ShownPost(Guid Id, string Text, int Votes, PostState State, Guid? Group = null, string? Name = null, string? Note = null, bool? Pinned = null)
{
    /// <summary>It may name or reach a person; for the host alone.</summary>
    public bool? Risky { get; init; }
}

public sealed record ShownGroup(Guid Id, string Name);

/// <summary>A wall as one reader sees it.</summary>
/// <param name="Posts">The one being answered now first, then pinned ones, then those with most votes; at most <see cref="LiveWallViews.MostShown"/>.</param>
/// <param name="More">Further posts that are not listed.</param>
public sealed record ShownWall(string ActivityId, ImmutableArray<ShownPost> Posts, ImmutableArray<ShownGroup> Groups, int More)
{
    /// <summary>This person's own posts with their state; null for readers who write nothing.</summary>
    public ImmutableArray<ShownPost>? Mine { get; init; }

    /// <summary>What this person supports.</summary>
    public ImmutableArray<Guid>? Votes { get; init; }

    /// <summary>Dots a person has here; absent where a person may support as many posts as she likes.</summary>
    public int? Dots { get; init; }

    /// <summary>For the host: posts are shown without waiting.</summary>
    public bool? AtOnce { get; init; }

    /// <summary>Posts held because they may name a person; for host and screen.</summary>
    public int? Held { get; init; }

    /// <summary>Posts that the host has not read yet; for host and screen.</summary>
    public int? Waiting { get; init; }
}

/// <summary>What of a wall may be shown, and to whom: what waits or is held travels to the host and to its writer alone.</summary>
public static class LiveWallViews
{
    /// <summary>Posts of one picture of a wall, and of one message.</summary>
    public const int MostShown = 200;

    /// <summary>The wall as the room sees it, with what is one person's own.</summary>
    public static ShownWall WallFor(this LiveState state, PlannedActivity planned, LearnerId? learner)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(planned);
        var wall = state.Wall(planned.Id);
        var shown = Listed([.. wall.Posts.Values.Where(post => post.IsPublic)], out var more);
        return new(planned.Id, [.. shown.Select(ForRoom)], wall.GroupsForRoom(), more)
        {
            Mine = learner is { } writer ? [.. wall.Posts.Values.Where(post => post.Author == writer && !post.TakenBack).OrderBy(post => post.At).ThenBy(post => post.Id).Select(post => Shown(post))] : null,
            Votes = learner is { } voter ? [.. wall.VotesOf(voter).Order()] : null,
            Dots = planned.Dots(),
        };
    }

    /// <summary>The wall as its host sees it: what waits and what is held too.</summary>
    public static ShownWall WallForHost(this LiveState state, PlannedActivity planned)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(planned);
        var wall = state.Wall(planned.Id);
        var unread = wall.Posts.Values.Where(post => post.State is PostState.Waiting or PostState.Held).OrderBy(post => post.At).ThenBy(post => post.Id).ToList();
        var shown = Listed([.. wall.Posts.Values.Where(post => post.IsPublic)], out var more);
        return new(planned.Id, [.. unread.Take(MostShown).Concat(shown).Select(ForHost)], [.. wall.Groups.Select(group => new ShownGroup(group.Key, group.Value))], more + Math.Max(0, unread.Count - MostShown))
        {
            Dots = planned.Dots(), AtOnce = wall.AtOnce, Waiting = unread.Count(post => post.State == PostState.Waiting), Held = unread.Count(post => post.State == PostState.Held),
        };
    }

    /// <summary>The current wall, or null when the current activity is none.</summary>
    internal static ShownWall? CurrentWall(this LiveState state, LearnerId? learner, bool host) => state.CurrentActivity is { } current && current.Kind.IsWall()
        ? host ? state.WallForHost(current) : state.WallFor(current, learner)
        : null;

    /// <summary>What became of these posts, for one kind of reader.</summary>
    /// <param name="groups">The wall's groups have changed too.</param>
    public static LiveMessage.PostsChanged PostsMessage(this LiveState state, long version, string activity, IEnumerable<Guid> changed, bool groups, WallReader reader)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(changed);
        var wall = state.Wall(activity);
        var host = reader == WallReader.Host;
        // Nobody but the host has seen a post that waits, so there is nothing to take back.
        var told = changed.Select(id => wall.Posts.GetValueOrDefault(id)).OfType<LivePost>().Where(post => host || post.State != PostState.Waiting);
        return new(
            version, activity,
            [.. told.OrderBy(post => post.At).ThenBy(post => post.Id).Select(post => host ? ForHost(post) : ForRoom(post))],
            !groups ? null : host ? [.. wall.Groups.Select(group => new ShownGroup(group.Key, group.Value))] : wall.GroupsForRoom())
        {
            For = reader,
            Waiting = reader == WallReader.Phone ? null : wall.Posts.Values.Count(post => post.State == PostState.Waiting),
            Held = reader == WallReader.Phone ? null : wall.Posts.Values.Count(post => post.State == PostState.Held),
        };
    }

    private static ImmutableArray<ShownGroup> GroupsForRoom(this LiveWall wall)
    {
        var seen = wall.Posts.Values.Where(post => post.IsPublic).Select(post => post.Group).OfType<Guid>().ToHashSet();
        return [.. wall.Groups.Where(group => seen.Contains(group.Key)).Select(group => new ShownGroup(group.Key, group.Value))];
    }

    /// <summary>Half of what is listed is what the room wants most, the other half what came last.</summary>
    private static IEnumerable<LivePost> Listed(List<LivePost> posts, out int more)
    {
        var ordered = posts.OrderByDescending(post => post.State == PostState.Now).ThenByDescending(post => post.Pinned).ThenByDescending(post => post.Votes)
            .ThenBy(post => post.At).ThenBy(post => post.Id).ToList();
        more = Math.Max(0, posts.Count - MostShown);
        if (more == 0) return ordered;
        var first = ordered.Take(MostShown / 2).ToHashSet();
        var last = ordered.Where(post => !first.Contains(post)).OrderByDescending(post => post.At).ThenByDescending(post => post.Id).Take(MostShown / 2).ToHashSet();
        return ordered.Where(post => first.Contains(post) || last.Contains(post));
    }

    private static ShownPost Shown(LivePost post) => new(post.Id, post.Text, post.Votes, post.State, post.Group, post.Name, post.Note, post.Pinned ? true : null);

    private static ShownPost ForHost(LivePost post) => Shown(post) with { Risky = LiveTexts.MayNameSomebody(post.Text) ? true : null };

    private static ShownPost ForRoom(LivePost post) => post.IsPublic ? Shown(post) : new(post.Id, "", 0, PostState.Removed);
}
