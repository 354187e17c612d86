using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>Objects outside the grains that grains call back. Held weakly; each is called for one request at a time, in order.</summary>
internal sealed class Observers(Engine engine) : IRequestSink
{
    public static readonly GrainType Type = GrainType.Create("sys.client");

    private readonly ConcurrentDictionary<GrainId, Observer> observers = new();

    /// <summary>Calls to an observer that is gone: nobody answers them, so they end by their deadline, as on a real silo.</summary>
    private readonly ConcurrentDictionary<Request, bool> unanswered = new();

    public GrainProxy Add(Type interfaceType, IGrainObserver target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target is GrainProxy) throw new ArgumentException("The argument is a reference already.", nameof(target));
        if (target is IGrainBase) throw new ArgumentException("A grain is no observer. Hand on its reference with AsReference.", nameof(target));
        var id = GrainId.Create(Type, Guid.NewGuid().ToString("N"));
        observers[id] = new(engine.Log, target);
        return engine.Refer(interfaceType, id);
    }

    public void Remove(IGrainObserver reference)
    {
        if (reference is not GrainProxy proxy) throw new ArgumentException("The argument is not a reference made by CreateObjectReference.", nameof(reference));
        observers.TryRemove(proxy.GrainId, out _);
    }

    public void Accept(GrainId callee, Request request)
    {
        if (observers.TryGetValue(callee, out var observer) && observer.Receive(request)) return;
        observers.TryRemove(callee, out _);
        if (request.Deadline != long.MaxValue) unanswered[request] = true;
    }

    public void Expire(long now)
    {
        foreach (var (_, observer) in observers) observer.Expire(now);
        foreach (var (request, _) in unanswered)
            if (request.Deadline < now && unanswered.TryRemove(request, out _)) request.TimeOut();
    }

    private sealed class Observer(ILogger log, IGrainObserver target)
    {
        private readonly WeakReference<IGrainObserver> target = new(target);
        private readonly RequestQueue queue = new(isReentrant: false);

        /// <returns>False when the object has been collected.</returns>
        public bool Receive(Request request)
        {
            if (!target.TryGetTarget(out var alive)) return false;
            lock (queue) queue.Add(request);
            Start(alive);
            return true;
        }

        public void Expire(long now)
        {
            List<Request> late;
            lock (queue) late = queue.TakeLate(now);
            foreach (var request in late) request.TimeOut();
        }

        private void Start(IGrainObserver alive)
        {
            while (true)
            {
                Request? request;
                lock (queue) request = queue.TakeNext();
                if (request is null) return;
                ThreadPool.UnsafeQueueUserWorkItem(static it => _ = it.Owner.RunAsync(it.Target, it.Request), (Owner: this, Target: alive, Request: request), preferLocal: false);
            }
        }

        private async Task RunAsync(IGrainObserver alive, Request request)
        {
            RequestContext.Values = request.Context;
            var outcome = request.IsAbandoned ? Task.CompletedTask : request.InvokeAsync(alive);
            await outcome.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (outcome.IsFaulted) log.LogDebug(outcome.Exception.InnerException, "An observer failed.");
            request.Complete(outcome);
            lock (queue) queue.Finished(request);
            Start(alive);
        }
    }
}
