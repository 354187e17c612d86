using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>A timer whose ticks are turns of its activation. The next tick is due a period after the last one ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly GrainTimerCreationOptions options;
    private readonly ITimer alarm;
    private TimeSpan period;
    private bool ticking;
    private TimeSpan? changedWhileTicking;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, options.Period);
        (this.activation, this.callback, this.options) = (activation, callback, options);
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            alarm = activation.Engine.Clock.CreateTimer(static it => ((GrainTimer)it!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        lock (gate)
        {
            this.period = period;
            if (ticking) changedWhileTicking = dueTime;
            else alarm.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        alarm.Dispose();
        activation.Forget(this);
        ended.Cancel();
    }

    private void Ring()
    {
        lock (gate)
        {
            if (ticking || ended.IsCancellationRequested) return;
            ticking = true;
        }

        activation.Receive(new Tick(this));
    }

    private void TickEnded()
    {
        lock (gate)
        {
            ticking = false;
            var next = changedWhileTicking ?? period;
            changedWhileTicking = null;
            if (!ended.IsCancellationRequested) alarm.Change(next, Timeout.InfiniteTimeSpan);
        }
    }

    private static void Check(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, Longest);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, Longest);
    }

    private sealed class Tick : Request
    {
        private readonly GrainTimer timer;

        public Tick(GrainTimer timer)
        {
            this.timer = timer;
            (Interleaves, KeepsAlive, IsLocal) = (timer.options.Interleave, timer.options.KeepAlive, true);
        }

        public override bool IsAbandoned => timer.ended.IsCancellationRequested;

        public override Task InvokeAsync(object target)
        {
            try
            {
                return timer.callback(timer.ended.Token);
            }
            catch (Exception e)
            {
                return Task.FromException(e);
            }
        }

        public override void Complete(Task outcome)
        {
            if (outcome.IsFaulted)
                timer.activation.Engine.Log.LogError(outcome.Exception.InnerException, "A timer of grain {Grain} failed; it ticks on.", timer.activation.GrainId);
            timer.TickEnded();
        }

        public override void Fail(Exception reason) => timer.Dispose();

        public override void TimeOut() { }
    }
}
