using System.Globalization;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cohorts;

/// <summary>Dates as people read them, in the language of the request: 8 November 2026, 2 to 4 February 2026, 1er février 2026.</summary>
public static class Days
{
    public static string InFull(DateOnly day) => $"{Number(day)} {Month(day)}";

    public static string InFull(DateTimeOffset moment) => InFull(DateOnly.FromDateTime(moment.UtcDateTime));

    /// <summary>For a list or a narrow place: 8 Nov 2026.</summary>
    public static string Brief(DateOnly day) => $"{Number(day)} {day.ToString("MMM yyyy", CultureInfo.CurrentCulture)}";

    public static string Range(Texts texts, DateOnly first, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return (first, last) switch
        {
            _ when first == last => InFull(first),
            _ when first.Year == last.Year && first.Month == last.Month => texts["{0} to {1} {2}", Number(first), Number(last), Month(last)],
            _ when first.Year == last.Year => texts["{0} {1} to {2}", Number(first), first.ToString("MMMM", CultureInfo.CurrentCulture), InFull(last)],
            _ => texts["{0} {1} to {2}", Number(first), Month(first), InFull(last)],
        };
    }

    private static string Month(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The day of the month. French, and it alone, says the first day otherwise than the others.</summary>
    private static string Number(DateOnly day) =>
        day.Day == 1 && CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "fr" ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture);
}
