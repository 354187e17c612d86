using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Learning;

namespace LearningHub.Web.Cohorts;

/// <summary>Which part of the people a figure is about, in words.</summary>
public static class SliceText
{
    public static string Of(string slice, Module module)
    {
        ArgumentNullException.ThrowIfNull(slice);
        ArgumentNullException.ThrowIfNull(module);
        if (slice.Length == 0) return "everybody";
        var generation = slice.Contains("g=", StringComparison.Ordinal) ? FigureRows.GenerationOf(slice) switch { 0 => "the workshop's people", var g => $"generation {g}" } : "";
        var message = FigureRows.MessageOf(slice) is { } id ? $"“{module.KeyMessages.FirstOrDefault(m => m.Id == id)?.Text ?? id}”" : "";
        var by = slice.Contains("by=gain", StringComparison.Ordinal) ? "by gain" : slice.Contains("by=post-score", StringComparison.Ordinal) ? "by score after" : "";
        var month = Part(slice, "month=") is { } months ? $"after {months} {(months == "1" ? "month" : "months")}" : "";
        var chosen = Part(slice, "option=") is { } option && Part(slice, "item=") is { } item ? $"chose “{module.Item(item)?.Options.FirstOrDefault(o => o.Id == option)?.Text.Text ?? option}”" : "";
        var known = string.Join(", ", ((string[])[generation, month, message, chosen, by]).Where(part => part.Length > 0));
        return known.Length > 0 ? known : slice;
    }

    private static string? Part(string slice, string name) =>
        slice.Split(';').FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
