using Orleans.Core;

namespace Orleans.Runtime
{
    /// <summary>An activation as its own grain sees it.</summary>
    public interface IGrainContext
    {
        GrainId GrainId { get; }
        object? GrainInstance { get; }
        ActivationId ActivationId { get; }

        /// <summary>The activation's own scope.</summary>
        IServiceProvider ActivationServices { get; }

        IGrainLifecycle ObservableLifecycle { get; }

        /// <summary>Completes when the activation has ended.</summary>
        Task Deactivated { get; }

        /// <summary>Ends the activation once the running requests are done.</summary>
        void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
    }

    /// <summary>Finds the activation whose turn is running.</summary>
    public interface IGrainContextAccessor
    {
        IGrainContext GrainContext { get; }
    }

    /// <summary>The stages of an activation's life that can be watched.</summary>
    public interface IGrainLifecycle : ILifecycleObservable;

    /// <summary>Stages run upwards on activation, downwards on deactivation.</summary>
    public static class GrainLifecycleStage
    {
        public const int First = int.MinValue;
        public const int SetupState = 1_000;
        public const int Activate = 2_000;
        public const int Last = int.MaxValue;
    }

    public static class GrainContextExtensions
    {
        /// <summary>Ends the activation and waits until it has ended. Awaiting it in a request of the same grain never completes.</summary>
        public static Task DeactivateAsync(this IGrainContext grainContext, DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
        {
            grainContext.Deactivate(deactivationReason, cancellationToken);
            return grainContext.Deactivated;
        }
    }
}

namespace Orleans
{
    /// <summary>Something with stages that others can hook into.</summary>
    public interface ILifecycleObservable
    {
        /// <returns>Disposing of it takes the hook out again.</returns>
        IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
    }

    public interface ILifecycleObserver
    {
        Task OnStart(CancellationToken cancellationToken = default);
        Task OnStop(CancellationToken cancellationToken = default);
    }
}

namespace Orleans.Core
{
    /// <summary>A value kept outside the activation.</summary>
    public interface IStorage
    {
        /// <summary>The stored version that was read last; null when there is none.</summary>
        string? Etag { get; }

        bool RecordExists { get; }
        Task ClearStateAsync();
        Task WriteStateAsync();
        Task ReadStateAsync();
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    public interface IStorage<TState> : IStorage
    {
        TState State { get; set; }
    }
}
