using System.Collections.Immutable;
using System.Globalization;

namespace LearningHub.Domain.Live;

/// <summary>Reads what a host types from a paper sheet: letters for options, a number, or the words themselves.</summary>
public static class PaperAnswer
{
    /// <param name="typed">For example <c>b</c>, <c>a c</c>, <c>CABD</c>, <c>2 1 3</c>, <c>12,5</c>.</param>
    /// <returns>Null when nothing was typed; a response that the rules will refuse, with what the kind asks for, when it makes no sense.</returns>
    public static LiveResponse? Read(PlannedActivity planned, string? typed)
    {
        ArgumentNullException.ThrowIfNull(planned);
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (planned.Kind.TakesText()) return new(Text: typed);
        if (planned.Kind.TakesNumber())
            return new(Number: decimal.TryParse(typed.Trim().Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null);
        ImmutableArray<string> signs = [.. typed.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Select(sign => sign.ToString())];
        return planned.Kind.TakesOrder() ? new(Order: signs) : new(signs);
    }
}
