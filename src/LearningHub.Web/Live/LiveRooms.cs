using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Grains.Live;
using Microsoft.AspNetCore.SignalR;

namespace LearningHub.Web.Live;

/// <summary>The rooms that have connections on this node. Each is made known to its grain anew every few seconds.</summary>
public sealed class LiveRooms(IGrainFactory grains, IHubContext<LiveHub> hub, TimeProvider clock, ILogger<LiveRooms> logger) : BackgroundService
{
    /// <summary>How long a message may stay lost after a session has moved to another machine.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    private readonly Guid node = Guid.NewGuid();
    private readonly Lock gate = new();
    private readonly Dictionary<LiveSessionId, LiveRoom> rooms = [];

    /// <summary>Takes a connection into the room; the room hears its grain when this completes.</summary>
    /// <param name="learner">The participant, or null for a host or a screen.</param>
    public async Task EnterAsync(LiveSessionId session, LearnerId? learner)
    {
        LiveRoom room;
        bool first;
        lock (gate)
        {
            if (!rooms.TryGetValue(session, out room!))
            {
                room = rooms[session] = new(session, hub, logger);
                room.Reference = grains.CreateObjectReference<ILiveAudience>(room);
                room.Subscribed = RenewAsync(session, room);
            }

            first = room.Enter(learner);
        }

        await room.Subscribed;
        if (first && learner is { } person) Hint(session, person, connected: true);
    }

    /// <summary>Takes a connection out.</summary>
    public void Leave(LiveSessionId session, LearnerId? learner)
    {
        bool last;
        lock (gate) last = rooms.TryGetValue(session, out var room) && room.Leave(learner);
        if (last && learner is { } person) Hint(session, person, connected: false);
    }

    /// <summary>Makes a room known again at once: a call to its grain has just failed, so the grain may be a new one.</summary>
    public void RenewNow(LiveSessionId session)
    {
        LiveRoom? room;
        lock (gate) room = rooms.GetValueOrDefault(session);
        if (room is not null) _ = RenewAsync(session, room);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Renewal, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) RenewAll();
        }
        catch (OperationCanceledException)
        {
            // The program stops; the grains forget this node by themselves.
        }
    }

    /// <summary>Waits for none: a room that can't be reached must not keep the others from being heard.</summary>
    private void RenewAll()
    {
        lock (gate)
        {
            foreach (var (session, room) in rooms.ToArray())
            {
                if (!room.Renewing.IsCompleted) continue;
                room.Renewing = room.IsEmpty ? ForgetAsync(session, room) : RenewAsync(session, room);
            }
        }
    }

    private async Task RenewAsync(LiveSessionId session, LiveRoom room)
    {
        try
        {
            room.CatchUp(await Grain(session).Subscribe(node, room.Reference!, [.. room.Connected]));
        }
        catch (Exception e)
        {
            logger.LogInformation(e, "Room {Session} can't be reached; trying again in {Seconds} s.", session, Renewal.TotalSeconds);
        }
    }

    private async Task ForgetAsync(LiveSessionId session, LiveRoom room)
    {
        rooms.Remove(session); // under the gate: the first await comes after
        try
        {
            await Grain(session).Unsubscribe(node);
        }
        catch (Exception e)
        {
            logger.LogDebug(e, "Room {Session} was not told that nobody listens here; it will find out.", session);
        }

        grains.DeleteObjectReference<ILiveAudience>(room.Reference!);
    }

    /// <summary>Tells who came or went, sooner than the next renewal would. It may be lost.</summary>
    private void Hint(LiveSessionId session, LearnerId learner, bool connected) =>
        _ = Grain(session).Connection(node, learner, connected).ContinueWith(
            task => logger.LogDebug(task.Exception, "Room {Session} was not told who came or went; the next renewal says it.", session),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private ILiveSessionGrain Grain(LiveSessionId session) => grains.GetGrain<ILiveSessionGrain>(session.Value);
}
