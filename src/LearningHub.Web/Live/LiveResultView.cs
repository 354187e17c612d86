using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Live;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Live;

/// <summary>One line of a result.</summary>
/// <param name="Share">Of the longest bar there could be, 0 to 1.</param>
/// <param name="Place">Printed before the label where a result has an order; counted from 1.</param>
/// <param name="Before">The first vote of a peer instruction, as count and share.</param>
internal sealed record LiveResultRow(string Label, int Count, double Share, int? Place = null, (int Count, double Share)? Before = null)
{
    public bool Right { get; init; }

    /// <summary>What the reader's own answer says of this line; null for nothing.</summary>
    public string? Mine { get; init; }
}

/// <summary>A result of any kind in words and rows. The client's results.ts says the same in the browser.</summary>
internal static class LiveResultView
{
    public static ImmutableArray<LiveResultRow> Rows(Texts texts, ShownActivity activity, LiveResult result, LiveResponse? mine, LiveResponse? mineFirst = null)
    {
        var people = People(result);
        return activity.Kind switch
        {
            "scale" or "number" => [.. Values(result).Select(value => new LiveResultRow(
                ValueLabel(texts, activity, value.Key), value.Value, Share(value.Value, people)) { Right = IsRight(result, value.Key), Mine = mine?.Number is { } number && Number(number) == value.Key ? texts["Your answer"] : null })],
            "text" or "words" => [.. TypedTexts(result).Select(text => new LiveResultRow(text.Key == LiveResults.Others ? texts["All others"] : text.Key, text.Value, Share(text.Value, people))
                { Right = IsAccepted(result, text.Key), Mine = Typed(mine).Any(typed => LiveAnswers.Plain(typed) == LiveAnswers.Plain(text.Key)) ? texts["Your answer"] : null })],
            "ranking" => [.. ByCount(activity, result).Select((option, i) => new LiveResultRow(
                option.Text, Count(result, option.Id), Share(Count(result, option.Id), people * activity.Options.Length), i + 1) { Mine = PlaceOf(texts, mine, option.Id) })],
            "ordering" => [.. result.Right.Select((id, i) => new LiveResultRow(Text(activity.Options, id), Count(result, id), Share(Count(result, id), people), i + 1) { Mine = PlaceOf(texts, mine, id, i + 1) })],
            "matching" => [.. activity.Options.Select((option, i) => new LiveResultRow(
                $"{option.Text} \u2192 {Text(activity.Choices ?? [], result.Detail?.Matches?.GetValueOrDefault(option.Id) ?? "")}", Count(result, option.Id), Share(Count(result, option.Id), people))
                { Mine = mine?.Order is { } order && i < order.Length ? MatchOf(texts, activity, result, option.Id, order[i]) : null })],
            "takeaways" or "priorities" => [.. ByCount(activity, result).Select(option => Option(texts, option, result, people, mine, mineFirst))],
            _ => [.. activity.Options.Select(option => Option(texts, option, result, people, mine, mineFirst))],
        };
    }

    public static string Caption(Texts texts, ShownActivity activity, LiveResult result)
    {
        var people = People(result);
        var said = activity.Kind switch
        {
            "takeaways" or "priorities" => texts.Count(people, "Votes of {0} person", "Votes of {0} people"),
            "ranking" => texts.Count(people, "Points from {0} person: first place is worth {1}, last place 1", "Points from {0} people: first place is worth {1}, last place 1", activity.Options.Length),
            "ordering" => texts.Count(people, "How many of {0} person put each one in its right place", "How many of {0} people put each one in its right place"),
            "matching" => texts.Count(people, "How many of {0} person found each pair", "How many of {0} people found each pair"),
            _ => texts.Count(people, "{0} answer in time", "{0} answers in time"),
        };
        return said + Modes(texts, result) + (result.Detail?.Shift is null ? "" : ". " + texts["Upper bar: before the talk. Lower bar: after it"]);
    }

    /// <summary>What the numbers say, in sentences; empty where the table says it all.</summary>
    public static IEnumerable<string> Sentences(Texts texts, ShownActivity activity, LiveResult result)
    {
        if (result.Detail is not { } detail) yield break;
        if (detail.AllRight is { } right && activity.Kind is "multiple" or "number" or "text" or "ordering" or "matching")
        {
            // Hands on several options: nobody knows whose they were.
            var judged = detail.People - (activity.Kind == "multiple" ? detail.Modes?.GetValueOrDefault("hands") ?? 0 : 0);
            yield return activity.Kind is "number" or "text" ? texts["{0} of {1} had the right answer.", right, judged] : texts["{0} of {1} had all of it right.", right, judged];
        }

        if (detail.Number is { } exact) yield return texts["Right: {0}.", Shown(exact.Value) + Unit(activity)] + (exact.Within == 0 ? "" : " " + texts["From {0} to {1} counts as right.", Shown(exact.Value - exact.Within), Shown(exact.Value + exact.Within)]);
        if (detail.Accepted is { IsDefaultOrEmpty: false } accepted) yield return texts["Right: {0}.", string.Join(texts[", or "], accepted)];
        if (detail.Mean is { } mean) yield return texts["Mean {0}, median {1}.", Shown(mean) + Unit(activity), Shown(detail.Median ?? 0) + Unit(activity)];
        if (detail.Shift is not { } shift) yield break;
        var wrong = shift.WrongToRight + shift.StayedWrong;
        yield return wrong == 0
            ? texts["Nobody who voted twice was wrong before the talk."]
            : texts["Of the {0} who were wrong before the talk, {1} ({2} %) were right after it.", wrong, shift.WrongToRight, Math.Round(100.0 * shift.WrongToRight / wrong)] + (shift.Gain is { } gain ? " " + texts["Normalised gain: {0}.", Shown(gain)] : "");
    }

