using System.Collections.Immutable;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Cohorts.CohortCommand;
using static LearningHub.Domain.Cohorts.CohortEvent;

namespace LearningHub.Domain.Cohorts;

/// <summary>The rules of attendance: people confirm by the code of an open half day, facilitators set right, and nothing is ever taken away.</summary>
public static class Attendance
{
    /// <summary>How far a cheap phone's clock may be wrong when a code was typed without a link.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    public static AttendanceState Evolve(AttendanceState state, CohortEvent @event) => @event switch
    {
        WorkshopPlanned e => state with { Plan = HalfDay.Of(e.StartsOn, e.EndsOn) },
        HalfDayOpened e => Change(state, e.HalfDay, half => half with { Windows = half.Windows.Add(new(e.At, null)) }),
        HalfDayClosed e => Change(state, e.HalfDay, half => half with { Windows = half.Windows.SetItem(half.Windows.Length - 1, half.Windows[^1] with { ClosedAt = e.At }) }),
        AttendanceConfirmed e => Change(state, e.HalfDay, half => half with { Marks = half.Marks.SetItem(e.Learner, half.Mark(e.Learner) with { Confirmed = true }) }),
        AttendanceFixed e => Change(state, e.HalfDay, half => half with { Marks = half.Marks.SetItem(e.Learner, half.Mark(e.Learner) with { Fixed = e.Present }) }),
        _ => state,
    };

    /// <summary>Opens a half day; whichever is open closes, so that one screen and one code hold at a time.</summary>
    public static Decision<CohortEvent> Decide(OpenHalfDay command, CohortState state)
    {
        if (NotAllowed(command.HalfDay, command.By, command.ByAdministrator, command.At, state) is { } refusal) return refusal;
        if (state.Attendance.Of(command.HalfDay).IsOpenAt(command.At)) return Decision<CohortEvent>.Nothing;
        var open = state.Attendance.Plan.Where(half => state.Attendance.Of(half).IsOpenAt(command.At));
        return (ImmutableArray<CohortEvent>)
            [.. open.Select(half => new HalfDayClosed(half, command.By, command.At)), new HalfDayOpened(command.HalfDay, command.By, command.At)];
    }

    public static Decision<CohortEvent> Decide(CloseHalfDay command, CohortState state)
    {
        if (NotAllowed(command.HalfDay, command.By, command.ByAdministrator, command.At, state) is { } refusal) return refusal;
        return state.Attendance.Of(command.HalfDay).IsOpenAt(command.At)
            ? new HalfDayClosed(command.HalfDay, command.By, command.At)
            : Decision<CohortEvent>.Nothing;
    }

    public static Decision<CohortEvent> Decide(ConfirmAttendance command, CohortState state)
    {
        if (!state.Members.Contains(command.Learner))
            return new Refusal("attendance.not-member", "You have not joined this workshop yet, so nothing was recorded. Join it first, then confirm again.");
        var (half, later, refusal) = Recognise(command, state.Attendance);
        if (half is not { } found) return refusal!;
        return state.Attendance.Of(found).Mark(command.Learner).Confirmed
            ? Decision<CohortEvent>.Nothing // a phone that lost the link sends its code again
            : new AttendanceConfirmed(found, command.Learner, later, later ? command.TypedAt : null, command.Phone, command.At);
    }

    /// <summary>Sets one person or a whole list right. Nobody's mark changes who is marked so already.</summary>
    public static Decision<CohortEvent> Decide(FixAttendance command, CohortState state)
    {
        if (NotAllowed(command.HalfDay, command.By, command.ByAdministrator, command.At, state) is { } refusal) return refusal;
        if (command.Present.Concat(command.Absent).Any(learner => !state.Members.Contains(learner)))
            return new Refusal("attendance.not-member", "Somebody on this list has not joined the workshop, so nothing was recorded. Load the list again.");
        if (command.Present.Intersect(command.Absent).Any())
            return new Refusal("attendance.both", "Somebody is marked present and absent at once, so nothing was recorded. Load the list again.");
        if ((command.Present.Length > 0 && !Says(command.Reason, present: true)) || (command.Absent.Length > 0 && !Says(command.Reason, present: false)))
            return new Refusal("attendance.reason", "Choose a reason that fits: one for people who are here, another for people who are not.");

        var half = state.Attendance.Of(command.HalfDay);
        AttendanceFixed Fix(LearnerId learner, bool present) => new(command.HalfDay, learner, present, command.Reason, command.By, command.At);
        return (ImmutableArray<CohortEvent>)
        [
            .. command.Present.Distinct().Where(learner => !half.Mark(learner).Present).Select(learner => Fix(learner, true)),
            // Absent is said aloud once even of somebody who never confirmed: a code sent late from an outbox does not undo it.
            .. command.Absent.Distinct().Where(learner => half.Mark(learner).Fixed != false).Select(learner => Fix(learner, false)),
        ];
    }

