using LearningHub.Domain.Live;

namespace LearningHub.Web.Live;

/// <summary>Where a room stands, in a sentence.</summary>
internal static class LiveWords
{
    public static string ForParticipant(LiveSnapshot snapshot, bool joined) => snapshot.Phase switch
    {
        LivePhase.Ended => "This session has ended. Thank you for taking part.",
        _ when !joined => "The session is running. Join it to answer.",
        LivePhase.Lobby => "You are in. The first question comes when the facilitator opens it.",
        LivePhase.Open when snapshot.Answers.ContainsKey(snapshot.Activity!.ActivityId) => "You have answered. Wait for the others.",
        LivePhase.Open => "The question is open. Take your time.",
        LivePhase.Closed => "The question is closed. The result comes next.",
        _ => "Here is the result.",
    };

    /// <summary>The question's place in the plan, counted from 1.</summary>
    public static int NumberOf(LiveSnapshot snapshot) =>
        snapshot is { Plan: { } plan, Activity: { } activity } ? plan.IndexOf(activity.ActivityId) + 1 : 0;
}
