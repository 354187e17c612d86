using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>A class whose instances the engine makes.</summary>
internal sealed class GrainClass
{
    private readonly Lazy<(ObjectFactory Make, ParameterInfo[] States)> factory;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = GrainType.Create(type.GetCustomAttribute<GrainTypeAttribute>()?.Name ?? NameOf(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        factory = new(FactoryOf);
    }

    public Type Type { get; }
    public GrainType GrainType { get; }
    public bool IsReentrant { get; }

    public static bool IsOne(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        && typeof(IGrainBase).IsAssignableFrom(type)
        && typeof(IAddressable).IsAssignableFrom(type);

    /// <exception cref="InvalidOperationException">A constructor parameter cannot be found among the services.</exception>
    public IGrainBase Make(Activation activation)
    {
        try
        {
            var (make, states) = factory.Value;
            return (IGrainBase)make(activation.ActivationServices, [.. states.Select(it => PersistentState.For(it, activation))]);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"Failed to create an instance of grain type {Type.FullName}: {e.Message}", e);
        }
    }

    private (ObjectFactory, ParameterInfo[]) FactoryOf()
    {
        ParameterInfo[] states = [.. Type.GetConstructors().SelectMany(it => it.GetParameters()).Where(it => it.IsDefined(typeof(PersistentStateAttribute)))];
        return (ActivatorUtilities.CreateFactory(Type, [.. states.Select(it => it.ParameterType)]), states);
    }

    private static string NameOf(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > "grain".Length ? name[..^"grain".Length] : name;
    }
}
