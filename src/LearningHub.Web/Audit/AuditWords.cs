using System.Collections.Frozen;
using System.Globalization;
using LearningHub.Domain.Cohorts;
using LearningHub.Grains.Audit;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Audit;

/// <summary>What the audit's lines say, in the reader's language. The tables hold the English sentences and the choices from lists.</summary>
public static class AuditWords
{
    /// <summary>Every sentence of <see cref="AuditProjection"/>, and every choice that can stand in one.</summary>
    public static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        Texts.Mark("{0} staff of {1} as of {2}; source: {3}"), Texts.Mark("{0} staff as of {1}; source: {2}"), Texts.Mark("named"), Texts.Mark("removed"),
        Texts.Mark("named as a trainer too"), Texts.Mark("says: I taught it too"), Texts.Mark("says: I did not teach it"),
        Texts.Mark("{0} of {1} shall be {2} by {3}"), Texts.Mark("target of {0} of {1} taken back"),
        Texts.Mark("contested: {0}"), Texts.Mark("settled: it counts"), Texts.Mark("settled: it does not count"),
        Texts.Mark("present in {0}: {1}"), Texts.Mark("absent in {0}: {1}"), Texts.Mark("one person: {0}"), Texts.Mark("merge taken back"), Texts.Mark("not the same person"),
        Texts.Mark("{0}: explained, {1}"), Texts.Mark("{0}: confirmed as a problem"), Texts.Mark("{0}: opened again"),
        Texts.Mark("lot drawn: {0} of {1} heads"), Texts.Mark("lot {0}: {1} confirmed, {2} refuted, {3} unreachable"),
        Texts.Mark("not held"), Texts.Mark("heads too high"), Texts.Mark("wrong date"), Texts.Mark("not our staff"),
        Texts.Mark("confirmed"), Texts.Mark("refuted"), Texts.Mark("unreachable"), Texts.Mark("accepted"), Texts.Mark("refused"), Texts.Mark("open"),
        Texts.Mark("phone dead"), Texts.Mark("no phone"), Texts.Mark("came late"), Texts.Mark("paper sheet"), Texts.Mark("left early"), Texts.Mark("not in room"), Texts.Mark("wrong mark"),
        Texts.Mark("same contact"), Texts.Mark("likeness"), Texts.Mark("said so"),
        Texts.Mark("two workshops"), Texts.Mark("workshop and own session"), Texts.Mark("two sessions one day"), Texts.Mark("trainer two places"), Texts.Mark("too many hours"),
        Texts.Mark("many from one phone"), Texts.Mark("check too fast"), Texts.Mark("same wrong answers"), Texts.Mark("many heads"),
        Texts.Mark("both happened"), Texts.Mark("shared phone"), Texts.Mark("paper typed back"), Texts.Mark("wrong district"), Texts.Mark("learned together"),
        Texts.Mark("large room"), Texts.Mark("mistake corrected"),
        Texts.Mark("attendance"), Texts.Mark("live session"), Texts.Mark("evidence pack"), Texts.Mark("donor report"), Texts.Mark("roster"), Texts.Mark("own data"),
    ]);

    public static string Of(Texts texts, AuditDetail detail) => texts[detail.Template, [.. detail.Values.Select(value => (object?)Shown(texts, value))]];

    /// <summary>A choice in the reader's language, a day in her form, and what was declared as it is.</summary>
    private static string Shown(Texts texts, string value) =>
        Known.Contains(value) ? texts[value]
        : HalfDay.TryParse(value) is { } half ? Cohorts.HalfDays.InFull(texts, half)
        : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Cohorts.Days.InFull(day)
        : value;
}
