using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace LearningHub.Tests.Engine;

public sealed class BehaviourObserverTests : IAsyncLifetime
{
    private readonly IWatchedGrain[] grain = new IWatchedGrain[1];
    private GrainHost host = null!;

    public async Task InitializeAsync()
    {
        host = await GrainHost.StartAsync();
        grain[0] = host.Grains.GetGrain<IWatchedGrain>(Guid.NewGuid());
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    private IWatchedGrain Watched => grain[0];

    [Fact]
    public async Task Observers_are_told_until_they_leave()
    {
        var (first, second) = (new Watcher(), new Watcher());
        var firstReference = host.Grains.CreateObjectReference<IWatcher>(first);
        await Watched.Watch(firstReference);
        await Watched.Watch(host.Grains.CreateObjectReference<IWatcher>(second));
        Assert.Equal(2, await Watched.Tell("one"));
        await Watched.Unwatch(firstReference);
        Assert.Equal(1, await Watched.Tell("two"));
        Assert.Equal("one", first.All);
        Assert.Equal("one two", second.All);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
    }

    [Fact]
    public async Task An_observer_that_fails_is_dropped_and_the_others_are_told()
    {
        var (broken, whole) = (new Watcher { Fails = true }, new Watcher());
        await Watched.Watch(host.Grains.CreateObjectReference<IWatcher>(broken));
        await Watched.Watch(host.Grains.CreateObjectReference<IWatcher>(whole));
        Assert.Equal(1, await Watched.Tell("one"));
        Assert.Equal("one", whole.All);
        GC.KeepAlive(broken);
    }

    [Fact]
    public async Task An_observer_that_does_not_renew_is_forgotten()
    {
        var watcher = new Watcher();
        await Watched.Watch(host.Grains.CreateObjectReference<IWatcher>(watcher));
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(0, await Watched.Tell("one"));
        Assert.Equal("", watcher.All);
    }

    [Fact]
    public async Task One_way_notices_arrive_in_order_one_at_a_time()
    {
        var watcher = new Watcher();
        await Watched.Watch(host.Grains.CreateObjectReference<IWatcher>(watcher));
        var expected = string.Join(' ', Enumerable.Range(1, 200));
        foreach (var i in Enumerable.Range(1, 200)) await Watched.Call($"{i}");
        await Watched.Tell("end");
        Assert.Equal(expected + " end", watcher.All);
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task A_deleted_observer_answers_no_more()
    {
        var watcher = new Watcher();
        var reference = host.Grains.CreateObjectReference<IWatcher>(watcher);
        host.Grains.DeleteObjectReference<IWatcher>(reference);
        await reference.Heard("one");
        var call = reference.Saw("one");
        host.Clock.Advance(TimeSpan.FromSeconds(32));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal("", watcher.All);
    }

    [Fact]
    public async Task An_observer_that_nobody_holds_is_gone()
    {
        var reference = ReferenceToNobody();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var call = reference.Saw("one");
        host.Clock.Advance(TimeSpan.FromSeconds(32));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public void Each_reference_to_an_object_is_its_own_and_a_reference_has_none()
    {
        var watcher = new Watcher();
        var first = host.Grains.CreateObjectReference<IWatcher>(watcher);
        Assert.NotEqual(first, host.Grains.CreateObjectReference<IWatcher>(watcher));
        Assert.Throws<ArgumentException>(() => host.Grains.CreateObjectReference<IWatcher>(first));
    }

    [Fact]
    public async Task A_grain_can_be_named_by_a_guid()
    {
        var id = Guid.NewGuid();
        var reference = host.Grains.GetGrain<IWatchedGrain>(id);
        Assert.Equal(id, await reference.Key());
        Assert.Equal(id, reference.GetPrimaryKey());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private IWatcher ReferenceToNobody() => host.Grains.CreateObjectReference<IWatcher>(new Watcher());

    private sealed class Watcher : IWatcher
    {
        private readonly ConcurrentQueue<string> all = new();

        public bool Fails { get; init; }
        public string All => string.Join(' ', all);

        public async Task Saw(string what)
        {
            await Task.Yield();
            if (Fails) throw new CodedException("watcher");
            all.Enqueue(what);
        }

        public Task Heard(string what) => Saw(what);
    }
}
