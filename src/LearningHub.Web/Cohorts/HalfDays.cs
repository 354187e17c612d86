using System.Globalization;
using LearningHub.Domain.Cohorts;

namespace LearningHub.Web.Cohorts;

/// <summary>Half days and marks as people say them.</summary>
public static class HalfDays
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Monday morning.</summary>
    public static string Name(HalfDay halfDay) => $"{halfDay.Day.ToString("dddd", English)} {(halfDay.Afternoon ? "afternoon" : "morning")}";

    /// <summary>Monday morning, 2 February 2026.</summary>
    public static string InFull(HalfDay halfDay) => $"{Name(halfDay)}, {Days.InFull(halfDay.Day)}";

    /// <summary>For the head of a narrow column: Mon 2, morning.</summary>
    public static string Brief(HalfDay halfDay) => $"{halfDay.Day.ToString("ddd d", English)}, {(halfDay.Afternoon ? "afternoon" : "morning")}";

    public static string Of(FixUpReason reason) => reason switch
    {
        FixUpReason.PhoneDead => "phone does not work",
        FixUpReason.NoPhone => "has no phone",
        FixUpReason.CameLate => "came late",
        FixUpReason.PaperSheet => "signed the paper sheet",
        FixUpReason.LeftEarly => "left early",
        FixUpReason.NotInRoom => "was not in the room",
        _ => "an earlier mark was wrong",
    };

    /// <summary>The reasons to choose from for people who are here, or who are not; the most usual first.</summary>
    public static IEnumerable<FixUpReason> Reasons(bool present) => Enum.GetValues<FixUpReason>().Where(reason => Attendance.Says(reason, present));

    /// <summary>A reason that a form sent; null when it is none.</summary>
    public static FixUpReason? Reason(string? typed) => Enum.TryParse<FixUpReason>(typed, out var reason) && Enum.IsDefined(reason) ? reason : null;
}
