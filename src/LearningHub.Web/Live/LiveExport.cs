using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Live;
using LearningHub.Web.Hosting;
using LearningHub.Web.Languages;
using MiniExcelLibs;

namespace LearningHub.Web.Live;

/// <summary>A session as tables: every answer, and every result. People stand in it by number alone, in an order that says nothing.</summary>
public static class LiveExport
{
    /// <summary>Every answer, one a row; hands as one row for each option.</summary>
    public static byte[] AnswersCsv(Texts texts, LiveRecord record)
    {
        var table = new CsvTable(AnswerHead(texts));
        foreach (var row in Answers(texts, record)) table.Add(row);
        return table.ToBytes();
    }

    /// <summary>Two sheets, <c>Answers</c> and <c>Results</c>. Every cell is text or a number, never a formula.</summary>
    public static byte[] Workbook(Texts texts, LiveRecord record)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var bytes = new MemoryStream();
        bytes.SaveAs(new Dictionary<string, object> { [texts["Answers"]] = Sheet(AnswerHead(texts), Answers(texts, record)), [texts["Results"]] = Sheet(ResultHead(texts), Results(texts, record)) });
        return bytes.ToArray();
    }

    private static string[] AnswerHead(Texts texts) =>
        [texts["participant"], texts["activity"], texts["kind"], texts["vote"], texts["question"], texts["answer"], texts["right"], texts["sure"], texts["timing"], texts["mode"]];

    private static string[] ResultHead(Texts texts) =>
        [texts["activity"], texts["kind"], texts["vote"], texts["question"], texts["answer"], texts["count"], texts["right"]];

    private static IEnumerable<string?[]> Answers(Texts texts, LiveRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var numbers = record.Participants.Select((learner, i) => (learner, i + 1)).ToDictionary(pair => pair.learner, pair => pair.Item2);
        var planned = record.Plan.ToDictionary(activity => activity.Id);
        foreach (var answer in record.Answers)
        {
            var (activity, given) = (planned[answer.Activity], answer.Answer);
            yield return
            [
                $"P{numbers[answer.Learner]:000}", activity.Id, activity.Kind.Wire(), Vote(record, activity), LiveWords.Prompt(texts, activity.Prompt), answer.Hidden ? texts["(hidden by the facilitator)"] : Say(activity, given),
                YesNo(texts, given.Right), YesNo(texts, given.Sure), given.Timing.ToString(), (given.Mode ?? AnswerMode.OwnPhone).ToString(),
            ];
        }

        foreach (var (id, hands) in record.Hands)
        {
            foreach (var (option, count) in hands)
            {
                var chosen = planned[id].Options.First(known => known.Id == option);
                yield return [null, id, planned[id].Kind.Wire(), Vote(record, planned[id]), LiveWords.Prompt(texts, planned[id].Prompt), texts["{0} ({1} hands)", chosen.Text, count], planned[id].IsJudged ? YesNo(texts, chosen.Right) : null, null, nameof(AnswerTiming.InTime), nameof(AnswerMode.Hands)];
            }
        }
    }

    private static IEnumerable<string?[]> Results(Texts texts, LiveRecord record) =>
        from result in record.Results
        let activity = record.Plan.First(planned => planned.Id == result.ActivityId)
        from count in result.Tally
        let option = activity.Options.FirstOrDefault(known => known.Id == count.Key)
        select new[]
        {
            activity.Id, activity.Kind.Wire(), Vote(record, activity), LiveWords.Prompt(texts, activity.Prompt), option?.Text ?? count.Key, count.Value.ToString(CultureInfo.InvariantCulture),
            activity.IsJudged && activity.Kind.TakesOptions() ? YesNo(texts, option?.Right) : null,
        };

    /// <summary>An answer in words.</summary>
    public static string Say(PlannedActivity planned, KeptAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(planned);
        ArgumentNullException.ThrowIfNull(answer);
        if (planned.Kind.TakesText()) return answer.Text?.Replace("\n", ", ", StringComparison.Ordinal) ?? LiveTexts.Withdrawn;
        if (planned.Kind.TakesNumber()) return answer.Number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
        return planned.Kind == ActivityKind.Matching
            ? string.Join("; ", planned.Options.Zip(answer.Options, (option, choice) => $"{option.Text} => {planned.Choices.FirstOrDefault(known => known.Id == choice)?.Text}"))
            : string.Join(planned.Kind.TakesOrder() ? " > " : "; ", answer.Options.Select(id => planned.Options.FirstOrDefault(option => option.Id == id)?.Text ?? id));
    }

    private static string? Vote(LiveRecord record, PlannedActivity planned) =>
        planned.SecondVoteOf is not null ? "2" : record.Plan.Any(other => other.SecondVoteOf == planned.Id) ? "1" : null;

    private static string? YesNo(Texts texts, bool? value) => value switch { true => texts["yes"], false => texts["no"], null => null };

    private static List<Dictionary<string, object?>> Sheet(string[] head, IEnumerable<string?[]> rows) =>
        [.. rows.Select(row => head.Zip(row).ToDictionary(cell => cell.First, cell => (object?)cell.Second)).DefaultIfEmpty(head.ToDictionary(name => name, _ => (object?)null))];
}
