using LearningHub.Domain.Common;
using LearningHub.Domain.Live;

namespace LearningHub.Web.Live;

/// <summary>What became of a post, for the wire.</summary>
/// <param name="State">Where it stands; absent when refused.</param>
public sealed record LivePosted(LiveAnswerStatus Status, PostState? State = null, string? Reason = null, string? Code = null)
{
    public static LivePosted Refused(LiveRefusal refusal) => new(LiveAnswerStatus.Refused, null, refusal.Message, refusal.Code);
}

/// <summary>Writing on walls and leading them. Hub, endpoints and pages all come through here, so that rubbish is stopped in one place.</summary>
public sealed class LiveWallDesk(LiveDoor door, LivePatience patience)
{
    private const int LongestId = 64;
    private const int LongestTyped = 2000;

    public static readonly Refusal NoSuchWall = new Refusal("live.no-such-wall", "This wall is not open yet. Wait for the facilitator to open it.");
    private static readonly Refusal NoSuchPost = new Refusal("live.no-such-post", "This is not on the wall any more. Look at the page again.");

    /// <param name="postId">Made by the client: a UUID, or any text of 1 to 64 characters.</param>
    public async Task<LivePosted> PostAsync(LiveSessionId session, LearnerId learner, string? postId, string? activityId, string? text, bool named, Func<Task>? waiting = null)
    {
        if (!IsId(postId)) return LivePosted.Refused(door.Say(new Refusal("live.no-post-id", "The post needs a postId of 1 to 64 characters, made by the client.")));
        if (!IsId(activityId)) return LivePosted.Refused(door.Say(NoSuchWall));
        if (text is { Length: > LongestTyped }) return LivePosted.Refused(door.Say(new Refusal("live.text-long", $"Say it in at most {LivePosts.LongestPost} characters.")));
        var reply = await patience.CallAsync(session, () => door.Grain(session).Post(learner, LiveDoor.AnswerId(postId!), activityId!, text ?? "", named), waiting);
        return reply.Refusal is { } refusal ? LivePosted.Refused(door.Say(refusal)) : new(reply.Status, reply.State);
    }

    public async Task<LiveAnswered> SupportAsync(LiveSessionId session, LearnerId learner, string? activityId, string? postId, bool on, Func<Task>? waiting = null)
    {
        if (!IsId(activityId)) return LiveAnswered.Refused(door.Say(NoSuchWall));
        return IsId(postId)
            ? door.Say(await patience.CallAsync(session, () => door.Grain(session).Support(learner, LiveDoor.AnswerId(postId!), activityId!, on), waiting))
            : LiveAnswered.Refused(door.Say(NoSuchPost));
    }

    public async Task<LiveAnswered> TakeBackAsync(LiveSessionId session, LearnerId learner, string? activityId, string? postId, Func<Task>? waiting = null)
    {
        if (!IsId(activityId)) return LiveAnswered.Refused(door.Say(NoSuchWall));
        return IsId(postId)
            ? door.Say(await patience.CallAsync(session, () => door.Grain(session).TakeBack(learner, LiveDoor.AnswerId(postId!), activityId!), waiting))
            : LiveAnswered.Refused(door.Say(NoSuchPost));
    }

    public Task<LiveWallEntry> WallAsync(LiveSessionId session, string activityId, LearnerId? learner, bool asHost) =>
        patience.CallAsync(session, () => door.Grain(session).Wall(activityId, learner, asHost));

    /// <summary>A step of the host on a wall.</summary>
    /// <param name="post">Null for steps that name no post.</param>
    public async Task<Reply> LeadAsync(LiveSessionId session, string? activityId, string? post, LiveWallStep step, Func<Task>? waiting = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!IsId(activityId)) return new(0, NoSuchWall);
        if (step.NeedsPost && !IsId(post)) return new(0, NoSuchPost);
        if (step.Text is { Length: > LongestTyped }) return new(0, new Refusal("live.text-long", "This text is too long. Make it shorter."));
        var (grain, id) = (door.Grain(session), step.NeedsPost ? LiveDoor.AnswerId(post!) : Guid.Empty);
        return await patience.CallAsync(session, () => step switch
        {
            LiveWallStep.Mark mark => grain.Mark(activityId!, id, mark.State),
            LiveWallStep.Pin pin => grain.Pin(activityId!, id, pin.Pinned),
            LiveWallStep.Note note => grain.Note(activityId!, id, note.Text ?? ""),
            LiveWallStep.Place place => grain.Place(activityId!, id, place.Group, place.Text),
            LiveWallStep.NameGroup name => grain.NameGroup(activityId!, name.Group, name.Text ?? ""),
            LiveWallStep.ShowAtOnce show => grain.ShowAtOnce(activityId!, show.On),
            LiveWallStep.Vote => grain.VoteOnWall(activityId!),
            _ => throw new System.Diagnostics.UnreachableException($"LiveWallDesk.LeadAsync has no case for {step.GetType().Name}; add one."),
        }, waiting);
    }

    private static bool IsId(string? id) => id is { Length: > 0 and <= LongestId };
}

/// <summary>What the host may do on a wall.</summary>
public abstract record LiveWallStep(bool NeedsPost, string? Text = null)
{
    public sealed record Mark(PostState State) : LiveWallStep(true);

    public sealed record Pin(bool Pinned) : LiveWallStep(true);

    public sealed record Note(string? Answer) : LiveWallStep(true, Answer);

    public sealed record Place(Guid? Group, string? NewName) : LiveWallStep(true, NewName);

    public sealed record NameGroup(Guid Group, string? Name) : LiveWallStep(false, Name);

    public sealed record ShowAtOnce(bool On) : LiveWallStep(false);

    public sealed record Vote() : LiveWallStep(false);
}
