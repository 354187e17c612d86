using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Live;

/// <summary>Makes a session's plan from a module's live items, or from one of its runs of show.</summary>
public static class LivePlan
{
    /// <summary>Activities of one plan, those added on the way included.</summary>
    public const int MaxActivities = 80;

    /// <summary>Characters of what stands above a wall.</summary>
    private const int LongestPrompt = 300;

    /// <summary>Key messages one person may vote for.</summary>
    public const int MostTakeaways = 3;

    /// <summary>The plan that asks these items in this order. The session keeps it, whatever becomes of the content later.</summary>
    /// <param name="below">A random number from 0 to its argument, exclusive: authors often write the right option first.</param>
    public static ImmutableArray<PlannedActivity> Of(IEnumerable<Item> items, Func<int, int> below)
    {
        ArgumentNullException.ThrowIfNull(below);
        return [.. items.Select(item => Ask(item, below))];
    }

    /// <summary>The plan that follows a run of show step by step: cards, questions, second votes, takeaways.</summary>
    public static ImmutableArray<PlannedActivity> Of(Module module, RunOfShow run, Func<int, int> below)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(below);
        return [.. run.Steps.SelectMany((step, i) => Of(module, step, $"{step.Kind}-{i + 1}", below))];
    }

    /// <summary>The items a session may ask: use=live and nothing else, so that playing never leaks the test.</summary>
    /// <param name="wanted">Ids in the order to ask them; null for all of them in the author's order.</param>
    public static ImmutableArray<Item>? Choose(Module module, ImmutableArray<string>? wanted, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(module);
        var live = module.Items.Where(item => item.Use == ItemUse.Live).ToImmutableArray();
        var chosen = wanted is not { } ids ? live.Take(MaxActivities).ToImmutableArray()
            : [.. ids.Select(id => live.FirstOrDefault(item => item.Id == id)).OfType<Item>()];
        refusal = live.IsEmpty ? new("live.no-questions", "This module has no live questions yet. Choose another module.")
            : wanted is { } asked && (chosen.IsEmpty || chosen.Length != asked.Length || chosen.Distinct().Count() != chosen.Length || chosen.Length > MaxActivities)
                ? new Refusal("live.wrong-plan", $"The plan may name each live question of the module once, up to {MaxActivities} of them: {string.Join(", ", live.Select(item => item.Id))}.")
                : null;
        return refusal is null ? chosen : null;
    }

    /// <summary>One item as an activity.</summary>
    public static PlannedActivity Ask(Item item, Func<int, int> below)
    {
        ArgumentNullException.ThrowIfNull(item);
        var kind = KindOf(item.Kind);
        var options = kind switch
        {
            ActivityKind.ShortText or ActivityKind.Numeric => item.Options,
            ActivityKind.TrueFalse or ActivityKind.Matching => item.Options,
            ActivityKind.Ordering => Shuffled(item.Options, below),
            _ => item.Ordered ? item.Options : Shuffled(item.Options, below),
        };
        var choices = Shuffled(item.Options.Where(option => option.Match is not null), below)
            .Select((option, i) => (option.Id, Choice: new ShownOption($"{i + 1}", option.Match!.Text))).ToImmutableArray();
        return new(item.Id, kind, item.Prompt.Text, [.. options.Select((option, i) => Option(item, kind, option, i, choices))])
        {
            Item = item.Id, Message = item.Message, Range = item.Range, Number = item.Number, Choices = [.. choices.Select(pair => pair.Choice)],
            Most = kind switch { ActivityKind.MultipleChoice => item.Options.Length, ActivityKind.WordCloud => MostTakeaways, _ => 1 },
        };
    }

    private static IEnumerable<PlannedActivity> Of(Module module, RunStep step, string id, Func<int, int> below)
    {
        switch (step.Kind)
        {
            case "item" or "peer" when module.Item(step.Item ?? "") is { } item:
                var asked = Ask(item, below) with { Minutes = step.Minutes, Note = step.Text };
                yield return asked;
                if (step.Kind == "peer") yield return asked with { Id = $"{asked.Id}-2", SecondVoteOf = asked.Id, Minutes = null, Note = null };
                break;
            case "points" when module.Lessons.FirstOrDefault(lesson => lesson.Id == step.Lesson) is { } lesson:
                yield return new(id, ActivityKind.Points, lesson.Title, [])
                {
                    Points = lesson.KeyPoints, Link = $"/modules/{module.Id.Module}/{lesson.Slug}", Minutes = step.Minutes, Note = step.Text,
                };
                break;
            case "case":
                yield return new(id, ActivityKind.Case, module.Case?.Title ?? LivePrompts.Case, []) { Link = $"/modules/{module.Id.Module}/case", Minutes = step.Minutes, Note = step.Text };
                break;
            case "takeaways":
                yield return new(id, ActivityKind.Takeaways, LivePrompts.Takeaways,
                    [.. module.KeyMessages.Select((message, i) => new PlannedOption(Letter(i), message.Id, message.Text, false, null))])
                {
                    Most = Math.Min(MostTakeaways, module.KeyMessages.Length), Minutes = step.Minutes, Note = step.Text,
                };
                break;
            case "questions" or "panel" or "ideas":
                var kind = Enum.Parse<ActivityKind>(step.Kind, ignoreCase: true);
                var says = step.Text is { Length: > 0 and <= LongestPrompt };
                yield return new(id, kind, says ? step.Text : LivePrompts.Of(step.Kind), []) { Most = kind == ActivityKind.Ideas ? LivePosts.DefaultDots : 1, Minutes = step.Minutes, Note = says ? null : step.Text };
                break;
            default:
                yield return new(id, ActivityKind.Talk, LivePrompts.Of(step.Kind), []) { Minutes = step.Minutes, Note = step.Text };
                break;
        }
    }

    private static PlannedOption Option(Item item, ActivityKind kind, ItemOption option, int i, ImmutableArray<(string Id, ShownOption Choice)> choices) =>
        new(Letter(i), option.Id, option.Text.Text, option.Right && kind.CanBeWrong(), option.Feedback?.Text)
        {
            Place = kind == ActivityKind.Ordering ? item.Options.IndexOf(option) + 1 : null,
            Match = kind == ActivityKind.Matching ? choices.First(pair => pair.Id == option.Id).Choice.Id : null,
        };

    private static ActivityKind KindOf(ItemKind kind) => Enum.Parse<ActivityKind>(kind.ToString());

    private static string Letter(int i) => ((char)('a' + i)).ToString();

    /// <summary>The same things in another order (Fisher and Yates).</summary>
    internal static ImmutableArray<T> Shuffled<T>(IEnumerable<T> options, Func<int, int> below)
    {
        var shuffled = options.ToArray();
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var other = below(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return [.. shuffled];
    }
}
