using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>An activity as a host types it on the spot.</summary>
/// <param name="Options">One a line. A star before a line marks it as right; in a matching a line is <c>left => right</c>; lines of an ordering stand in the right order.</param>
/// <param name="Most">How many options one person may choose, or entries give.</param>
/// <param name="Low">What the low end of a scale means.</param>
/// <param name="Answer">The right number, or null.</param>
public sealed record MadeActivity(
    ActivityKind Kind, string? Prompt, string? Options = null, int? Most = null, decimal? From = null, decimal? To = null, string? Low = null, string? High = null,
    decimal? Answer = null, decimal? Within = null)
{
    /// <summary>What stands between the two sides of a matching.</summary>
    public const string Arrow = "=>";

    private static readonly (decimal From, decimal To) FivePoints = (1, 5);

    /// <summary>The activity to add, or what the host should mend.</summary>
    /// <param name="id">New for every addition.</param>
    /// <param name="below">A random number from 0 to its argument, exclusive; options that have an order of their own are mixed.</param>
    public (PlannedActivity? Activity, Refusal? Refusal) Plan(string id, Func<int, int> below)
    {
        ArgumentNullException.ThrowIfNull(below);
        var lines = LiveTexts.Clean(Options).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (Kind == ActivityKind.TrueFalse && lines.Length == 0) lines = ["True", "False"];
        if (Kind == ActivityKind.Matching && lines.Any(line => line.Split(Arrow, StringSplitOptions.TrimEntries) is not [{ Length: > 0 }, { Length: > 0 }]))
            return (null, new("live.activity-options", $"Write each pair on a line of its own: left {Arrow} right."));
        if (Kind == ActivityKind.Matching && lines.Select(Right).Distinct().Count() != lines.Length)
            return (null, new("live.activity-options", "Two lines have the same right side. Each needs a partner of its own."));
        var planned = new PlannedActivity(id, Kind, LiveTexts.Clean(Prompt), OptionsOf(lines, below))
        {
            Most = Math.Max(1, Most ?? Kind switch
            {
                ActivityKind.MultipleChoice => lines.Length,
                ActivityKind.Takeaways or ActivityKind.Priorities => Math.Min(LivePlan.MostTakeaways, lines.Length),
                ActivityKind.WordCloud or ActivityKind.Ideas => LivePlan.MostTakeaways,
                _ => 1,
            }),
            Range = RangeOf(),
            Number = Kind == ActivityKind.Numeric && Answer is { } answer ? new(answer, Within ?? 0) : null,
            Choices = ChoicesOf(lines, below),
        };
        if (Kind == ActivityKind.Matching) planned = planned with { Options = [.. planned.Options.Select((option, i) => option with { Match = planned.Choices.First(choice => choice.Text == Right(lines[i])).Id })] };
        return LiveAnswers.Flaw(planned) is { } flaw ? (null, flaw)
            : Marks(planned) is { } marks ? (null, marks)
            : (planned, null);
    }

    private Refusal? Marks(PlannedActivity planned)
    {
        var right = planned.Options.Count(option => option.Right);
        return Kind is ActivityKind.SingleChoice or ActivityKind.TrueFalse && right != 1 ? new("live.activity-right", "Mark the one right option with a star: * The employer. Or choose the kind poll.")
            : Kind == ActivityKind.MultipleChoice && (right == 0 || right == planned.Options.Length) ? new("live.activity-right", "Mark the right options with a star, and leave at least one wrong one.")
            : Kind == ActivityKind.Numeric && planned.Number is null ? new("live.activity-right", "Type the right number. To ask without one, use a scale or a short text.")
            : null;
    }

    private ImmutableArray<PlannedOption> OptionsOf(string[] lines, Func<int, int> below)
    {
        IEnumerable<(string Text, bool Right, int Place)> options = lines.Select((line, i) => (Text: Kind == ActivityKind.Matching ? Left(line) : line.TrimStart('*').Trim(), Right: line.StartsWith('*') || Kind == ActivityKind.ShortText, Place: i + 1));
        if (Kind == ActivityKind.Ordering) options = LivePlan.Shuffled(options, below);
        return [.. options.Select((option, i) => new PlannedOption(
            ((char)('a' + i)).ToString(), option.Place.ToString(CultureInfo.InvariantCulture), option.Text, option.Right && Kind.CanBeWrong(), null)
        {
            Place = Kind == ActivityKind.Ordering ? option.Place : null,
        })];
    }

    private ImmutableArray<ShownOption> ChoicesOf(string[] lines, Func<int, int> below)
    {
        if (Kind != ActivityKind.Matching) return [];
        return [.. LivePlan.Shuffled(lines.Select(Right), below).Select((text, i) => new ShownOption((i + 1).ToString(CultureInfo.InvariantCulture), text))];
    }

    private ActivityRange? RangeOf() => Kind switch
    {
        ActivityKind.Scale => new(From ?? FivePoints.From, To ?? FivePoints.To, Low, High),
        ActivityKind.Numeric => new(From ?? 0, To ?? 1_000_000),
        _ => null,
    };

    private static string Left(string line) => line.Split(Arrow, StringSplitOptions.TrimEntries)[0];

    private static string Right(string line) => line.Split(Arrow, StringSplitOptions.TrimEntries)[^1];
}
