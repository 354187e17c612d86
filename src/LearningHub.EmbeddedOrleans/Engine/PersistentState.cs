using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace LearningHub.EmbeddedOrleans;

/// <summary>Makes what a grain's constructor asks for with <see cref="PersistentStateAttribute"/>.</summary>
internal static class PersistentState
{
    public const string DefaultStorage = "Default";

    /// <exception cref="OrleansConfigurationException">No storage of that name is registered.</exception>
    public static object For(ParameterInfo parameter, Activation activation)
    {
        var wish = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        var name = wish.StorageName ?? DefaultStorage;
        var storage = activation.ActivationServices.GetKeyedService<IGrainStorage>(name)
            ?? throw new OrleansConfigurationException($"{activation.Class.Type.Name} keeps '{wish.StateName}' in the grain storage '{name}', but none of that name is registered.");
        var type = parameter.ParameterType.GetGenericArguments() is [var state]
            ? state
            : throw new OrleansConfigurationException($"Parameter {parameter.Name} of {activation.Class.Type.Name} must be an IPersistentState<T>.");
        var made = Activator.CreateInstance(typeof(PersistentState<>).MakeGenericType(type), wish.StateName, activation.GrainId, storage)!;
        activation.ObservableLifecycle.Subscribe(wish.StateName, GrainLifecycleStage.SetupState, (ILifecycleObserver)made);
        return made;
    }
}

/// <inheritdoc/>
internal sealed class PersistentState<TState>(string name, GrainId grain, IGrainStorage storage) : IPersistentState<TState>, ILifecycleObserver
{
    private readonly StoredState stored = new();

    public TState State
    {
        get => stored.State!;
        set => stored.State = value;
    }

    public string? Etag => stored.ETag;
    public bool RecordExists => stored.RecordExists;

    public Task ReadStateAsync() => storage.ReadStateAsync(name, grain, stored);
    public Task WriteStateAsync() => storage.WriteStateAsync(name, grain, stored);
    public Task ClearStateAsync() => storage.ClearStateAsync(name, grain, stored);

    public async Task OnStart(CancellationToken cancellationToken = default)
    {
        await ReadStateAsync();
        stored.State ??= Activator.CreateInstance<TState>();
    }

    public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;

    private sealed class StoredState : IGrainState<TState>
    {
        public TState? State { get; set; }
        public string? ETag { get; set; }
        public bool RecordExists { get; set; }
    }
}
