using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>Where the requests of a reference go: to a grain, or to an observer.</summary>
internal interface IRequestSink
{
    void Accept(GrainId callee, Request request);
}

/// <summary>A reference: an address that looks like the thing itself. Two references to one address are equal.</summary>
internal class GrainProxy : DispatchProxy
{
    private ProxiedInterface shape = null!;

    public GrainId GrainId { get; private set; }
    public Engine Engine { get; private set; } = null!;
    public IRequestSink Sink { get; private set; } = null!;

    public GrainProxy To(GrainId id, Engine engine, IRequestSink sink, ProxiedInterface proxied)
    {
        var copy = (GrainProxy)MemberwiseClone();
        (copy.GrainId, copy.Engine, copy.Sink, copy.shape) = (id, engine, sink, proxied);
        return copy;
    }

    public override bool Equals(object? obj) => obj is GrainProxy other && other.GrainId == GrainId;
    public override int GetHashCode() => GrainId.GetHashCode();
    public override string ToString() => $"{shape.Type.Name} {GrainId}";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => shape.MethodOf(targetMethod!).Send(this, args ?? []);
}

/// <summary>An interface that references can be made of.</summary>
internal sealed class ProxiedInterface(Type type)
{
    private static readonly ConcurrentDictionary<Type, ProxiedInterface> Known = new();

    /// <summary>References are copies of this one: ten times as fast as making each anew.</summary>
    private readonly GrainProxy prototype = (GrainProxy)DispatchProxy.Create(type, typeof(GrainProxy));

    private readonly ConcurrentDictionary<MethodInfo, Method> methods = new();

    public Type Type { get; } = type;

    public static ProxiedInterface Of(Type type) => Known.GetOrAdd(type, static it => it.IsInterface && typeof(IAddressable).IsAssignableFrom(it)
        ? new ProxiedInterface(it)
        : throw new ArgumentException($"{it.Name} is not a grain interface."));

    public GrainProxy At(GrainId id, Engine engine, IRequestSink sink) => prototype.To(id, engine, sink, this);

    public Method MethodOf(MethodInfo info) => methods.GetOrAdd(info, Method.Of);
}
