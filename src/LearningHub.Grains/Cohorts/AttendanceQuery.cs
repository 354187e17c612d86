using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cohorts;

/// <summary>One person in one half day, as facilitators see it.</summary>
/// <param name="ConfirmedAt">When the code reached the hub; null when none did.</param>
/// <param name="TypedAt">When the code was typed, as the phone claims; null unless it was sent later.</param>
/// <param name="Reason">What a facilitator said last; null when none said anything.</param>
/// <param name="FixedBy">That facilitator's name.</param>
/// <param name="SamePhone">Others who confirmed this half day from the same phone.</param>
public sealed record AttendanceLine(
    LearnerId Learner, string Name, bool Present, DateTimeOffset? ConfirmedAt, DateTimeOffset? TypedAt, FixUpReason? Reason, DateTimeOffset? FixedAt,
    string? FixedBy, int SamePhone)
{
    /// <summary>A facilitator's word stands over a code that says otherwise.</summary>
    public bool Contradicted => ConfirmedAt is not null && !Present;
}

/// <summary>One half day of a workshop.</summary>
/// <param name="OpenedAt">Null when it was never opened.</param>
/// <param name="Until">When it was closed or closes by itself; null when it was never opened.</param>
/// <param name="People">Everybody who joined, by name.</param>
public sealed record HalfDayView(HalfDay HalfDay, DateTimeOffset? OpenedAt, DateTimeOffset? Until, ImmutableArray<AttendanceLine> People)
{
    public int Present => People.Count(line => line.Present);

    public bool IsOpenAt(DateTimeOffset moment) => OpenedAt <= moment && moment <= Until;
}

/// <summary>One person over all half days.</summary>
/// <param name="Marks">In the order of the half days; null where nothing is known.</param>
public sealed record AttendanceTrack(LearnerId Learner, string Name, ImmutableArray<bool?> Marks);

/// <summary>A workshop's attendance.</summary>
/// <param name="Open">The half day that is open now, or null.</param>
public sealed record AttendanceOverview(ImmutableArray<HalfDay> HalfDays, HalfDay? Open, ImmutableArray<AttendanceTrack> People);

/// <summary>Answers questions about attendance from the read tables.</summary>
public sealed class AttendanceQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>One half day with everybody who joined; null when the workshop has no such half day.</summary>
    /// <param name="reader">Whoever looks: see <see cref="CohortQuery.FindAsync"/>.</param>
    public async Task<HalfDayView?> FindAsync(CohortId cohort, HalfDay halfDay, LearnerId reader, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (!(await PlanAsync(db, cohort, ct)).Contains(halfDay)) return null;
        var window = await db.HalfDays.AsNoTracking().FirstOrDefaultAsync(row => row.CohortId == cohort.Value && row.Day == halfDay.Day && row.Afternoon == halfDay.Afternoon, ct);
        var rows = await db.Attendance.AsNoTracking()
            .Where(row => row.CohortId == cohort.Value && row.Day == halfDay.Day && row.Afternoon == halfDay.Afternoon).ToDictionaryAsync(row => row.LearnerId, ct);
        var people = await CohortRoster.OfAsync(db, cohort, reader, ct);
        var names = Names(people);
        var phones = rows.Values.Where(row => row.Phone is not null).ToLookup(row => row.Phone);
        return new(halfDay, window?.OpenedAt, window?.Until,
        [
            .. people.Where(line => !line.Facilitates).Select(line => rows.GetValueOrDefault(line.Learner.Value) is { } row
                ? new AttendanceLine(
                    line.Learner, line.Name, row.Present, row.ConfirmedAt, row.TypedAt, row.Reason, row.FixedAt,
                    row.FixedBy is { } by ? names.GetValueOrDefault(by, Administrator) : null, row.Phone is null ? 0 : phones[row.Phone].Count() - 1)
                : new AttendanceLine(line.Learner, line.Name, false, null, null, null, null, null, 0)),
        ]);
    }

    /// <summary>Everybody's marks over the whole workshop; null when there is no such workshop.</summary>
    public async Task<AttendanceOverview?> OverviewAsync(CohortId cohort, LearnerId reader, DateTimeOffset now, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var plan = await PlanAsync(db, cohort, ct);
        if (plan.IsEmpty) return null;
        var open = await db.HalfDays.AsNoTracking().Where(row => row.CohortId == cohort.Value && row.Until >= now)
            .OrderBy(row => row.Day).ThenBy(row => row.Afternoon).FirstOrDefaultAsync(ct);
        var marks = (await db.Attendance.AsNoTracking().Where(row => row.CohortId == cohort.Value).ToListAsync(ct))
            .ToDictionary(row => (row.LearnerId, new HalfDay(row.Day, row.Afternoon)), row => row.Present);
        var people = await CohortRoster.OfAsync(db, cohort, reader, ct);
        return new(plan, open is null ? null : new(open.Day, open.Afternoon),
        [
            .. people.Where(line => !line.Facilitates).Select(line => new AttendanceTrack(
                line.Learner, line.Name, [.. plan.Select(half => marks.TryGetValue((line.Learner.Value, half), out var present) ? present : (bool?)null)])),
        ]);
    }

    /// <summary>Everything that was ever said about the people of a half day, newest first, cut at <see cref="CohortQuery.MaxLines"/>.</summary>
    public async Task<ImmutableArray<AttendanceChange>> HistoryAsync(CohortId cohort, HalfDay halfDay, LearnerId reader, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.AttendanceChanges.AsNoTracking()
            .Where(row => row.CohortId == cohort.Value && row.Day == halfDay.Day && row.Afternoon == halfDay.Afternoon)
            .OrderByDescending(row => row.Version).Take(CohortQuery.MaxLines).ToListAsync(ct);
        var names = Names(await CohortRoster.OfAsync(db, cohort, reader, ct));
        return
        [
            .. rows.Select(row => new AttendanceChange(
                names.GetValueOrDefault(row.LearnerId, PersonNames.Withdrawn), row.Present, row.Reason, row.By is { } by ? names.GetValueOrDefault(by, Administrator) : null,
                row.At, row.TypedAt)),
        ];
    }

    private const string Administrator = "an administrator";

    private static Dictionary<Guid, string> Names(ImmutableArray<CohortRoster.Line> people) =>
        people.DistinctBy(line => line.Learner).ToDictionary(line => line.Learner.Value, line => line.Name);

    internal static async Task<ImmutableArray<HalfDay>> PlanAsync(HubDbContext db, CohortId cohort, CancellationToken ct) =>
        await db.Cohorts.AsNoTracking().Where(row => row.Id == cohort.Value).Select(row => new { row.StartsOn, row.EndsOn }).FirstOrDefaultAsync(ct) is { } days
            ? HalfDay.Of(days.StartsOn, days.EndsOn)
            : [];
}

/// <summary>One thing that was said about a person in a half day.</summary>
/// <param name="Reason">Null when the person typed the code.</param>
/// <param name="By">The facilitator's name; null when the person typed the code.</param>
/// <param name="TypedAt">The phone's claim; null unless the code was sent later.</param>
public sealed record AttendanceChange(string Name, bool Present, FixUpReason? Reason, string? By, DateTimeOffset At, DateTimeOffset? TypedAt);
