using Orleans.Core;
using Orleans.Runtime;

namespace Orleans
{
    /// <summary>A grain's state on its way to or from the store.</summary>
    public interface IGrainState<T>
    {
        T? State { get; set; }
        string? ETag { get; set; }
        bool RecordExists { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A state that is read before the grain activates, and written when the grain says so.</summary>
    public interface IPersistentState<TState> : IStorage<TState>;

    /// <summary>On a grain's constructor parameter: which state it is.</summary>
    /// <param name="stateName">Unique in the whole program: the store keys rows by it and by the grain's key.</param>
    /// <param name="storageName">The store's name; null for the one registered as default.</param>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        public string StateName { get; } = stateName;
        public string? StorageName { get; } = storageName;
    }
}

namespace Orleans.Storage
{
    /// <summary>A place where grain states are kept. Register it as a keyed service by its name, the default one as "Default".</summary>
    public interface IGrainStorage
    {
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <exception cref="InconsistentStateException">The stored state is not the one that was read.</exception>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <inheritdoc cref="WriteStateAsync{T}"/>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
    }
}
