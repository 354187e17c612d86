using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Cohorts;

/// <summary>One half day of a workshop that was opened at least once.</summary>
public sealed class HalfDayRow : IReadRow
{
    public Guid CohortId { get; set; }
    public DateOnly Day { get; set; }
    public bool Afternoon { get; set; }

    /// <summary>When it was last opened.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>When it was closed, or will close by itself.</summary>
    public DateTimeOffset Until { get; set; }
}

/// <summary>What stands about one person in one half day, and what it rests on.</summary>
public sealed class AttendanceRow : IReadRow
{
    public Guid CohortId { get; set; }
    public DateOnly Day { get; set; }
    public bool Afternoon { get; set; }
    public Guid LearnerId { get; set; }
    public bool Present { get; set; }

    /// <summary>When the code reached the hub; null when none did.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When the code was typed, as the phone claims; null unless it was sent later.</summary>
    public DateTimeOffset? TypedAt { get; set; }

    /// <summary>A keyed hash; null when the phone keeps nothing.</summary>
    public string? Phone { get; set; }

    /// <summary>When a facilitator last set it right; null when none did.</summary>
    public DateTimeOffset? FixedAt { get; set; }
    public Guid? FixedBy { get; set; }
    public FixUpReason? Reason { get; set; }
}

/// <summary>One thing that was said about one person in one half day; all of them remain.</summary>
public sealed class AttendanceChangeRow : IReadRow
{
    public Guid CohortId { get; set; }

    /// <summary>The version of the workshop's stream: the order in which things were said.</summary>
    public long Version { get; set; }
    public DateOnly Day { get; set; }
    public bool Afternoon { get; set; }
    public Guid LearnerId { get; set; }
    public bool Present { get; set; }

    /// <summary>Null when the person typed the code.</summary>
    public FixUpReason? Reason { get; set; }

    /// <summary>The facilitator; null when the person typed the code.</summary>
    public Guid? By { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>When the code was typed, as the phone claims; null unless it was sent later.</summary>
    public DateTimeOffset? TypedAt { get; set; }
}

internal sealed class AttendanceTables :
    IEntityTypeConfiguration<HalfDayRow>, IEntityTypeConfiguration<AttendanceRow>, IEntityTypeConfiguration<AttendanceChangeRow>
{
    public void Configure(EntityTypeBuilder<HalfDayRow> builder)
    {
        builder.ToTable("half_days").HasKey(row => new { row.CohortId, row.Day, row.Afternoon });
        builder.HasIndex(row => row.Until);
    }

    public void Configure(EntityTypeBuilder<AttendanceRow> builder)
    {
        builder.ToTable("attendance").HasKey(row => new { row.CohortId, row.Day, row.Afternoon, row.LearnerId });
        builder.Property(row => row.Phone).HasMaxLength(16);
        builder.Property(row => row.Reason).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(row => new { row.LearnerId, row.Day });
    }

    public void Configure(EntityTypeBuilder<AttendanceChangeRow> builder)
    {
        builder.ToTable("attendance_changes").HasKey(row => new { row.CohortId, row.Version });
        builder.Property(row => row.Reason).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(row => new { row.CohortId, row.Day, row.Afternoon });
    }
}

/// <summary>The attendance part of <see cref="CohortProjection"/>.</summary>
internal static class AttendanceRows
{
    public static async ValueTask ProjectAsync(HubDbContext db, Guid cohort, Recorded<CohortEvent> recorded, CancellationToken ct)
    {
        switch (recorded.Event)
        {
            case CohortEvent.HalfDayOpened e:
                var opened = await db.HalfDays.FindAsync([cohort, e.HalfDay.Day, e.HalfDay.Afternoon], ct)
                    ?? db.HalfDays.Add(new() { CohortId = cohort, Day = e.HalfDay.Day, Afternoon = e.HalfDay.Afternoon }).Entity;
                (opened.OpenedAt, opened.Until) = (e.At, e.At + AttendanceWindow.Longest);
                break;
            case CohortEvent.HalfDayClosed e:
                if (await db.HalfDays.FindAsync([cohort, e.HalfDay.Day, e.HalfDay.Afternoon], ct) is { } closed) closed.Until = e.At;
                break;
            case CohortEvent.AttendanceConfirmed e:
                var confirmed = await RowAsync(db, cohort, e.HalfDay, e.Learner, ct);
                (confirmed.ConfirmedAt, confirmed.TypedAt, confirmed.Phone) = (e.At, e.TypedAt, e.Phone);
                confirmed.Present |= confirmed.FixedAt is null; // a facilitator's word stands
                db.AttendanceChanges.Add(Change(cohort, recorded.Version, e.HalfDay, e.Learner, true, e.At, typedAt: e.TypedAt));
                break;
            case CohortEvent.AttendanceFixed e:
                var row = await RowAsync(db, cohort, e.HalfDay, e.Learner, ct);
                (row.Present, row.FixedAt, row.FixedBy, row.Reason) = (e.Present, e.At, e.By.Value, e.Reason);
                db.AttendanceChanges.Add(Change(cohort, recorded.Version, e.HalfDay, e.Learner, e.Present, e.At, e.Reason, e.By));
                break;
        }
    }

    private static async ValueTask<AttendanceRow> RowAsync(HubDbContext db, Guid cohort, HalfDay halfDay, LearnerId learner, CancellationToken ct) =>
        await db.Attendance.FindAsync([cohort, halfDay.Day, halfDay.Afternoon, learner.Value], ct)
        ?? db.Attendance.Add(new() { CohortId = cohort, Day = halfDay.Day, Afternoon = halfDay.Afternoon, LearnerId = learner.Value }).Entity;

    private static AttendanceChangeRow Change(
        Guid cohort, long version, HalfDay halfDay, LearnerId learner, bool present, DateTimeOffset at, FixUpReason? reason = null, LearnerId? by = null,
        DateTimeOffset? typedAt = null) => new()
        {
            CohortId = cohort, Version = version, Day = halfDay.Day, Afternoon = halfDay.Afternoon, LearnerId = learner.Value, Present = present, Reason = reason,
            By = by?.Value, At = at, TypedAt = typedAt,
        };
}
