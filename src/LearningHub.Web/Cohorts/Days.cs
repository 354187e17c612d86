using System.Globalization;

namespace LearningHub.Web.Cohorts;

/// <summary>Dates as people read them: 8 November 2026, 2 to 4 February 2026.</summary>
public static class Days
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string InFull(DateOnly day) => day.ToString("d MMMM yyyy", English);

    public static string InFull(DateTimeOffset moment) => InFull(DateOnly.FromDateTime(moment.UtcDateTime));

    public static string Range(DateOnly first, DateOnly last) => (first, last) switch
    {
        _ when first == last => InFull(first),
        _ when first.Year == last.Year && first.Month == last.Month => $"{first.Day} to {InFull(last)}",
        _ when first.Year == last.Year => $"{first.ToString("d MMMM", English)} to {InFull(last)}",
        _ => $"{InFull(first)} to {InFull(last)}",
    };
}
