using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer of one activation. Disposing of it stops it; it ends with the activation.</summary>
public interface IGrainTimer : IDisposable
{
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a grain timer ticks, and what a tick may do.</summary>
public readonly struct GrainTimerCreationOptions() : IEquatable<GrainTimerCreationOptions>
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this() => (DueTime, Period) = (dueTime, period);

    /// <summary>The time to the first tick; <see cref="Timeout.InfiniteTimeSpan"/> leaves the timer stopped.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>The time from the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> ticks once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Ticks may run at the awaits of other requests.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks count as use: the activation is not collected as idle.</summary>
    public bool KeepAlive { get; init; }

    public bool Equals(GrainTimerCreationOptions other) =>
        (DueTime, Period, Interleave, KeepAlive) == (other.DueTime, other.Period, other.Interleave, other.KeepAlive);

    public override bool Equals(object? obj) => obj is GrainTimerCreationOptions other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(DueTime, Period, Interleave, KeepAlive);
    public static bool operator ==(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => left.Equals(right);
    public static bool operator !=(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => !left.Equals(right);
}
