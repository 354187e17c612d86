using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>The grains of one process: which are active, where a request goes, who has waited too long, who is idle.</summary>
internal sealed class Engine : IRequestSink
{
    /// <summary>Callers are told of a time-out with this precision, so that a call costs no timer of its own.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    /// <summary>An activation that ends itself while it activates would otherwise pass its requests on for ever.</summary>
    private const int MostForwards = 8;

    private readonly ConcurrentDictionary<GrainId, Activation> activations = new();
    private readonly Func<GrainId, Activation> make;
    private readonly List<ITimer> rounds = [];
    private volatile bool closing;
    private volatile bool closed;

    public Engine(IServiceProvider services, TimeProvider clock, IOptions<GrainCollectionOptions> collection, IOptions<SiloMessagingOptions> messaging, ILogger<Engine> log)
    {
        (Services, Clock, Collection, Log) = (services, clock, collection.Value, log);
        ResponseTimeout = messaging.Value.ResponseTimeout;
        Observers = new(this);
        make = id => new(id, Catalog.Of(id.Type) ?? throw new ArgumentException($"No grain class has the type '{id.Type}' of {id}."), this);
    }

    public GrainCatalog Catalog { get; } = new();
    public Observers Observers { get; }
    public IServiceProvider Services { get; }
    public TimeProvider Clock { get; }
    public GrainCollectionOptions Collection { get; }
    public TimeSpan ResponseTimeout { get; }
    public ILogger Log { get; }

    public long Now => Clock.GetTimestamp();

    /// <summary>The timestamp that lies <paramref name="span"/> ahead.</summary>
    public long After(TimeSpan span) => span == Timeout.InfiniteTimeSpan || span == TimeSpan.MaxValue ? long.MaxValue : Now + Units(span);

    /// <summary>A reference to the grain or observer at an address.</summary>
    public GrainProxy Refer(Type interfaceType, GrainId id) =>
        ProxiedInterface.Of(interfaceType).At(id, this, id.Type == Observers.Type ? Observers : this);

    public void Accept(GrainId callee, Request request)
    {
        if (closed || (closing && RuntimeContext.Current is null))
        {
            request.Fail(new SiloUnavailableException($"The program is shutting down; the call of {callee} was not carried out. Call again when it is back."));
            return;
        }

        while (true)
        {
            var activation = activations.GetOrAdd(callee, make);
            if (activation.Receive(request)) return;
            Forget(activation);
        }
    }

    /// <summary>Sends on what an activation could not begin before it ended.</summary>
    public void Forward(GrainId callee, Request request)
    {
        if (request.Forwards++ < MostForwards) Accept(callee, request);
        else request.Fail(new OrleansException($"{callee} ended {MostForwards} times before it could run the call. Does it deactivate itself while it activates?"));
    }

    public void Forget(Activation activation) => activations.TryRemove(new(activation.GrainId, activation));

    public void Start()
    {
        rounds.Add(Clock.CreateTimer(_ => ExpireCalls(), null, Sweep, Sweep));
        rounds.Add(Clock.CreateTimer(_ => CollectIdle(), null, Collection.CollectionQuantum, Collection.CollectionQuantum));
    }

    /// <summary>Turns away new calls from outside, lets the grains finish what they have, then ends them in good order.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        closing = true;
        while (!ct.IsCancellationRequested && activations.Values.Any(it => !it.IsQuiet))
            await Task.Delay(5, CancellationToken.None); // real time: the clock may be a test's
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The program is shutting down.");
        foreach (var activation in activations.Values) activation.Deactivate(reason, ct);
        try
        {
            await Task.WhenAll(activations.Values.Select(it => it.Deactivated)).WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            Log.LogWarning("The time to shut down is over; {Count} grains were still at work.", activations.Count);
        }

        closed = true;
        foreach (var round in rounds) await round.DisposeAsync();
    }

    private void ExpireCalls()
    {
        var now = Now;
        foreach (var (_, activation) in activations) activation.Expire(now);
        Observers.Expire(now);
    }

    private void CollectIdle()
    {
        var now = Now;
        var age = Units(Collection.CollectionAge);
        foreach (var (_, activation) in activations) activation.Collect(now, age);
    }

    private long Units(TimeSpan span) => (long)(span.TotalSeconds * Clock.TimestampFrequency);
}
