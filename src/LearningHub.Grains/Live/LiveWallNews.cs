using LearningHub.Domain.Live;

namespace LearningHub.Grains.Live;

/// <summary>What has changed on a room's walls since one kind of reader was told last. However much happens in between, it is one message.</summary>
internal sealed class LiveWallNews
{
    private readonly Dictionary<string, (HashSet<Guid> Posts, bool Groups)> changed = [];
    private bool armed;

    public void Hear(LiveEvent.OnWall @event, LiveWall wall)
    {
        switch (@event)
        {
            case LiveEvent.PostAdded e: Add(e.Activity, [e.Post], groups: false); break;
            case LiveEvent.PostSupported e: Add(e.Activity, [e.Post], groups: false); break;
            case LiveEvent.PostMarked e: Add(e.Activity, [e.Post], wall.Groups.Count > 0); break; // a group shows as long as a post in it does
            case LiveEvent.PostTakenBack e: Add(e.Activity, [e.Post], groups: true); break; // it may have been the last of its group
            case LiveEvent.PostPinned e: Add(e.Activity, [e.Post], groups: false); break;
            case LiveEvent.PostNoted e: Add(e.Activity, [e.Post], groups: false); break;
            case LiveEvent.PostPlaced e: Add(e.Activity, [e.Post], groups: true); break;
            case LiveEvent.PostsShownAtOnce { AtOnce: true } e: Add(e.Activity, wall.Posts.Values.Where(post => post.IsPublic).Select(post => post.Id), groups: false); break;
            default: Add(@event.Activity, [], groups: true); break;
        }
    }

    public void All(ShownWall wall) => Add(wall.ActivityId, wall.Posts.Select(post => post.Id), groups: true);

    /// <returns>There is news, and nobody has set the clock for it yet.</returns>
    public bool Arm()
    {
        if (armed || changed.Count == 0) return false;
        return armed = true;
    }

    /// <summary>Hands over what is new, at most so many posts a wall; the rest stays.</summary>
    public IReadOnlyList<(string Activity, Guid[] Posts, bool Groups)> Take(int most)
    {
        armed = false;
        var taken = changed.Select(wall => (wall.Key, wall.Value.Posts.Take(most).ToArray(), wall.Value.Groups)).ToList();
        foreach (var (activity, posts, _) in taken)
        {
            var rest = changed[activity].Posts;
            rest.ExceptWith(posts);
            if (rest.Count == 0) changed.Remove(activity);
            else changed[activity] = (rest, false);
        }

        return taken;
    }

    private void Add(string activity, IEnumerable<Guid> posts, bool groups)
    {
        var news = changed.GetValueOrDefault(activity, (Posts: [], Groups: false));
        news.Posts.UnionWith(posts);
        changed[activity] = (news.Posts, news.Groups || groups);
    }
}
