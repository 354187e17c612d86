using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Live;

/// <summary>One option as a session asks it.</summary>
/// <param name="Id">Its place in the order shown: <c>a</c>, <c>b</c>, <c>c</c>... so that the id says nothing about what is right.</param>
/// <param name="Source">The option's id in the module's bank.</param>
/// <param name="Feedback">Shown after the reveal; null in a poll.</param>
public sealed record PlannedOption(string Id, string Source, string Text, bool Right, string? Feedback);

/// <summary>One question of a session's plan, with what only the facilitator may know before the reveal.</summary>
/// <param name="Id">The bank item's id, for example <c>LM-L01</c>.</param>
public sealed record PlannedActivity(string Id, ItemKind Kind, string Prompt, ImmutableArray<PlannedOption> Options)
{
    public bool Has(string option) => Options.Any(known => known.Id == option);

    /// <summary>Whether choosing this option is right; null in a poll, where nothing is.</summary>
    public bool? Judge(string option) => Kind == ItemKind.Poll ? null : Options.Any(known => known.Id == option && known.Right);
}

/// <summary>Makes a session's plan from a module's live items.</summary>
public static class LivePlan
{
    /// <summary>Questions of one plan.</summary>
    public const int MaxActivities = 40;

    /// <summary>The plan that asks these items in this order. The session keeps it, whatever becomes of the content later.</summary>
    /// <param name="below">A random number from 0 to its argument, exclusive: authors often write the right option first.</param>
    public static ImmutableArray<PlannedActivity> Of(IEnumerable<Item> items, Func<int, int> below)
    {
        ArgumentNullException.ThrowIfNull(below);
        return [.. items.Select(item => new PlannedActivity(item.Id, item.Kind, item.Prompt.Text, Options(item, below)))];
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

    private static ImmutableArray<PlannedOption> Options(Item item, Func<int, int> below)
    {
        var options = item.Options.ToArray();
        for (var i = options.Length - 1; i > 0 && !item.Ordered; i--)
        {
            var other = below(i + 1);
            (options[i], options[other]) = (options[other], options[i]);
        }

        return [.. options.Select((option, i) => new PlannedOption(
            ((char)('a' + i)).ToString(), option.Id, option.Text.Text, option.Right && item.Kind != ItemKind.Poll, option.Feedback?.Text))];
    }
}
