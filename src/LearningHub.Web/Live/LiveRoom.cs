using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Live;
using Microsoft.AspNetCore.SignalR;

namespace LearningHub.Web.Live;

/// <summary>One room on this node: the connections in it, and the ear with which the node hears the session's grain.</summary>
internal sealed class LiveRoom(LiveSessionId session, IHubContext<LiveHub> hub, ILogger logger) : ILiveAudience
{
    private readonly Lock gate = new();
    private readonly Dictionary<LearnerId, int> connections = [];
    private int watchers;
    private long toldVersion;
    private (LivePhase Phase, string? Activity) shown;

    /// <summary>What the grain calls; made once, since each reference is another observer.</summary>
    public ILiveAudience? Reference { get; set; }

    /// <summary>Completes when the grain knows of this room for the first time.</summary>
    public Task Subscribed { get; set; } = Task.CompletedTask;

    /// <summary>The last renewal; one at a time.</summary>
    public Task Renewing { get; set; } = Task.CompletedTask;

    public bool IsEmpty
    {
        get { lock (gate) return connections.Count == 0 && watchers == 0; }
    }

    public LearnerId[] Connected
    {
        get { lock (gate) return [.. connections.Keys]; }
    }

    /// <returns>It is the participant's first connection to this node.</returns>
    public bool Enter(LearnerId? learner)
    {
        lock (gate)
        {
            if (learner is not { } person)
            {
                watchers++;
                return false;
            }

            connections[person] = connections.GetValueOrDefault(person) + 1;
            return connections[person] == 1;
        }
    }

    /// <returns>It was the participant's last connection to this node.</returns>
    public bool Leave(LearnerId? learner)
    {
        lock (gate)
        {
            if (learner is not { } person)
            {
                watchers--;
                return false;
            }

            if (--connections[person] > 0) return false;
            return connections.Remove(person);
        }
    }

    /// <summary>Passes a message on: one group send, so that it is serialised once. Nobody waits for a slow phone.</summary>
    public Task Tell(LiveMessage message)
    {
        lock (gate) // keeps the order in which the grain told
        {
            if (message is LiveMessage.TallyChanged tally)
            {
                Send(LiveGroups.Hosts(session), "tally", tally);
                Send(LiveGroups.Screens(session), "tally", tally with { Counts = null });
                return Task.CompletedTask;
            }

            if (message is LiveMessage.PostsChanged posts)
            {
                var group = posts.For switch { WallReader.Host => LiveGroups.Hosts(session), WallReader.Screen => LiveGroups.Screens(session), _ => LiveGroups.Phones(session) };
                Send(group, "postsChanged", posts with { For = null });
                return Task.CompletedTask;
            }

            toldVersion = Math.Max(toldVersion, message.Version);
            shown = message switch
            {
                LiveMessage.ActivityOpened e => (LivePhase.Open, e.Activity.ActivityId),
                LiveMessage.ActivityClosed e => (LivePhase.Closed, e.ActivityId),
                LiveMessage.TalkStarted e => (LivePhase.Talking, e.ActivityId),
                LiveMessage.ResultsRevealed e => (LivePhase.Revealed, e.ActivityId),
                LiveMessage.SessionEnded => (LivePhase.Ended, shown.Activity),
                _ => shown,
            };
            Send(LiveGroups.Room(session), LiveWire.NameOf(message), message);
        }

        return Task.CompletedTask;
    }

    /// <summary>Compares the room with what was passed on. A message that was lost while a grain moved is made good by the whole picture.</summary>
    /// <remarks>The first comparison too: nobody is in the room's group before it, unless the grain could not be reached then.</remarks>
    public void CatchUp(LiveEntry now)
    {
        if (now.Snapshot is not { } snapshot) return;
        lock (gate)
        {
            var found = (snapshot.Phase, snapshot.Activity?.ActivityId);
            if (now.Version <= toldVersion || found == shown) return;
            (toldVersion, shown) = (now.Version, found);
            Send(LiveGroups.Room(session), "roomChanged", new LiveRoomChanged(now.Version, snapshot));
        }
    }

    private void Send(string group, string name, object message) =>
        _ = hub.Clients.Group(group).SendAsync(name, message).ContinueWith(
            task => logger.LogWarning(task.Exception, "Room {Session} could not pass on {Message}.", session, name),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}

/// <summary>The whole room anew, after messages were lost. It holds nobody's own answers.</summary>
internal sealed record LiveRoomChanged(long Version, LiveSnapshot Snapshot);
