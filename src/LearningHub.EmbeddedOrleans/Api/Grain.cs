using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of a grain class. It is made when the first call arrives and serves one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    protected Grain() => GrainContext = RuntimeContext.Current
        ?? throw new InvalidOperationException($"{GetType().Name} was made with new. Get a reference from IGrainFactory.GetGrain and call it; the engine makes the grain.");

    public IGrainContext GrainContext { get; }

    /// <summary>The grain's id as text, for logs.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    protected IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>The activation's own scope: what it makes is disposed when the activation ends.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>Ends this activation once the running requests are done; the next call gets a new one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps the activation for at least this long, idle or not; a negative span takes an earlier wish back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => RuntimeContext.Of(this).DelayDeactivation(timeSpan);

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs when the activation ends in good order. It does not run after a crash: never rely on it to save state.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
