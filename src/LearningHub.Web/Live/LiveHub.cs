using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Live;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace LearningHub.Web.Live;

/// <summary>The live room over WebSockets; docs/live-protocol.md is its contract.</summary>
/// <remarks>Open to everybody, since a learner needs no account: who acts is proved by a claim or a sign-in, method by method.</remarks>
[AllowAnonymous]
public sealed partial class LiveHub(LiveDoor door, LiveRooms rooms, LivePatience patience, LiveWallDesk walls) : Hub
{
    private const int MostWrongCodes = 20;
    private const int MostNewNames = 10; // a phone that goes round a table; a script that fills the room needs many more
    private static readonly object WrongCodes = new();
    private static readonly object NewNames = new();

    /// <summary>Comes in by code: as the claim's participant, as who is signed in, or as a new learner with this name.</summary>
    /// <param name="people">How many share this phone; null for one.</param>
    public async Task<LiveJoinReply> Join(string? code, string? name, string? claim, int? people)
    {
        if (await FindAsync(code) is not { } session) return LiveJoinReply.Refused(door.Say(LiveDoor.UnknownCode));
        var caller = door.Recognise(session, name, claim, Context.User);
        if (caller.Learner is not { } learner) return LiveJoinReply.Refused(door.Say(caller.Refusal!));
        if (caller.NewName is not null && Count(NewNames) > MostNewNames)
            return LiveJoinReply.Refused(door.Say(new Refusal("live.too-many-names", "Many names have joined from here already. Open the page again for the next person.")));
        await SitDownAsync(new(session, learner, IsHost: false), LiveGroups.Room(session), LiveGroups.Phones(session));
        var reply = await PatientlyAsync(() => door.JoinAsync(session, caller, SayReconnectingAsync, people));
        if (reply.Refusal is not null) await StandUpAsync();
        return reply;
    }

    /// <summary>Watches a room without taking part: the projector.</summary>
    public async Task<LiveJoinReply> Watch(string? code)
    {
        if (await FindAsync(code) is not { } session) return LiveJoinReply.Refused(door.Say(LiveDoor.UnknownCode));
        await SitDownAsync(new(session, null, IsHost: false), LiveGroups.Room(session), LiveGroups.Screens(session));
        var entry = await CallAsync(session, grain => grain.Look(null));
        return new(session, null, null, entry.Version, entry.Snapshot);
    }

    /// <summary>Answers the question. The reply leaves when the answer is on disk.</summary>
    public async Task<LiveAnswered> Answer(string? answerId, string? activityId, LiveResponseBody? response) =>
        Seat is { Learner: { } learner } seat
            ? await PatientlyAsync(() => door.AnswerAsync(seat.Session, learner, answerId, activityId, response, SayReconnectingAsync))
            : LiveAnswered.Refused(door.Say(new Refusal("live.not-joined", "Join the session first. Then your answer counts as yours.")));

    /// <summary>Questions that are over and that this participant has not answered; answers to them are kept and marked late.</summary>
    public async Task<IReadOnlyList<ShownActivity>> Missed() =>
        Seat is { Learner: { } learner } seat ? await CallAsync(seat.Session, grain => grain.Missed(learner)) : [];

    /// <summary>What the room was shown so far, with the results it saw.</summary>
    public async Task<IReadOnlyList<LiveShownActivity>> Shown() => Seat is { } seat ? await CallAsync(seat.Session, grain => grain.Shown()) : [];

    /// <summary>Takes the host's place: by sign-in or by the host claim, on any device, beside others.</summary>
    public async Task<LiveHostReply> Host(string? sessionId, string? hostClaim)
    {
        if (!Guid.TryParse(sessionId, out var id)) return Refused(LiveDoor.NotHost);
        var session = new LiveSessionId(id);
        if (!await PatientlyAsync(() => door.IsHostAsync(session, hostClaim, Context.User))) return Refused(LiveDoor.NotHost);
        await SitDownAsync(new(session, null, IsHost: true), LiveGroups.Room(session), LiveGroups.Hosts(session));
        var view = await CallAsync(session, grain => grain.LookAsHost());
        return new(view.Version, view.Snapshot, view.Tally);
    }

