using System.Collections.Immutable;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>Something an activation is to do: a call, or a tick of one of its timers.</summary>
internal abstract class Request
{
    /// <summary>It may run at the awaits of any other request.</summary>
    public bool Interleaves { get; init; }

    /// <summary>It may run at the awaits of other read-only requests.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>It counts as use of the activation.</summary>
    public bool KeepsAlive { get; init; } = true;

    /// <summary>It belongs to the activation it was sent to, not to the grain, and ends with it.</summary>
    public bool IsLocal { get; init; }

    public ImmutableDictionary<string, object>? Context { get; init; }

    /// <summary>The call chain it belongs to; empty when that chain may not come back to a waiting grain.</summary>
    public Guid Chain => RequestContext.ReentrancyIdOf(Context);

    /// <summary>The clock's timestamp after which nobody waits for the answer.</summary>
    public long Deadline { get; init; } = long.MaxValue;

    /// <summary>How often it was sent on because an activation ended before it could run.</summary>
    public int Forwards { get; set; }

    /// <summary>The caller waits no more, so there is no use in starting it.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Starts it. A failure comes as a failed task, never as an exception.</summary>
    public abstract Task InvokeAsync(object target);

    /// <summary>Answers the caller with what <see cref="InvokeAsync"/> came to.</summary>
    public abstract void Complete(Task outcome);

    /// <summary>Answers the caller that it was not, or will not be, carried out.</summary>
    public abstract void Fail(Exception reason);

    public abstract void TimeOut();
}
