using System.Collections.Concurrent;
using System.Globalization;
using LearningHub.Domain.Live;
using Microsoft.AspNetCore.SignalR;

namespace LearningHub.Bench.Live;

/// <summary>What the stack allows: groups, broadcasts, an answer that says yes, a tally for the host four times a second. It keeps nothing but, with a file, the answers.</summary>
/// <remarks>It sends the same messages as the live room, and does nothing else.</remarks>
public sealed class BareHub(BareRooms rooms, BareFile? file = null) : Hub
{
    public async Task<object> Join(string code, string? name, string? claim)
    {
        Context.Items[typeof(BareRoom)] = rooms.Of(code);
        await Groups.AddToGroupAsync(Context.ConnectionId, code);
        return new { version = 0 };
    }

    public async Task<object> Host(string session, string claim)
    {
        var room = rooms.Of(session);
        Context.Items[typeof(BareRoom)] = room;
        await Groups.AddToGroupAsync(Context.ConnectionId, room.Code);
        await Groups.AddToGroupAsync(Context.ConnectionId, room.Hosts);
        return new { version = 0 };
    }

    public async Task<object> Answer(string answerId, string activityId, object response)
    {
        if (file is not null) await file.KeepAsync($"{answerId} {activityId} {response}");
        Room.Count();
        return new { status = "accepted" };
    }

    public async Task<object> Open(string activityId)
    {
        var room = Room;
        if (room.Activity is { } closed)
            await Clients.Group(room.Code).SendAsync("activityClosed", new { version = 1, activityId = closed, answered = room.Answered });
        room.Ask(activityId);
        await Clients.Group(room.Code).SendAsync("activityOpened", new { version = 1, activity = LiveServers.Question(int.Parse(activityId[1..], CultureInfo.InvariantCulture)).Shown() });
        return new { version = 1 };
    }

    private BareRoom Room => (BareRoom)Context.Items[typeof(BareRoom)]!;
}

public sealed class BareRoom(string code)
{
    private int answered;

    public string Code => code;
    public string Hosts { get; } = $"hosts-{code}";
    public string? Activity { get; private set; }
    public int Answered => answered;

    /// <summary>What the host was last told.</summary>
    public int Told { get; set; }

    public void Count() => Interlocked.Increment(ref answered);

    public void Ask(string activity) => (Activity, answered) = (activity, 0);
}

/// <summary>All rooms, and the tally of each.</summary>
public sealed class BareRooms(IHubContext<BareHub> hub) : Microsoft.Extensions.Hosting.BackgroundService
{
    private readonly ConcurrentDictionary<string, BareRoom> rooms = new();

    public BareRoom Of(string code) => rooms.GetOrAdd(code, it => new(it));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (_, room) in rooms)
            {
                if (room.Answered == room.Told) continue;
                room.Told = room.Answered;
                await hub.Clients.Group(room.Hosts).SendAsync("tally", new { version = 1, activityId = room.Activity, answered = room.Told }, stoppingToken);
            }
        }
    }
}
