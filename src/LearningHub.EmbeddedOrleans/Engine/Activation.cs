using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace LearningHub.EmbeddedOrleans;

/// <summary>One life of a grain: makes it on the first request, runs requests by the rules of turn-taking, and ends it.</summary>
/// <remarks><see cref="RequestQueue"/> decides which request may run; this class says when the grain is there to run it.</remarks>
internal sealed class Activation : IGrainContext
{
    private enum Stage { New, Activating, Active, Deactivating, Ending, Ended }

    private readonly Lock gate = new();
    private readonly RequestQueue queue;
    private readonly ActivationScheduler scheduler;
    private readonly TaskCompletionSource deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<GrainTimer> timers = [];
    private readonly Lifecycle lifecycle = new();
    private AsyncServiceScope scope;
    private DeactivationReason reason;
    private Stage stage;
    private long usedAt;
    private long keepUntil = long.MinValue;

    public Activation(GrainId id, GrainClass grainClass, Engine engine)
    {
        (GrainId, Class, Engine) = (id, grainClass, engine);
        queue = new(grainClass.IsReentrant);
        scheduler = new(this);
        usedAt = engine.Now;
    }

    public GrainId GrainId { get; }
    public GrainClass Class { get; }
    public Engine Engine { get; }
    public ActivationId ActivationId { get; } = ActivationId.NewId();
    public object? GrainInstance { get; private set; }
    public IServiceProvider ActivationServices => scope.ServiceProvider;
    public IGrainLifecycle ObservableLifecycle => lifecycle;
    public Task Deactivated => deactivated.Task;

    /// <returns>False when this activation has ended: send the request to a new one.</returns>
    public bool Receive(Request request)
    {
        lock (gate)
        {
            if (stage == Stage.Ended) return false;
            if (stage == Stage.New)
            {
                stage = Stage.Activating;
                Post(static it => _ = ((Activation)it!).ActivateAsync(), this);
            }

            queue.Add(request);
            if (stage == Stage.Active) Start();
            return true;
        }
    }

    public void Post(Action<object?> action, object? state) => scheduler.Post(action, state);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (stage is Stage.New)
            {
                stage = Stage.Ended;
                Engine.Forget(this);
                deactivated.TrySetResult();
            }

