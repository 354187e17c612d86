using System.Globalization;
using System.Text;
using LearningHub.Domain.Learning;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The content in numbers, as a table for people who write it.</summary>
public static class ContentSummary
{
    private const string Begin = "<!-- numbers: written by 'content check' -->", End = "<!-- end of numbers -->";

    /// <summary>Whether the right option's text is longer than every wrong one's: a hint that a test should not give.</summary>
    public static bool IsRightLongest(Item item) =>
        item.Options.Any(option => option.Right)
        && item.Options.Where(option => option.Right).Max(option => option.Text.Text.Length) > item.Options.Where(option => !option.Right).Select(option => option.Text.Text.Length).DefaultIfEmpty().Max();

    /// <summary>Share of items whose right option is the longest; 0 to 1, 0 for an empty bank.</summary>
    public static double LongestRightShare(IReadOnlyCollection<Item> items) => items.Count == 0 ? 0 : (double)items.Count(IsRightLongest) / items.Count;

    /// <summary>The tables in Markdown: modules, then test items by objective and level.</summary>
    public static string Of(IReadOnlyCollection<Module> modules)
    {
        var text = new StringBuilder();
        text.Append("| Module | Language | Lessons | Words | Minutes | Test | Live | Check | Anchor | Right is longest |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var module in modules)
        {
            var tests = module.Items.Where(item => item.Use == ItemUse.Test).ToList();
            text.Append(CultureInfo.InvariantCulture, $"| {module.Id.Module} | {module.Language} | {module.Lessons.Length} | {module.Lessons.Sum(lesson => lesson.Words)} | {module.Lessons.Sum(lesson => lesson.Minutes)} | {tests.Count} |");
            text.Append(CultureInfo.InvariantCulture, $" {module.Items.Count(item => item.Use == ItemUse.Live)} | {module.Items.Count(item => item.Use == ItemUse.Check)} | {tests.Count(item => item.Anchor)} | {LongestRightShare(tests):P0} |\n");
        }

        text.Append("\nTest questions by objective and level:\n\n| Objective | Understand | Apply | Analyse |\n|---|---:|---:|---:|\n");
        foreach (var module in modules)
        {
            foreach (var objective in module.Objectives)
                text.Append(CultureInfo.InvariantCulture, $"| {objective.Id} | {Count(module, objective, ItemLevel.Understand)} | {Count(module, objective, ItemLevel.Apply)} | {Count(module, objective, ItemLevel.Analyse)} |\n");
            text.Append(CultureInfo.InvariantCulture, $"| **{module.Code}, all** | **{Count(module, null, ItemLevel.Understand)}** | **{Count(module, null, ItemLevel.Apply)}** | **{Count(module, null, ItemLevel.Analyse)}** |\n");
        }

        return text.ToString();
    }

    /// <summary>A document with the tables of the day between its two marks.</summary>
    /// <exception cref="ContentException">The document has not both marks, each on a line of its own.</exception>
    public static string WrittenInto(string document, IReadOnlyCollection<Module> modules)
    {
        var (begin, end) = (document.IndexOf($"{Begin}\n", StringComparison.Ordinal), document.IndexOf($"{End}\n", StringComparison.Ordinal));
        if (begin < 0 || end < begin) throw new ContentException($"The document has no place for the tables. Write the lines '{Begin}' and '{End}' into it.");
        return $"{document[..begin]}{Begin}\n\n{Of(modules)}\n{document[end..]}";
    }

    private static int Count(Module module, Objective? objective, ItemLevel level) =>
        module.Items.Count(item => item.Use == ItemUse.Test && (objective is null || item.Objective == objective.Id) && item.Level == level);
}