    /// <summary>Whether somebody's whole answer is right; null where nothing is right or wrong.</summary>
    public static bool? IsRight(ShownActivity activity, LiveResult result, LiveResponse? mine) => mine is null || activity.Judged != true ? null : activity.Kind switch
    {
        "number" => result.Detail?.Number is { } right ? mine.Number is { } number && Math.Abs(number - right.Value) <= right.Within : null,
        "text" => IsAccepted(result, mine.Text ?? ""),
        "ordering" => mine.Order is { } order && order.SequenceEqual(result.Right),
        "matching" => mine.Order is { } partners && activity.Options.Select((option, i) => i < partners.Length && result.Detail?.Matches?.GetValueOrDefault(option.Id) == partners[i]).All(found => found),
        _ => activity.Options.All(option => mine.Names(option.Id) == result.Right.Contains(option.Id)),
    };

    /// <summary>Size of an entry in a word cloud, 1 to 5: by count alone.</summary>
    public static int Size(LiveResult result, int count) => result.Tally.IsEmpty ? 1 : 1 + (int)Math.Round(4.0 * count / Math.Max(1, result.Tally.Values.Max()));

    /// <summary>A number as the tally and the form's fields have it.</summary>
    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A number for a reader.</summary>
    public static string Shown(decimal value) => value.ToString("0.##", CultureInfo.CurrentCulture);

    public static string Unit(ShownActivity activity) => activity.Range?.Unit is { Length: > 0 } unit ? $" {unit}" : "";

    private static LiveResultRow Option(Texts texts, ShownOption option, LiveResult result, int people, LiveResponse? mine, LiveResponse? mineFirst)
    {
        var first = result.Detail?.Shift?.First;
        var before = first?.GetValueOrDefault(option.Id);
        return new(
            option.Text, Count(result, option.Id), Share(Count(result, option.Id), people),
            Before: before is { } count ? (count, Share(count, first!.Values.Sum())) : null)
        {
            Right = result.Right.Contains(option.Id),
            Mine = (mineFirst?.Names(option.Id), mine?.Names(option.Id)) switch
            {
                (true, true) => texts["Your answer, both times"],
                (true, _) => texts["Your first answer"],
                (false, true) => texts["Your second answer"],
                (null, true) => texts["Your answer"],
                _ => null,
            },
        };
    }

    private static int People(LiveResult result) => result.Detail?.People ?? result.Tally.Values.Sum();

    private static int Count(LiveResult result, string option) => result.Tally.GetValueOrDefault(option);

    private static double Share(int count, int all) => all == 0 ? 0 : Math.Min(1, (double)count / all);

    private static string Text(IEnumerable<ShownOption> options, string id) => options.FirstOrDefault(option => option.Id == id)?.Text ?? id;

    private static IEnumerable<ShownOption> ByCount(ShownActivity activity, LiveResult result) =>
        activity.Options.OrderByDescending(option => Count(result, option.Id)).ThenBy(option => option.Id, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, int>> Values(LiveResult result) =>
        result.Tally.OrderBy(value => decimal.TryParse(value.Key, CultureInfo.InvariantCulture, out var number) ? number : decimal.MaxValue);

    private static IEnumerable<KeyValuePair<string, int>> TypedTexts(LiveResult result) =>
        result.Tally.OrderBy(text => text.Key == LiveResults.Others).ThenByDescending(text => text.Value).ThenBy(text => text.Key, StringComparer.Ordinal);

    private static string ValueLabel(Texts texts, ShownActivity activity, string value) =>
        value == LiveResults.Others ? texts["All others"]
        : activity.Kind == "number" ? Shown(decimal.Parse(value, CultureInfo.InvariantCulture)) + Unit(activity)
        : activity.Range is { Low: { } low } range && value == Number(range.Min) ? $"{value}: {low}"
        : activity.Range is { High: { } high } to && value == Number(to.Max) ? $"{value}: {high}"
        : value;

    private static bool IsRight(LiveResult result, string value) =>
        result.Detail?.Number is { } right && decimal.TryParse(value, CultureInfo.InvariantCulture, out var number) && Math.Abs(number - right.Value) <= right.Within;

    private static bool IsAccepted(LiveResult result, string text) => result.Detail?.Accepted is { } accepted && accepted.Any(right => LiveAnswers.Plain(right) == LiveAnswers.Plain(text));

    private static string[] Typed(LiveResponse? mine) => mine?.Text is { } text ? text.Split('\n') : [];

    private static string? PlaceOf(Texts texts, LiveResponse? mine, string option, int? right = null) =>
        mine?.Order?.IndexOf(option) is not (>= 0 and var at) ? null
        : at + 1 == right ? texts["Your place too"] : texts["Your place: {0}", at + 1];

    private static string MatchOf(Texts texts, ShownActivity activity, LiveResult result, string option, string chosen) =>
        result.Detail?.Matches?.GetValueOrDefault(option) == chosen ? texts["Yours too"] : texts["You chose: {0}", Text(activity.Choices ?? [], chosen)];

    private static string Modes(Texts texts, LiveResult result)
    {
        if (result.Detail?.Modes is not { IsEmpty: false } modes) return "";
        var parts = modes.Select(mode => mode.Key switch
        {
            "hands" => texts["{0} by hands", mode.Value],
            "paper" => texts["{0} on paper", mode.Value],
            "sharedPhone" => texts["{0} from shared phones", mode.Value],
            _ => $"{mode.Value} {mode.Key}",
        });
        return $" ({string.Join(", ", parts)})";
    }
}