            if (stage is not (Stage.Activating or Stage.Active)) return;
            reason = deactivationReason;
            if (stage == Stage.Active) BeginDeactivation();
        }
    }

    public void DelayDeactivation(TimeSpan span)
    {
        lock (gate)
        {
            keepUntil = span == Timeout.InfiniteTimeSpan || span == TimeSpan.MaxValue ? long.MaxValue
                : span <= TimeSpan.Zero ? long.MinValue
                : Engine.After(span);
        }
    }

    public void EnterReentrantSection(Guid chain)
    {
        lock (gate) queue.Open(chain);
    }

    public void LeaveReentrantSection(Guid chain)
    {
        lock (gate) queue.Close(chain);
    }

    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        if (!ReferenceEquals(RuntimeContext.Current, this))
            throw new InvalidOperationException($"A timer of {GrainId} was registered outside its turns. Register it in a method of the grain, before any ConfigureAwait(false).");
        var timer = new GrainTimer(this, callback, options);
        lock (gate) timers.Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (gate) timers.Remove(timer);
    }

    /// <summary>Answers callers who have waited too long. What runs, runs on; what has not begun is dropped.</summary>
    public void Expire(long now)
    {
        List<Request> late;
        lock (gate) late = queue.TakeLate(now);
        foreach (var request in late) request.TimeOut();
    }

    /// <summary>Ends the activation if nobody has used it for <paramref name="age"/> timestamp units.</summary>
    public void Collect(long now, long age)
    {
        lock (gate)
        {
            if (stage != Stage.Active || !queue.IsEmpty || now - usedAt < age || now < keepUntil) return;
            reason = new(DeactivationReasonCode.ActivationIdle, "Nobody had called for longer than the collection age.");
            BeginDeactivation();
        }
    }

    /// <summary>Nothing runs and nothing waits.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (gate) return queue.IsEmpty;
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            scope = Engine.Services.CreateAsyncScope();
            using var limit = new CancellationTokenSource(Engine.Collection.ActivationTimeout, Engine.Clock);
            var grain = Class.Make(this);
            GrainInstance = grain;
            using (lifecycle.Subscribe("grain", GrainLifecycleStage.Activate, new GrainHook(grain)))
                await lifecycle.StartAsync(limit.Token);
        }
        catch (Exception e)
        {
            Engine.Log.LogDebug(e, "Grain {Grain} could not be activated.", GrainId);
            await EndAsync(waiting => waiting.Fail(e));
            return;
        }

        lock (gate)
        {
            stage = Stage.Active;
            usedAt = Engine.Now;
            if (reason != default) BeginDeactivation();
            else Start();
        }
    }

    /// <summary>Under the lock.</summary>
    private void Start()
    {
        while (queue.TakeNext() is { } request) Post(static it => _ = Run(it!), (this, request));

        static Task Run(object it)
        {
            var (activation, request) = ((Activation, Request))it;
            return activation.RunAsync(request);
        }
    }

    /// <summary>An async method, so that what a request sets in the request context ends with it.</summary>
    private async Task RunAsync(Request request)
    {
        RequestContext.Values = request.Context;
        var outcome = request.IsAbandoned ? Task.CompletedTask : request.InvokeAsync(GrainInstance!);
        if (!outcome.IsCompleted) await outcome.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        request.Complete(outcome);
        if (outcome.Exception?.InnerException is InconsistentStateException e)
            Deactivate(new(DeactivationReasonCode.ApplicationError, e, "The stored state has moved on."));
        lock (gate)
        {
            queue.Finished(request);
            if (request.KeepsAlive) usedAt = Engine.Now;
            if (stage == Stage.Active) Start();
            else if (stage == Stage.Deactivating && !queue.IsRunning) BeginEnding();
        }
    }

    /// <summary>Under the lock. Requests that run are waited for; those that wait go to the next activation.</summary>
    private void BeginDeactivation()
    {
        stage = Stage.Deactivating;
        if (!queue.IsRunning) BeginEnding();
    }

    /// <summary>Under the lock.</summary>
    private void BeginEnding()
    {
        stage = Stage.Ending;
        Post(static it => _ = ((Activation)it!).DeactivateAsync(), this);
    }

    private async Task DeactivateAsync()
    {
        StopTimers();
        try
        {
            using var limit = new CancellationTokenSource(Engine.Collection.DeactivationTimeout, Engine.Clock);
            await ((IGrainBase)GrainInstance!).OnDeactivateAsync(reason, limit.Token).WaitAsync(limit.Token);
            await lifecycle.StopAsync(limit.Token);
        }
        catch (Exception e)
        {
            Engine.Log.LogError(e, "Grain {Grain} failed in OnDeactivateAsync ({Reason}).", GrainId, reason.ReasonCode);
        }

        await EndAsync(waiting => Engine.Forward(GrainId, waiting));
    }

    private async Task EndAsync(Action<Request> release)
    {
        StopTimers();
        try
        {
            if (GrainInstance is IAsyncDisposable later) await later.DisposeAsync();
            else if (GrainInstance is IDisposable now) now.Dispose();
            await scope.DisposeAsync();
        }
        catch (Exception e)
        {
            Engine.Log.LogError(e, "Grain {Grain} failed while it was disposed of.", GrainId);
        }

        List<Request> waiting;
        lock (gate)
        {
            stage = Stage.Ended;
            waiting = queue.TakeWaiting();
        }

        Engine.Forget(this);
        deactivated.TrySetResult();
        foreach (var request in waiting.Where(it => !it.IsLocal)) release(request);
    }

    private void StopTimers()
    {
        GrainTimer[] all;
        lock (gate) all = [.. timers];
        foreach (var timer in all) timer.Dispose();
    }

    /// <summary>Runs <c>OnActivateAsync</c> at its stage, after the states have been read.</summary>
    private sealed class GrainHook(IGrainBase grain) : ILifecycleObserver
    {
        public Task OnStart(CancellationToken cancellationToken = default) => grain.OnActivateAsync(cancellationToken);
        public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
