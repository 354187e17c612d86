using System.Globalization;
using LearningHub.Domain.Live;

namespace LearningHub.Web.Live;

/// <summary>Where a room stands, what a question asks for and what was answered, in sentences. The client's words.ts says the same in the browser.</summary>
internal static class LiveWords
{
    public static string ForParticipant(LiveSnapshot snapshot, bool joined) => snapshot.Phase switch
    {
        LivePhase.Ended => "This session has ended. Thank you for taking part.",
        _ when !joined => "The session is running. Join it to answer.",
        LivePhase.Lobby => "You are in. The first question comes when the facilitator opens it.",
        LivePhase.Talking => "Talk now. Then you vote a second time.",
        LivePhase.Revealed => "Here is the result.",
        _ when IsCard(snapshot.Activity!) => "Follow the facilitator. You may read this at your own pace.",
        _ when LiveWallWords.IsWall(snapshot.Activity!.Kind) => snapshot.Phase == LivePhase.Open ? "The wall is open. Write, and support what others wrote." : "The wall is closed to new posts.",
        LivePhase.Open when snapshot.Answers.ContainsKey(snapshot.Activity!.ActivityId) => "You have answered. Wait for the others.",
        LivePhase.Open => snapshot.Activity!.Vote == 2 ? "Vote a second time, as you think now. Take your time." : "The question is open. Take your time.",
        _ => snapshot.Activity!.Vote == 1 ? "The first vote is closed. Next you talk with somebody." : "The question is closed. The result comes next.",
    };

    public static bool IsCard(ShownActivity activity) => activity.Kind is "points" or "talk" or "case";

    /// <summary>What an answer looks like; empty for one option.</summary>
    public static string Hint(ShownActivity activity) => activity.Kind switch
    {
        "multiple" => activity.Most < activity.Options.Length ? $"Several can be right. Choose up to {activity.Most}." : "Several can be right.",
        "words" => activity.Most is { } most ? $"Up to {most} entries of one to three words. Please write no names of people." : "One to three words. Please write no names of people.",
        "ranking" => "Put what matters most to you first.",
        "ordering" => "Put them in the right order.",
        "matching" => "Each one has a different partner.",
        _ => activity.Most is { } several ? $"Choose up to {several}." : "",
    };

    public static string NumberHint(ShownActivity activity)
    {
        var unit = activity.Range?.Unit is { Length: > 0 } named ? $" in {named}" : "";
        return activity.Range is { } range ? $"A number{unit}, from {LiveResultView.Number(range.Min)} to {LiveResultView.Number(range.Max)}." : $"A number{unit}.";
    }

    /// <summary>What an end of a scale means, behind its number; empty between the ends.</summary>
    public static string End(ActivityRange range, decimal value) =>
        value == range.Min && range.Low is { } low ? $", {low}" : value == range.Max && range.High is { } high ? $", {high}" : "";

    /// <summary>An answer in words.</summary>
    public static string Said(ShownActivity activity, LiveResponse? mine)
    {
        if (mine is null) return "";
        var said = activity.Kind switch
        {
            "scale" or "number" => mine.Number is { } number ? LiveResultView.Number(number) + LiveResultView.Unit(activity) : "",
            "text" or "words" => string.Join(", ", (mine.Text ?? "").Split('\n')),
            "ranking" or "ordering" => string.Join(", ", (mine.Order ?? []).Select((id, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {Text(activity.Options, id)}"))),
            "matching" => string.Join("; ", (mine.Order ?? []).Zip(activity.Options, (choice, option) => $"{option.Text} \u2192 {Text(activity.Choices ?? [], choice)}")),
            _ => string.Join(", ", activity.Options.Where(option => mine.Names(option.Id)).Select(option => option.Text)),
        };
        return mine.Sure is { } sure ? $"{said} ({(sure ? "sure" : "not sure")})" : said;
    }

    /// <summary>Whether my answer is right; empty where nothing is right or wrong.</summary>
    public static string Verdict(ShownActivity activity, LiveResult? result, LiveResponse? mine) =>
        result is null ? "" : LiveResultView.IsRight(activity, result, mine) switch
        {
            true => "Your answer is right.",
            false => $"Your answer is not right.{(result.Feedback.IsEmpty ? "" : " See why below.")}",
            null => "",
        };

    /// <summary>Whom to talk with between two votes.</summary>
    public static string Partner(int? pair) => pair is { } number
        ? $"Find the other person with number {number}: she or he voted otherwise. Tell each other why."
        : "Talk with your neighbour. Tell each other why you voted as you did.";

    /// <summary>A time hint, as exact as a person needs it.</summary>
    public static string Left(int seconds) => seconds switch
    {
        0 => "The time is up. You can still answer.",
        <= 15 => "A few seconds left.",
        <= 40 => "About half a minute left.",
        <= 90 => "About 1 minute left.",
        _ => string.Create(CultureInfo.InvariantCulture, $"About {Math.Round(seconds / 60.0)} minutes left."),
    };

    /// <summary>The question's place in the plan, counted from 1.</summary>
    public static int NumberOf(LiveSnapshot snapshot) =>
        snapshot is { Plan: { } plan, Activity: { } activity } ? plan.IndexOf(activity.ActivityId) + 1 : 0;

    private static string Text(IEnumerable<ShownOption> options, string id) => options.FirstOrDefault(option => option.Id == id)?.Text ?? id;
}
