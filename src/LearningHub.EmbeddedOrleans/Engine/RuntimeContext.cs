using Orleans;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>Finds the activation that a piece of code belongs to.</summary>
internal static class RuntimeContext
{
    /// <summary>The activation whose turn is running here; null outside the grains, and after <c>ConfigureAwait(false)</c>.</summary>
    public static Activation? Current => (TaskScheduler.Current as ActivationScheduler)?.Activation;

    public static Activation Of(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return (Activation)grain.GrainContext;
    }

    /// <summary>A reference of another interface to the same grain.</summary>
    public static object ReferenceTo(IAddressable grain, Type interfaceType) => (object?)grain switch
    {
        GrainProxy proxy => proxy.Engine.Refer(interfaceType, proxy.GrainId),
        IGrainBase activated => Of(activated).Engine.Refer(interfaceType, activated.GrainContext.GrainId),
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType().Name} has no address. Make a reference with IGrainFactory.CreateObjectReference.", nameof(grain)),
    };
}
