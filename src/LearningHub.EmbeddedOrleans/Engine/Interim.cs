using Orleans;
using Orleans.Runtime;
namespace LearningHub.EmbeddedOrleans;
internal abstract class Activation : IGrainContext {
    public abstract GrainId GrainId { get; } public abstract object? GrainInstance { get; } public abstract ActivationId ActivationId { get; }
    public abstract IServiceProvider ActivationServices { get; } public abstract IGrainLifecycle ObservableLifecycle { get; } public abstract Task Deactivated { get; }
    public abstract void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
    public abstract void DelayDeactivation(TimeSpan timeSpan);
    public abstract IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options);
    public abstract void EnterReentrantSection(Guid id); public abstract void LeaveReentrantSection(Guid id);
    public abstract EngineBase Engine { get; } }
internal abstract class EngineBase { public abstract object Refer(Type interfaceType, GrainId id); }
internal interface IGrainReference { GrainId GrainId { get; } }
internal abstract class GrainProxy : IGrainReference { public abstract GrainId GrainId { get; } public abstract EngineBase Engine { get; } }
