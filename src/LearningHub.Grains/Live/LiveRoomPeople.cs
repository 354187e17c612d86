using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;

namespace LearningHub.Grains.Live;

/// <summary>Which web nodes listen to a room, and who is connected through them. It lives as long as the activation.</summary>
internal sealed class LiveRoomPeople(TimeProvider clock)
{
    /// <summary>Four renewals may be lost before a node counts as gone.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    /// <summary>How long a phone without a WebSocket counts as there after it asked: it asks every three to five seconds.</summary>
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(15);

    private readonly Dictionary<Guid, Node> nodes = [];
    private readonly Dictionary<LearnerId, DateTimeOffset> asking = [];
    private readonly Dictionary<LearnerId, DateTimeOffset> dropped = [];

    /// <summary>Participants connected anywhere.</summary>
    public int Connected => Living().SelectMany(node => node.Connected).Concat(Asking()).Distinct().Count();

    /// <summary>Participants who fell silent lately and have not come back.</summary>
    public int DroppedTogether => dropped.Count(pair => pair.Value > clock.GetUtcNow() - LiveHealth.Together && !IsConnected(pair.Key));

    public bool IsConnected(LearnerId learner) =>
        Living().Any(node => node.Connected.Contains(learner)) || (asking.TryGetValue(learner, out var at) && at > clock.GetUtcNow() - Asked);

    /// <summary>A participant asked for the room, by whatever way.</summary>
    public void Seen(LearnerId learner) => asking[learner] = clock.GetUtcNow();

    public bool Knows(Guid node) => nodes.ContainsKey(node);

    /// <returns>Somebody came or went by it.</returns>
    public bool Subscribe(Guid node, ILiveAudience audience, ImmutableArray<LearnerId> connected)
    {
        var known = nodes.GetValueOrDefault(node);
        nodes[node] = new(audience, clock.GetUtcNow() + Kept, [.. connected]);
        foreach (var gone in nodes.Where(pair => pair.Value.Until <= clock.GetUtcNow()).Select(pair => pair.Key).ToArray()) nodes.Remove(gone);
        return known is null || !known.Connected.SetEquals(connected);
    }

    /// <returns>Somebody went by it.</returns>
    public bool Unsubscribe(Guid node) => nodes.Remove(node, out var known) && known.Connected.Count > 0;

    /// <returns>It was news. A node that is not subscribed will say it when it is.</returns>
    public bool Connection(Guid node, LearnerId learner, bool connected)
    {
        if (connected) dropped.Remove(learner);
        else dropped[learner] = clock.GetUtcNow();
        asking.Remove(learner); // the WebSocket says it better
        return nodes.TryGetValue(node, out var known) && (connected ? known.Connected.Add(learner) : known.Connected.Remove(learner));
    }

    /// <summary>Tells every node, and waits for none: the calls are one-way, and who misses one finds it at the next renewal.</summary>
    public void Tell(LiveMessage message)
    {
        foreach (var node in Living()) _ = node.Audience.Tell(message);
    }

    private IEnumerable<LearnerId> Asking()
    {
        var since = clock.GetUtcNow() - Asked;
        return asking.Where(pair => pair.Value > since).Select(pair => pair.Key);
    }

    private IEnumerable<Node> Living()
    {
        var now = clock.GetUtcNow();
        return nodes.Values.Where(node => node.Until > now);
    }

    private sealed record Node(ILiveAudience Audience, DateTimeOffset Until, HashSet<LearnerId> Connected);
}
