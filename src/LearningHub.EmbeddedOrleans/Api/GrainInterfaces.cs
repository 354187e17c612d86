using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Something that has an address and can be called through it.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Marks the interface of a grain.</summary>
    public interface IGrain : IAddressable;

    public interface IGrainWithGuidKey : IGrain;

    public interface IGrainWithIntegerKey : IGrain;

    public interface IGrainWithStringKey : IGrain;

    /// <summary>Marks the interface of an object outside the grains that grains call back. The engine holds the object weakly.</summary>
    public interface IGrainObserver : IAddressable;

    /// <summary>What the engine needs of a grain class; <see cref="Grain"/> brings it.</summary>
    public interface IGrainBase
    {
        IGrainContext GrainContext { get; }
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }

    /// <summary>Makes references to grains. A reference costs nothing and calls nothing until one of its methods is called.</summary>
    public interface IGrainFactory
    {
        TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithGuidKey;
        TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey;
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;
        TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable;

        /// <summary>A reference that grains can call. Keep <paramref name="obj"/> alive yourself: the engine holds it weakly.</summary>
        TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;

        /// <param name="obj">The reference that <see cref="CreateObjectReference"/> returned.</param>
        void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;
    }

    /// <summary>The grain factory as code outside the grains sees it.</summary>
    public interface IClusterClient : IGrainFactory
    {
        IServiceProvider ServiceProvider { get; }
    }
}
