using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cohorts;

/// <summary>Why a facilitator set right what the codes say, or say not.</summary>
public enum FixUpReason
{
    /// <summary>Present: the phone is dead, lost or broken.</summary>
    PhoneDead,

    /// <summary>Present: the person has no phone.</summary>
    NoPhone,

    /// <summary>Present: came after the code was shown.</summary>
    CameLate,

    /// <summary>Present: signed the paper sheet.</summary>
    PaperSheet,

    /// <summary>Absent: left before the half day was over.</summary>
    LeftEarly,

    /// <summary>Absent: was not in the room, whatever the phone says.</summary>
    NotInRoom,

    /// <summary>Either: an earlier mark was a mistake.</summary>
    WrongMark,
}

/// <summary>A time during which a half day's codes count.</summary>
/// <param name="ClosedAt">Null until a facilitator closes it.</param>
public sealed record AttendanceWindow(DateTimeOffset From, DateTimeOffset? ClosedAt)
{
    /// <summary>A window that nobody closes ends by itself after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    public DateTimeOffset Until => ClosedAt is { } closed && closed < From + Longest ? closed : From + Longest;

    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => From <= to && from <= Until;
}

/// <summary>What is known about one person in one half day.</summary>
/// <param name="Confirmed">Typed the code.</param>
/// <param name="Fixed">What a facilitator said last; null when none said anything. It stands over the code.</param>
public sealed record AttendanceMark(bool Confirmed, bool? Fixed)
{
    public static readonly AttendanceMark None = new(false, null);

    public bool Present => Fixed ?? Confirmed;
}

/// <summary>One half day as the rules know it.</summary>
public sealed record HalfDayState(ImmutableArray<AttendanceWindow> Windows, ImmutableDictionary<LearnerId, AttendanceMark> Marks)
{
    public static readonly HalfDayState Initial = new([], ImmutableDictionary<LearnerId, AttendanceMark>.Empty);

    public bool IsOpenAt(DateTimeOffset moment) => WasOpen(moment, moment);

    public bool WasOpen(DateTimeOffset from, DateTimeOffset to) => Windows.Any(window => window.Overlaps(from, to));

    public AttendanceMark Mark(LearnerId learner) => Marks.GetValueOrDefault(learner, AttendanceMark.None);
}

/// <summary>Attendance of one workshop.</summary>
/// <param name="Plan">Its half days in order.</param>
public sealed record AttendanceState(ImmutableArray<HalfDay> Plan, ImmutableDictionary<HalfDay, HalfDayState> HalfDays)
{
    public static readonly AttendanceState Initial = new([], ImmutableDictionary<HalfDay, HalfDayState>.Empty);

    public HalfDayState Of(HalfDay halfDay) => HalfDays.GetValueOrDefault(halfDay, HalfDayState.Initial);
}

/// <summary>What came of a code.</summary>
/// <param name="HalfDay">The half day that the code fits; null when it was refused.</param>
/// <param name="Present">What stands now. False when a facilitator marked the person absent: the code is kept beside that.</param>
public sealed record AttendanceReply(Reply Reply, HalfDay? HalfDay, bool Present);
