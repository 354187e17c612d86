using System.Globalization;
using System.Text;
using LearningHub.Domain.Learning;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The content in numbers, as a table for people who write it.</summary>
public static class ContentSummary
{
    /// <summary>Whether the right option's text is longer than every wrong one's: a hint that a test should not give.</summary>
    public static bool IsRightLongest(Item item) =>
        item.Options.Any(option => option.Right)
        && item.Options.Where(option => option.Right).Max(option => option.Text.Text.Length) > item.Options.Where(option => !option.Right).Select(option => option.Text.Text.Length).DefaultIfEmpty().Max();

    /// <summary>Share of items whose right option is the longest; 0 to 1, 0 for an empty bank.</summary>
    public static double LongestRightShare(IReadOnlyCollection<Item> items) => items.Count == 0 ? 0 : (double)items.Count(IsRightLongest) / items.Count;

    /// <summary>The tables: modules, then items by objective and level.</summary>
    public static string Of(IEnumerable<Module> modules)
    {
        var text = new StringBuilder();
        text.AppendLine("module               lang  lessons  words  minutes  test  live  check  anchor  right is longest");
        foreach (var module in modules)
        {
            var tests = module.Items.Where(item => item.Use == ItemUse.Test).ToList();
            text.AppendLine(string.Create(CultureInfo.InvariantCulture,
                $"{module.Id.Module,-20} {module.Language,-4} {module.Lessons.Length,8} {module.Lessons.Sum(lesson => lesson.Words),6} {module.Lessons.Sum(lesson => lesson.Minutes),8} {tests.Count,5} {module.Items.Count(item => item.Use == ItemUse.Live),5} {module.Items.Count(item => item.Use == ItemUse.Check),6} {tests.Count(item => item.Anchor),7} {LongestRightShare(tests),17:P0}"));
        }

        text.AppendLine().AppendLine("test items           understand  apply  analyse");
        foreach (var module in modules)
        {
            foreach (var objective in module.Objectives)
                text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{objective.Id,-20} {Count(module, objective, ItemLevel.Understand),10} {Count(module, objective, ItemLevel.Apply),6} {Count(module, objective, ItemLevel.Analyse),8}"));
        }

        return text.ToString();
    }

    private static int Count(Module module, Objective objective, ItemLevel level) =>
        module.Items.Count(item => item.Use == ItemUse.Test && item.Objective == objective.Id && item.Level == level);
}