    /// <summary>Whether a reason can be given for people who are here, or for people who are not.</summary>
    public static bool Says(FixUpReason reason, bool present) => reason switch
    {
        FixUpReason.WrongMark => true,
        FixUpReason.PhoneDead or FixUpReason.NoPhone or FixUpReason.CameLate or FixUpReason.PaperSheet => present,
        FixUpReason.LeftEarly or FixUpReason.NotInRoom => !present,
        _ => false,
    };

    /// <summary>The open half day whose code this is, now or at the time the phone claims; or why there is none.</summary>
    /// <returns><c>Later</c>: only the claimed time makes the code right.</returns>
    public static (HalfDay? HalfDay, bool Later, Refusal? Refusal) Recognise(ConfirmAttendance command, AttendanceState state)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(state);
        var now = Search(command, state, command.At, TimeSpan.FromSeconds(RotatingCode.StepSeconds));
        if (now.HalfDay is not null || command.TypedAt is not { } typed || typed > command.At + ClockTolerance) return (now.HalfDay, false, now.Refusal);
        var then = Search(command, state, typed, ClockTolerance);
        return then.HalfDay is not null ? (then.HalfDay, true, null) : (null, false, now.Refusal?.Code == Unknown ? then.Refusal : now.Refusal);
    }

    private const string Unknown = "attendance.wrong-code";

    private static (HalfDay? HalfDay, Refusal? Refusal) Search(ConfirmAttendance command, AttendanceState state, DateTimeOffset around, TimeSpan tolerance)
    {
        var (from, to) = (around - tolerance, around + tolerance);
        var fitting = state.Plan.Where(half => command.Codes.Find(half, command.Code, RotatingCode.StepOf(from), RotatingCode.StepOf(to)) is not null).ToList();
        foreach (var half in fitting)
            if (state.Of(half).WasOpen(from, to)) return (half, null);
        if (fitting.Count == 0) return (null, new Refusal(Unknown, "This is not the code of this workshop now, so nothing was recorded. Look at the screen and type the newest code."));
        return state.Of(fitting[0]).Windows.IsEmpty
            ? (null, new("attendance.not-open", "This half day is not open yet, so nothing was recorded. Ask your facilitator to open it."))
            : (null, new("attendance.closed", "This half day is closed, so nothing was recorded. Ask your facilitator to mark you."));
    }

    private static Refusal? NotAllowed(HalfDay halfDay, LearnerId by, bool byAdministrator, DateTimeOffset at, CohortState state)
    {
        if (!byAdministrator && !state.Facilitators.Contains(by))
            return new("cohort.not-facilitator", "Only a facilitator of this workshop can change its attendance.");
        if (!state.Attendance.Plan.Contains(halfDay)) return new("attendance.other-day", "The workshop is not held on this day. Choose one of its half days.");
        // East of Greenwich the workshop's day begins before the server's.
        return halfDay.Day > DateOnly.FromDateTime(at.UtcDateTime).AddDays(1)
            ? new("attendance.future", "This half day is still to come. Open or mark it when it begins.")
            : null;
    }

    private static AttendanceState Change(AttendanceState state, HalfDay halfDay, Func<HalfDayState, HalfDayState> change) =>
        state with { HalfDays = state.HalfDays.SetItem(halfDay, change(state.Of(halfDay))) };
}
