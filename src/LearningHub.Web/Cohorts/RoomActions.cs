using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Common;
using LearningHub.Web.Languages;
using LearningHub.Web.Live;
using LearningHub.Web.Outboxes;

namespace LearningHub.Web.Cohorts;

/// <summary>What somebody does in the workshop's room without a link: the code of a half day, live answers.</summary>
public sealed class RoomActions(IGrainFactory grains, AttendanceDoor attendance, LiveDoor live, Texts texts) : IOutboxActions
{
    public IEnumerable<OutboxAction> Actions =>
        [new("attendance", AttendAsync), new("live", AnswerAsync, ProvesItself: true)];

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
        return answered.Status == LiveAnswerStatus.Refused ? new Refusal(answered.Code ?? "live.refused", answered.Reason ?? "The room did not take this answer.") : new OutboxDone();
    });

    /// <summary>Only who holds the claim that the room gave her: a sign-in alone could be another person's by now.</summary>
    private async Task<OutboxDone> InRoomAsync(OutboxTask task, Func<LiveSessionId, LearnerId, Task<OutboxDone>> act)
    {
        if (await live.FindAsync(task["code"]) is not { } session) return LiveDoor.UnknownCode;
        return live.Participant(session, task["claim"]) is { } learner ? await act(session, learner) : LiveDoor.NotYours;
    }
}
