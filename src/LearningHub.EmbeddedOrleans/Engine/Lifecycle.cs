using Orleans;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>The stages of one activation: upwards when it starts, downwards when it ends.</summary>
internal sealed class Lifecycle : IGrainLifecycle
{
    private readonly List<Hook> hooks = [];

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var hook = new Hook(this, stage, observer);
        hooks.Add(hook);
        return hook;
    }

    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var stage in hooks.GroupBy(it => it.Stage).OrderBy(it => it.Key).ToArray())
            await Task.WhenAll(stage.Select(it => it.Observer.OnStart(ct)));
    }

    public async Task StopAsync(CancellationToken ct)
    {
        foreach (var stage in hooks.GroupBy(it => it.Stage).OrderByDescending(it => it.Key).ToArray())
            await Task.WhenAll(stage.Select(it => it.Observer.OnStop(ct)));
    }

    private sealed record Hook(Lifecycle Owner, int Stage, ILifecycleObserver Observer) : IDisposable
    {
        public void Dispose() => Owner.hooks.Remove(this);
    }
}
