using LearningHub.Domain.Common;
using LearningHub.Domain.Live;

namespace LearningHub.Web.Live;

// Walls: questions, panel, ideas. Who may do what is the same as everywhere in the room.
public sealed partial class LiveHub
{
    private static readonly Refusal NoSuchGroup = new Refusal("live.no-such-group", "This group is not on the wall any more. Look at the page again.");

    private const PostState Unknown = (PostState)(-1);

    /// <summary>Puts a question or idea on a wall. The reply leaves when it is on disk.</summary>
    /// <param name="named">The writer shows her name; posts are anonymous otherwise.</param>
    public async Task<LivePosted> Post(string? postId, string? activityId, string? text, bool? named) =>
        Seat is { Learner: { } learner } seat
            ? await PatientlyAsync(() => walls.PostAsync(seat.Session, learner, postId, activityId, text, named == true, SayReconnectingAsync))
            : LivePosted.Refused(door.Say(new Refusal("live.not-joined", "Join the session first. Then you can write on the wall.")));

    /// <summary>Takes back what this person wrote, for good.</summary>
    public async Task<LiveAnswered> TakeBack(string? activityId, string? postId) =>
        Seat is { Learner: { } learner } seat
            ? await PatientlyAsync(() => walls.TakeBackAsync(seat.Session, learner, activityId, postId, SayReconnectingAsync))
            : LiveAnswered.Refused(door.Say(new Refusal("live.not-joined", "Join the session first. Then you can take back what you wrote.")));

    /// <summary>Supports a post, or no longer does.</summary>
    public async Task<LiveAnswered> Support(string? activityId, string? postId, bool? on) =>
        Seat is { Learner: { } learner } seat
            ? await PatientlyAsync(() => walls.SupportAsync(seat.Session, learner, activityId, postId, on == true, SayReconnectingAsync))
            : LiveAnswered.Refused(door.Say(new Refusal("live.not-joined", "Join the session first. Then your vote counts as yours.")));

    /// <param name="state"><c>shown</c>, <c>held</c>, <c>now</c>, <c>answered</c> or <c>removed</c>.</param>
    public Task<LiveHostReply> Mark(string? activityId, string? postId, string? state) =>
        LeadAsync(activityId, postId, new LiveWallStep.Mark(Enum.TryParse<PostState>(state, ignoreCase: true, out var known) ? known : Unknown));

    public Task<LiveHostReply> Pin(string? activityId, string? postId, bool? pinned) => LeadAsync(activityId, postId, new LiveWallStep.Pin(pinned == true));

    /// <summary>Writes down what was answered.</summary>
    public Task<LiveHostReply> Note(string? activityId, string? postId, string? text) => LeadAsync(activityId, postId, new LiveWallStep.Note(text));

    /// <summary>Puts a post in a group, in a new one by its name, or in none.</summary>
    public Task<LiveHostReply> Place(string? activityId, string? postId, string? groupId, string? newName) =>
        string.IsNullOrEmpty(groupId) ? LeadAsync(activityId, postId, new LiveWallStep.Place(null, newName))
        : Guid.TryParse(groupId, out var group) ? LeadAsync(activityId, postId, new LiveWallStep.Place(group, newName))
        : Task.FromResult(Refused(NoSuchGroup));

    public Task<LiveHostReply> NameGroup(string? activityId, string? groupId, string? name) =>
        Guid.TryParse(groupId, out var group) ? LeadAsync(activityId, null, new LiveWallStep.NameGroup(group, name)) : Task.FromResult(Refused(NoSuchGroup));

    public Task<LiveHostReply> ShowAtOnce(string? activityId, bool? on) => LeadAsync(activityId, null, new LiveWallStep.ShowAtOnce(on == true));

    /// <summary>Adds a priorities vote on the wall's groups or first ideas behind the current activity.</summary>
    public Task<LiveHostReply> VoteOnWall(string? activityId) => LeadAsync(activityId, null, new LiveWallStep.Vote());

    private async Task<LiveHostReply> LeadAsync(string? activityId, string? postId, LiveWallStep step)
    {
        if (Seat is not { IsHost: true } seat) return Refused(LiveDoor.NotHost);
        var reply = await PatientlyAsync(() => walls.LeadAsync(seat.Session, activityId, postId, step, SayReconnectingAsync));
        return reply.Refusal is { } refusal ? Refused(refusal) : new(reply.Version);
    }
}
