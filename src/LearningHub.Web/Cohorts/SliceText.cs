using System.Globalization;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Learning;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cohorts;

/// <summary>Which part of the people a figure is about, in words.</summary>
public static class SliceText
{
    public static string Of(Texts texts, string slice, Module module)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(slice);
        ArgumentNullException.ThrowIfNull(module);
        if (slice.Length == 0) return texts["everybody"];
        var generation = slice.Contains("g=", StringComparison.Ordinal) ? FigureRows.GenerationOf(slice) switch { 0 => texts["the workshop's people"], var g => texts["generation {0}", g] } : "";
        var message = FigureRows.MessageOf(slice) is { } id ? texts["“{0}”", module.KeyMessages.FirstOrDefault(m => m.Id == id)?.Text ?? id] : "";
        var by = slice.Contains("by=gain", StringComparison.Ordinal) ? texts["by gain"] : slice.Contains("by=post-score", StringComparison.Ordinal) ? texts["by score after"] : "";
        var month = Part(slice, "month=") is { } months ? texts.Count(int.Parse(months, CultureInfo.InvariantCulture), "after {0} month", "after {0} months") : "";
        var chosen = Part(slice, "option=") is { } option && Part(slice, "item=") is { } item ? texts["chose “{0}”", module.Item(item)?.Options.FirstOrDefault(o => o.Id == option)?.Text.Text ?? option] : "";
        var known = string.Join(", ", ((string[])[generation, month, message, chosen, by]).Where(part => part.Length > 0));
        return known.Length > 0 ? known : slice;
    }

    /// <summary>The same with the module's words marked as its own.</summary>
    public static MarkupString Marked(Texts texts, string slice, Module module)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.Quoting(Of(texts, slice, module), Quotes(module));
    }

    /// <summary>What a sentence about a module may quote from it.</summary>
    public static IEnumerable<string> Quotes(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return [module.Title, .. module.KeyMessages.Select(message => message.Text), .. module.Items.SelectMany(item => item.Options).SelectMany(option => (string?[])[option.Text.Text, option.Text.Text.TrimEnd('.'), option.Feedback?.Text]).OfType<string>()];
    }

    private static string? Part(string slice, string name) =>
        slice.Split(';').FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