    public Task<LiveHostReply> Open(string? activityId) =>
        activityId is { Length: > 0 and <= 64 }
            ? StepAsync((grain, command) => grain.Open(activityId, command))
            : Task.FromResult(Refused(new Refusal("live.no-such-activity", "This question is not in the session's plan. Choose one that is.")));

    public Task<LiveHostReply> Close() => StepAsync((grain, command) => grain.Close(command));

    public Task<LiveHostReply> Talk() => StepAsync((grain, command) => grain.Talk(command));

    /// <param name="seconds">From now; null takes the hint away.</param>
    public Task<LiveHostReply> Timer(int? seconds) => StepAsync((grain, command) => grain.SetTimer(seconds, command));

    public Task<LiveHostReply> Reveal() => StepAsync((grain, command) => grain.Reveal(command));

    public Task<LiveHostReply> Next() => StepAsync((grain, command) => grain.Next(command));

    public Task<LiveHostReply> End() => StepAsync((grain, command) => grain.End(command));

    /// <summary>What a message that can't be read becomes; see <see cref="PatientHubProtocol"/>.</summary>
    public Task Malformed() => Clients.Caller.SendAsync("problem", door.Say(new Refusal("live.malformed", "The hub could not read this message. Send JSON as the protocol describes it.")));

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Seat is { } seat) rooms.Leave(seat.Session, seat.Learner);
        return base.OnDisconnectedAsync(exception);
    }

    private LiveSeat? Seat
    {
        get => Context.Items.TryGetValue(typeof(LiveSeat), out var seat) ? (LiveSeat?)seat : null;
        set => Context.Items[typeof(LiveSeat)] = value;
    }

    /// <summary>Into the groups first, then the picture: what is told in between reaches the client, which knows by the version what is news.</summary>
    private async Task SitDownAsync(LiveSeat seat, params string[] groups)
    {
        if (Seat != seat)
        {
            await StandUpAsync();
            Seat = seat;
            await rooms.EnterAsync(seat.Session, seat.Learner);
        }

        foreach (var group in groups) await Groups.AddToGroupAsync(Context.ConnectionId, group);
    }

    private async Task StandUpAsync()
    {
        if (Seat is not { } seat) return;
        Seat = null;
        rooms.Leave(seat.Session, seat.Learner);
        foreach (var group in new[] { LiveGroups.Room(seat.Session), LiveGroups.Phones(seat.Session), LiveGroups.Hosts(seat.Session), LiveGroups.Screens(seat.Session) })
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, group);
    }

    private async Task<LiveSessionId?> FindAsync(string? code)
    {
        var session = await PatientlyAsync(() => door.FindAsync(code));
        if (session is null && Count(WrongCodes) >= MostWrongCodes) Context.Abort(); // somebody is guessing
        return session;
    }

    /// <summary>How often this connection did it, this time included.</summary>
    private int Count(object what)
    {
        var times = Context.Items.TryGetValue(what, out var earlier) ? (int)earlier! + 1 : 1;
        Context.Items[what] = times;
        return times;
    }

    /// <summary>A step of the host. Its command id makes it safe to repeat: "next" twice would skip a question.</summary>
    private async Task<LiveHostReply> StepAsync(Func<ILiveSessionGrain, Guid, Task<Reply>> step)
    {
        if (Seat is not { IsHost: true } seat) return Refused(LiveDoor.NotHost);
        var command = Guid.CreateVersion7();
        var reply = await CallAsync(seat.Session, grain => step(grain, command));
        return reply.Refusal is { } refusal ? Refused(refusal) : new(reply.Version);
    }

    private Task<T> CallAsync<T>(LiveSessionId session, Func<ILiveSessionGrain, Task<T>> call) =>
        PatientlyAsync(() => patience.CallAsync(session, () => call(door.Grain(session)), SayReconnectingAsync, Context.ConnectionAborted));

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (LiveUnreachableException)
        {
            throw new HubException(door.Say(LiveUnreachableException.Refusal).Message); // an error and not a refusal: the client keeps its answer and tries again
        }
    }

    private Task SayReconnectingAsync() => Clients.Caller.SendAsync("reconnecting");

    private LiveHostReply Refused(Refusal refusal) => new(null, Refusal: door.Say(refusal));

    private sealed record LiveSeat(LiveSessionId Session, LearnerId? Learner, bool IsHost);
}
