using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Common;
using LearningHub.Web.Languages;
using LearningHub.Web.Live;
using LearningHub.Web.Outboxes;

namespace LearningHub.Web.Cohorts;

/// <summary>What somebody does in the workshop's room without a link: the code of a half day, live answers, posts on a wall.</summary>
public sealed class RoomActions(IGrainFactory grains, AttendanceDoor attendance, LiveDoor live, LiveWallDesk walls, Texts texts) : IOutboxActions
{
    public IEnumerable<OutboxAction> Actions =>
        [new("attendance", AttendAsync), new("live", AnswerAsync, ProvesItself: true), new("wall", WriteAsync, ProvesItself: true)];

    private async Task<OutboxDone> AttendAsync(OutboxTask task)
    {
        if (task.TypedBy is not null) return new Refusal("attendance.by-hand", "A code counts from its own phone alone. Mark the person on the page of the half day.");
        if (await grains.FindCodeAsync(task["code"]) is not JoinCodeTarget.Workshop workshop)
            return new Refusal("attendance.no-workshop", "This workshop is over, or its code is mistyped. Nothing was recorded.");
        var typedAt = long.TryParse(task["typedAt"], out var milliseconds) && milliseconds is > 0 and < 253_402_300_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : task.At;
        var reply = await attendance.ConfirmAsync(workshop.Cohort, task["digits"], typedAt, task.Http);
        if (reply.Reply.Refusal is { } refusal) return refusal == AttendanceDoor.TooOften ? new OutboxDone(Waits: true, Message: texts.Say(refusal)) : refusal;
        return new(Message: AttendanceEndpoints.Say(texts, reply), Link: $"/here/{task["code"]}");
    }

    private Task<OutboxDone> AnswerAsync(OutboxTask task) => InRoomAsync(task, async (session, learner) =>
    {
        var answered = await live.AnswerAsync(session, learner, task["answerId"], task["activityId"], task.As<LiveAnswerBody>()?.Response);
        return Done(answered);
    });

    private Task<OutboxDone> WriteAsync(OutboxTask task) => InRoomAsync(task, async (session, learner) =>
    {
        var written = task.As<WallItemBody>();
        if (written?.Back is { } back) return Done(await walls.TakeBackAsync(session, learner, task["activityId"], back.PostId));
        var posted = await walls.PostAsync(session, learner, task["id"], task["activityId"], written?.Post?.Text, written?.Post?.Named == true);
        return Done(new(posted.Status, posted.Reason, posted.Code));
    });

    private static OutboxDone Done(LiveAnswered answered) =>
        answered.Status == LiveAnswerStatus.Refused ? new Refusal(answered.Code ?? "live.refused", answered.Reason ?? "The room did not take this.") : new OutboxDone();

    /// <summary>Only who holds the claim that the room gave her: a sign-in alone could be another person's by now.</summary>
    private async Task<OutboxDone> InRoomAsync(OutboxTask task, Func<LiveSessionId, LearnerId, Task<OutboxDone>> act)
    {
        if (await live.FindAsync(task["code"]) is not { } session) return LiveDoor.UnknownCode;
        return live.Participant(session, task["claim"]) is { } learner ? await act(session, learner) : LiveDoor.NotYours;
    }
}

/// <summary>What a phone keeps of a wall: a post, or the wish to take one back.</summary>
internal sealed record WallItemBody(WallItemPost? Post, WallItemBack? Back);

internal sealed record WallItemPost(string? Text, bool? Named);

internal sealed record WallItemBack(string? PostId);
