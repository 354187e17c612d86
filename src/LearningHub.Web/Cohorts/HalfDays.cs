using System.Globalization;
using LearningHub.Domain.Cohorts;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cohorts;

/// <summary>Half days and marks as people say them.</summary>
public static class HalfDays
{
    /// <summary>Monday morning.</summary>
    public static string Name(Texts texts, HalfDay halfDay)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var day = halfDay.Day.ToString("dddd", CultureInfo.CurrentCulture);
        return halfDay.Afternoon ? texts["{0} afternoon", day] : texts["{0} morning", day];
    }

    /// <summary>The same where a sentence or a heading begins: days of the week have no capital in French.</summary>
    public static string Title(Texts texts, HalfDay halfDay) => Name(texts, halfDay) is var name ? char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..] : "";

    /// <summary>Monday morning, 2 February 2026.</summary>
    public static string InFull(Texts texts, HalfDay halfDay) => $"{Title(texts, halfDay)}, {Days.InFull(halfDay.Day)}";

    /// <summary>For the head of a narrow column: Mon 2, morning.</summary>
    public static string Brief(Texts texts, HalfDay halfDay)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var day = halfDay.Day.ToString("ddd d", CultureInfo.CurrentCulture);
        return halfDay.Afternoon ? texts["{0}, afternoon", day] : texts["{0}, morning", day];
    }

    public static string Of(Texts texts, FixUpReason reason)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return reason switch
        {
            FixUpReason.PhoneDead => texts["phone does not work"],
            FixUpReason.NoPhone => texts["has no phone"],
            FixUpReason.CameLate => texts["came late"],
            FixUpReason.PaperSheet => texts["signed the paper sheet"],
            FixUpReason.LeftEarly => texts["left early"],
            FixUpReason.NotInRoom => texts["was not in the room"],
            _ => texts["an earlier mark was wrong"],
        };
    }

    /// <summary>The reasons to choose from for people who are here, or who are not; the most usual first.</summary>
    public static IEnumerable<FixUpReason> Reasons(bool present) => Enum.GetValues<FixUpReason>().Where(reason => Attendance.Says(reason, present));

    /// <summary>A reason that a form sent; null when it is none.</summary>
    public static FixUpReason? Reason(string? typed) => Enum.TryParse<FixUpReason>(typed, out var reason) && Enum.IsDefined(reason) ? reason : null;
}
