namespace LearningHub.Tests.Common;

/// <summary>A clock that stands still until a test moves it. Timers fire on the thread that moves it, each at its own moment, in order.</summary>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<FakeTimer, (DateTimeOffset Due, long Order)> due = new();
    private DateTimeOffset now = start;
    private long orders;

    public FakeTimeProvider() : this(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)) { }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on. Each timer that falls due on the way sees the clock at its own moment.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + by);
    }

    /// <summary>Moves the clock to a moment that is not in its past.</summary>
    public void AdvanceTo(DateTimeOffset moment)
    {
        while (NextUntil(moment) is { } timer) timer.Fire();
        lock (gate) now = moment;
    }

    private FakeTimer? NextUntil(DateTimeOffset moment)
    {
        lock (gate)
        {
            while (due.TryPeek(out var timer, out var entry) && entry.Due <= moment)
            {
                due.Dequeue();
                if (timer.Order != entry.Order) continue; // changed or disposed of since
                if (now < entry.Due) now = entry.Due;
                timer.Reschedule(entry.Due);
                return timer;
            }

            return null;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        /// <summary>The queue entry that counts; 0 when the timer is stopped.</summary>
        public long Order { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                period = newPeriod;
                Order = 0;
                if (dueTime != Timeout.InfiniteTimeSpan) Enqueue(clock.now + dueTime);
                return true;
            }
        }

        /// <summary>Called by the clock under its lock, before the callback, so that the callback may change the timer.</summary>
        public void Reschedule(DateTimeOffset firedAt)
        {
            Order = 0;
            if (period > TimeSpan.Zero) Enqueue(firedAt + period);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Enqueue(DateTimeOffset at)
        {
            Order = ++clock.orders;
            clock.due.Enqueue(this, (at, Order));
        }
    }
}
