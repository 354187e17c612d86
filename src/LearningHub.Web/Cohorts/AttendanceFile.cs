using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cohorts;
using LearningHub.Web.Hosting;

namespace LearningHub.Web.Cohorts;

/// <summary>A workshop's attendance as a table: one row a person and half day. A file travels, so people who asked to be hidden stay unnamed.</summary>
internal static class AttendanceFile
{
    private static readonly string[] Head =
        ["workshop", "person", "name", "half_day", "present", "confirmed_by_code_at", "typed_at_if_sent_later", "reason", "set_right_at", "set_right_by", "others_on_same_phone"];

    /// <summary>Nobody in particular reads it: the roster gives no hidden name to this id.</summary>
    private static readonly LearnerId Anybody = new(Guid.Empty);

    public static async Task<byte[]> OfAsync(CohortView cohort, AttendanceQuery attendance, CancellationToken ct)
    {
        using var table = new CsvTable(Head);
        foreach (var halfDay in Domain.Cohorts.HalfDay.Of(cohort.StartsOn, cohort.EndsOn))
        {
            if (await attendance.FindAsync(cohort.Id, halfDay, Anybody, ct) is not { } view) continue;
            foreach (var line in view.People)
                table.Add(
                    cohort.Title, line.Learner.ToString(), line.Name, halfDay.ToString(), line.Present ? "yes" : "no", Time(line.ConfirmedAt), Time(line.TypedAt),
                    line.Reason?.ToString(), Time(line.FixedAt), line.FixedBy, line.SamePhone.ToString(CultureInfo.InvariantCulture));
        }

        return table.ToBytes();
    }

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
