using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cohorts;

/// <summary>What is recorded about the reader herself.</summary>
/// <param name="At">When she typed the code, or when a facilitator marked her.</param>
/// <param name="Reason">What the facilitator said; null when the code alone stands.</param>
/// <param name="SentLater">The code waited on the phone for a link.</param>
public sealed record OwnMark(HalfDay HalfDay, bool Present, DateTimeOffset At, FixUpReason? Reason, bool SentLater);

/// <summary>A half day that is open now.</summary>
/// <param name="Code">The workshop's join code.</param>
public sealed record OpenWorkshop(CohortId Cohort, string Title, string Code, HalfDay HalfDay);

/// <summary>A workshop as somebody sees it who has its code.</summary>
/// <param name="Open">The half day that is open now, or null.</param>
/// <param name="Mine">What is recorded about the reader, in the order of the half days.</param>
public sealed record OwnWorkshop(CohortId Cohort, string Title, bool Joined, bool Facilitates, HalfDay? Open, ImmutableArray<OwnMark> Mine);

/// <summary>Answers a learner's own questions about attendance.</summary>
public sealed class OwnAttendanceQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>My half days of a workshop of which something is recorded, in order.</summary>
    public async Task<ImmutableArray<OwnMark>> OfAsync(CohortId cohort, LearnerId learner, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Attendance.AsNoTracking().Where(row => row.CohortId == cohort.Value && row.LearnerId == learner.Value)
            .OrderBy(row => row.Day).ThenBy(row => row.Afternoon).ToListAsync(ct);
        return [.. rows.Select(Mark)];
    }

    /// <summary>The workshop for this reader; null when there is none.</summary>
    /// <param name="learner">Null for a visitor.</param>
    public async Task<OwnWorkshop?> FindAsync(CohortId cohort, LearnerId? learner, DateTimeOffset now, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Cohorts.AsNoTracking().Where(row => row.Id == cohort.Value).Select(row => row.Title).FirstOrDefaultAsync(ct) is not { } title) return null;
        var open = await db.HalfDays.AsNoTracking().Where(row => row.CohortId == cohort.Value && row.OpenedAt <= now && row.Until >= now)
            .OrderBy(row => row.Day).ThenBy(row => row.Afternoon).FirstOrDefaultAsync(ct);
        var places = learner is null ? [] : await db.CohortPeople.AsNoTracking()
            .Where(p => p.CohortId == cohort.Value && p.LearnerId == learner.Value.Value).Select(p => p.Facilitates).ToListAsync(ct);
        return new(
            cohort, title, places.Contains(false), places.Contains(true), open is null ? null : new(open.Day, open.Afternoon),
            learner is null ? [] : await OfAsync(cohort, learner.Value, ct));
    }

    /// <summary>Half days open now in the workshops this person takes part in, and what is recorded about her there.</summary>
    public async Task<ImmutableArray<(OpenWorkshop Open, OwnMark? Mine)>> OpenAsync(LearnerId learner, DateTimeOffset now, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var open = await (
            from half in db.HalfDays.AsNoTracking().Where(row => row.OpenedAt <= now && row.Until >= now)
            join cohort in db.Cohorts on half.CohortId equals cohort.Id
            where db.CohortPeople.Any(p => p.CohortId == half.CohortId && p.LearnerId == learner.Value && !p.Facilitates)
            orderby cohort.StartsOn, cohort.Id, half.Day, half.Afternoon
            select new { cohort.Id, cohort.Title, cohort.Code, half.Day, half.Afternoon }).Take(CohortQuery.MaxLines).ToListAsync(ct);
        var found = ImmutableArray.CreateBuilder<(OpenWorkshop, OwnMark?)>();
        foreach (var half in open)
        {
            var row = await db.Attendance.AsNoTracking().FirstOrDefaultAsync(
                row => row.CohortId == half.Id && row.Day == half.Day && row.Afternoon == half.Afternoon && row.LearnerId == learner.Value, ct);
            found.Add((new(new(half.Id), half.Title, half.Code, new(half.Day, half.Afternoon)), row is null ? null : Mark(row)));
        }

        return found.ToImmutable();
    }

    /// <summary>Half days that are open now anywhere: to tell somebody that her code belongs to another workshop.</summary>
    public async Task<ImmutableArray<(CohortId Cohort, HalfDay HalfDay)>> OpenAnywhereAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.HalfDays.AsNoTracking().Where(row => row.OpenedAt <= now && row.Until >= now)
            .OrderBy(row => row.CohortId).ThenBy(row => row.Day).ThenBy(row => row.Afternoon).Take(CohortQuery.MaxLines).ToListAsync(ct);
        return [.. rows.Select(row => (new CohortId(row.CohortId), new HalfDay(row.Day, row.Afternoon)))];
    }

    private static OwnMark Mark(AttendanceRow row) => row.FixedAt is { } at
        ? new(new(row.Day, row.Afternoon), row.Present, at, row.Reason, false)
        : new(new(row.Day, row.Afternoon), row.Present, row.TypedAt ?? row.ConfirmedAt!.Value, null, row.TypedAt is not null);
}
