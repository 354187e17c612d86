using System.Collections.Frozen;
using System.Globalization;
using LearningHub.Domain.Live;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Live;

/// <summary>Where a room stands, what a question asks for and what was answered, in sentences. The client's words.ts says the same in the browser.</summary>
internal static class LiveWords
{
    public static string ForParticipant(Texts texts, LiveSnapshot snapshot, bool joined) => snapshot.Phase switch
    {
        LivePhase.Ended => texts["This session has ended. Thank you for taking part."],
        _ when !joined => texts["The session is running. Join it to answer."],
        LivePhase.Lobby => texts["You are in. The first question comes when the facilitator opens it."],
        LivePhase.Talking => texts["Talk now. Then you vote a second time."],
        LivePhase.Revealed => texts["Here is the result."],
        _ when IsCard(snapshot.Activity!) => texts["Follow the facilitator. You may read this at your own pace."],
        _ when LiveWallWords.IsWall(snapshot.Activity!.Kind) => snapshot.Phase == LivePhase.Open ? texts["The wall is open. Write, and support what others wrote."] : texts["The wall is closed to new posts."],
        LivePhase.Open when snapshot.Answers.ContainsKey(snapshot.Activity!.ActivityId) => texts["You have answered. Wait for the others."],
        LivePhase.Open => snapshot.Activity!.Vote == 2 ? texts["Vote a second time, as you think now. Take your time."] : texts["The question is open. Take your time."],
        _ => snapshot.Activity!.Vote == 1 ? texts["The first vote is closed. Next you talk with somebody."] : texts["The question is closed. The result comes next."],
    };

    /// <summary>The language of an activity's own words: modules are in English, and what a host makes up in the room may be in any.</summary>
    public static string? Lang(string activity) => activity.StartsWith("own-", StringComparison.Ordinal) || activity.StartsWith("priorities-", StringComparison.Ordinal) ? null : "en";

    /// <summary>The language of what an activity asks: the page's where the program itself asks it.</summary>
    public static string? Lang(string activity, string prompt) => OwnPrompts.Contains(prompt) ? null : Lang(activity);

    /// <summary>What an activity asks, in the reader's language where the program itself asks it.</summary>
    public static string Prompt(Texts texts, string prompt) => OwnPrompts.Contains(prompt) ? texts[prompt] : prompt;

    /// <summary><see cref="LivePrompts.All"/>, for the translators.</summary>
    internal static readonly FrozenSet<string> OwnPrompts = FrozenSet.Create(
        Texts.Mark("Which messages will you pass on first?"), Texts.Mark("What should be done first?"), Texts.Mark("Case exercise"), Texts.Mark("Welcome. The session begins soon."),
        Texts.Mark("Pause"), Texts.Mark("What do you want to ask?"), Texts.Mark("What do you want to ask the panel?"), Texts.Mark("What should be done?"), Texts.Mark("Look up and listen: the facilitator speaks."));

    public static bool IsCard(ShownActivity activity) => activity.Kind is "points" or "talk" or "case";

    /// <summary>What an answer looks like; empty for one option.</summary>
    public static string Hint(Texts texts, ShownActivity activity) => activity.Kind switch
    {
        "multiple" => activity.Most < activity.Options.Length ? texts["Several can be right. Choose up to {0}.", activity.Most] : texts["Several can be right."],
        "words" => activity.Most is { } most ? texts["Up to {0} entries of one to three words. Please write no names of people.", most] : texts["One to three words. Please write no names of people."],
        "text" => texts["A few words. Please write no names of people."],
        "ranking" => texts["Put what matters most to you first."],
        "ordering" => texts["Put them in the right order."],
        "matching" => texts["Each one has a different partner."],
        _ => activity.Most is { } several ? texts["Choose up to {0}.", several] : "",
    };

    public static string NumberHint(Texts texts, ShownActivity activity) => activity.Range switch
    {
        null => texts["A number."],
        { Unit: { Length: > 0 } unit } range => texts["A number in {0}, from {1} to {2}.", unit, LiveResultView.Shown(range.Min), LiveResultView.Shown(range.Max)],
        var range => texts["A number, from {0} to {1}.", LiveResultView.Shown(range.Min), LiveResultView.Shown(range.Max)],
    };

    /// <summary>What an end of a scale means, behind its number; empty between the ends.</summary>
    public static string End(ActivityRange range, decimal value) =>
        value == range.Min && range.Low is { } low ? $", {low}" : value == range.Max && range.High is { } high ? $", {high}" : "";

    /// <summary>An answer in words.</summary>
    public static string Said(Texts texts, ShownActivity activity, LiveResponse? mine)
    {
        if (mine is null) return "";
        var said = activity.Kind switch
        {
            "scale" or "number" => mine.Number is { } number ? LiveResultView.Shown(number) + LiveResultView.Unit(activity) : "",
            "text" or "words" => string.Join(", ", (mine.Text ?? "").Split('\n')),
            "ranking" or "ordering" => string.Join(", ", (mine.Order ?? []).Select((id, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {Text(activity.Options, id)}"))),
            "matching" => string.Join("; ", (mine.Order ?? []).Zip(activity.Options, (choice, option) => $"{option.Text} \u2192 {Text(activity.Choices ?? [], choice)}")),
            _ => string.Join(", ", activity.Options.Where(option => mine.Names(option.Id)).Select(option => option.Text)),
        };
        return mine.Sure switch { true => texts["{0} (sure)", said], false => texts["{0} (not sure)", said], null => said };
    }

    /// <summary>Whether my answer is right; empty where nothing is right or wrong.</summary>
    public static string Verdict(Texts texts, ShownActivity activity, LiveResult? result, LiveResponse? mine) =>
        result is null ? "" : LiveResultView.IsRight(activity, result, mine) switch
        {
            true => texts["Your answer is right."],
            false => result.Feedback.IsEmpty ? texts["Your answer is not right."] : texts["Your answer is not right. See why below."],
            null => "",
        };

    /// <summary>Whom to talk with between two votes.</summary>
    public static string Partner(Texts texts, int? pair) => pair is { } number
        ? texts["Find the other person with number {0}: she or he voted otherwise. Tell each other why.", number]
        : texts["Talk with your neighbour. Tell each other why you voted as you did."];

    /// <summary>A time hint, as exact as a person needs it.</summary>
    public static string Left(Texts texts, int seconds) => seconds switch
    {
        0 => texts["The time is up. You can still answer."],
        <= 15 => texts["A few seconds left."],
        <= 40 => texts["About half a minute left."],
        <= 90 => texts["About 1 minute left."],
        _ => texts["About {0} minutes left.", Math.Round(seconds / 60.0)],
    };

    /// <summary>The question's place in the plan, counted from 1.</summary>
    public static int NumberOf(LiveSnapshot snapshot) =>
        snapshot is { Plan: { } plan, Activity: { } activity } ? plan.IndexOf(activity.ActivityId) + 1 : 0;

    private static string Text(IEnumerable<ShownOption> options, string id) => options.FirstOrDefault(option => option.Id == id)?.Text ?? id;
}
