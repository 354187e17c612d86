using System.Globalization;
using LearningHub.Domain.Cascade;
using LearningHub.Web.Cohorts;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cascade;

/// <summary>How the cascade's pages say dates, counts and codes.</summary>
internal static class Wording
{
    public static string Of(DateOnly day) => Days.InFull(day);

    public static string People(Texts texts, int count) => texts.Count(count, "{0} person", "{0} people");

    public static string Colleagues(Texts texts, int count) => texts.Count(count, "{0} colleague", "{0} colleagues");

    public static string Waits(Texts texts, int coupons) => texts.Count(coupons, "{0} coupon still waits", "{0} coupons still wait");

    /// <summary>Those who taught together, in one breath; empty without any.</summary>
    public static string Names(Texts texts, IEnumerable<string> names) => names.Select(name => PersonText.Of(texts, name)).DefaultIfEmpty("").Aggregate((some, one) => texts["{0} and {1}", some, one]);

    /// <param name="share">0 to 1.</param>
    public static string Percent(Texts texts, double share) => texts["{0:0} %", 100 * share];

    public static string Of(Texts texts, ContestReason reason) => reason switch
    {
        ContestReason.NotHeld => texts["It was not held"],
        ContestReason.HeadsTooHigh => texts["Fewer people were there"],
        ContestReason.WrongDate => texts["It was on another day"],
        _ => texts["They are not our staff"],
    };

    public static string Of(Texts texts, Sector sector) => sector switch
    {
        Sector.Government => texts["Government"],
        Sector.RegionalBody => texts["Regional body"],
        Sector.TradeUnion => texts["Trade union"],
        Sector.Employer => texts["Employer"],
        Sector.RecruitmentAgency => texts["Recruitment agency"],
        Sector.CivilSociety => texts["Civil society"],
        Sector.International => texts["International organisation"],
        Sector.Media => texts["Media"],
        _ => texts["Other"],
    };

    /// <summary>A number that was typed; -1, which every rule refuses, when it is none.</summary>
    public static int Number(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    public static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The form of a date field.</summary>
    public static string Field(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
