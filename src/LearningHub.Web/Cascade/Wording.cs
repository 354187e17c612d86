using System.Globalization;
using LearningHub.Domain.Cascade;

namespace LearningHub.Web.Cascade;

/// <summary>How the cascade's pages say dates, counts and codes.</summary>
internal static class Wording
{
    public static string Of(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string People(int count) => count == 1 ? "1 person" : $"{count} people";

    public static string Colleagues(int count) => count == 1 ? "1 colleague" : $"{count} colleagues";

    public static string Waits(int coupons) => coupons == 1 ? "1 coupon still waits" : $"{coupons} coupons still wait";

    public static string Of(ContestReason reason) => reason switch
    {
        ContestReason.NotHeld => "It was not held",
        ContestReason.HeadsTooHigh => "Fewer people were there",
        ContestReason.WrongDate => "It was on another day",
        _ => "They are not our staff",
    };

    public static string Of(Sector sector) => sector switch
    {
        Sector.Government => "Government",
        Sector.RegionalBody => "Regional body",
        Sector.TradeUnion => "Trade union",
        Sector.Employer => "Employer",
        Sector.RecruitmentAgency => "Recruitment agency",
        Sector.CivilSociety => "Civil society",
        Sector.International => "International organisation",
        Sector.Media => "Media",
        _ => "Other",
    };

    /// <summary>A number that was typed; -1, which every rule refuses, when it is none.</summary>
    public static int Number(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    public static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The form of a date field.</summary>
    public static string Field(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
