using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace LearningHub.EmbeddedOrleans;

/// <summary>A call of a grain's or observer's method, on its way.</summary>
internal sealed class Call<TResult>(Method<TResult> method, GrainProxy callee, object?[] arguments) : Request
{
    private readonly TaskCompletionSource<TResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Answer => answer.Task;

    public CallCancellation? Cancellation { get; init; }

    public override bool IsAbandoned => answer.Task.IsCompleted;

    public override Task InvokeAsync(object target)
    {
        if (Cancellation is { } it && !it.TryBegin()) return Task.CompletedTask;
        try
        {
            return method.Invoke(target, arguments);
        }
        catch (Exception e)
        {
            return Task.FromException<TResult>(e);
        }
    }

    public override void Complete(Task outcome)
    {
        Cancellation?.Dispose();
        if (outcome.IsCompletedSuccessfully) answer.TrySetResult(outcome is Task<TResult> task ? task.Result : default!);
        else if (outcome.IsCanceled) Cancel(outcome);
        else Fail(outcome.Exception!.InnerException!);
    }

    public override void Fail(Exception reason)
    {
        Cancellation?.Dispose();
        answer.TrySetException(reason);
        if (method.IsOneWay) _ = answer.Task.Exception; // nobody else looks at it
    }

    public override void TimeOut() => Fail(new TimeoutException(
        $"{method.Name} of {callee.GrainId} has not answered within {method.TimeoutOf(callee.Engine)}. It may still be at work on it; read the state before calling again."));

    /// <summary>The caller's token was cancelled: it is answered at once, whatever the callee does.</summary>
    public void Abandon(CancellationToken token) => answer.TrySetCanceled(token);

    [SuppressMessage("Reliability", "CA1849", Justification = "The task has ended; this reads its exception.")]
    private void Cancel(Task outcome)
    {
        try
        {
            outcome.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            answer.TrySetCanceled(e.CancellationToken);
        }
    }
}

/// <summary>Carries a caller's cancellation to the callee, as a turn of the callee.</summary>
internal sealed class CallCancellation : IDisposable
{
    private readonly CancellationTokenSource callee = new();
    private CancellationTokenRegistration registration;
    private Activation? runner;
    private bool cancelled;

    /// <summary>The token the callee is given in place of the caller's.</summary>
    public CancellationToken Token => callee.Token;

    public void Follow(Action<CancellationToken> abandon, CancellationToken caller) => registration = caller.UnsafeRegister(
        _ =>
        {
            abandon(caller);
            Activation? at;
            lock (callee) (cancelled, at) = (true, runner);
            if (at is null) callee.Cancel();
            else at.Post(_ => callee.Cancel(), null);
        },
        null);

    /// <returns>False when the call was cancelled before it began.</returns>
    public bool TryBegin()
    {
        lock (callee)
        {
            runner = RuntimeContext.Current;
            return !cancelled;
        }
    }

    public void Dispose() => registration.Unregister();
}
