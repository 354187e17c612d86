using Orleans.Configuration;

namespace LearningHub.Tests.Engine;

public sealed class BehaviourLifeTests : IAsyncLifetime
{
    private GrainHost host = null!;

    public async Task InitializeAsync() => host = await GrainHost.StartAsync(silo => silo.Configure<GrainCollectionOptions>(it =>
    {
        it.CollectionAge = TimeSpan.FromMinutes(10);
        it.CollectionQuantum = TimeSpan.FromMinutes(1);
    }));

    public async Task DisposeAsync() => await host.DisposeAsync();

    private ILifeGrain Life => host.Grains.GetGrain<ILifeGrain>("one");

    [Fact]
    public async Task A_grain_that_ends_itself_finishes_the_request_and_the_next_call_finds_a_new_one()
    {
        Assert.Equal(1, await Life.Life());
        var last = Life.EndWhileHolding("last");
        await host.Stage.Reached("last-begins");
        var next = Life.Life();
        host.Stage.Open("last");
        await last;
        await host.Stage.Reached("ApplicationRequested-1");
        Assert.False(next.IsCompleted);

        host.Stage.Open("farewell");
        Assert.Equal(2, await next);
        Assert.Equal("last-begins last-ends ApplicationRequested-1 gone-1", host.Stage.Log);
    }

    [Fact]
    public async Task A_grain_that_nobody_calls_is_let_go_after_its_age()
    {
        host.Stage.Open("farewell");
        await Life.Life();
        host.Clock.Advance(TimeSpan.FromMinutes(9));
        await Life.Life();
        host.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(1, await Life.Life());

        await PassUntilAsync("ActivationIdle-1");
        Assert.Equal(2, await Life.Life());
    }

    [Fact]
    public async Task A_grain_may_ask_to_stay_longer_than_its_age()
    {
        host.Stage.Open("farewell");
        await Life.StayFor(TimeSpan.FromHours(1));
        host.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(1, await Life.Life());
        await PassUntilAsync("ActivationIdle-1");
        Assert.Equal(2, await Life.Life());
    }

    [Fact]
    public async Task Shutting_down_waits_for_what_runs_and_says_farewell()
    {
        var running = Life.Hold("work");
        await host.Stage.Reached("work-begins");
        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        host.Stage.Open("farewell");
        host.Stage.Open("work");
        await Task.WhenAll(running, stopping);
        Assert.Equal("work-begins work-ends ShuttingDown-1 gone-1", host.Stage.Log);
    }

    [Fact]
    public async Task A_failed_activation_fails_the_call_with_its_own_exception_and_the_next_call_tries_again()
    {
        var grain = host.Grains.GetGrain<IFragileGrain>("one");
        Assert.Equal("try-1", (await Assert.ThrowsAsync<CodedException>(grain.Tries)).Code);
        Assert.Equal("try-2", (await Assert.ThrowsAsync<CodedException>(grain.Tries)).Code);
        host.Stage.Note("mended");
        Assert.Equal(3, await grain.Tries());
    }

    [Fact]
    public async Task A_grain_whose_constructor_asks_for_what_is_missing_cannot_be_made()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grains.GetGrain<INeedyGrain>("one").Do());
        Assert.Contains("NeedyGrain", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grain_cannot_be_made_with_new() => Assert.Throws<InvalidOperationException>(() => new LifeGrain(host.Stage));

    /// <summary>Lets time pass until the collector has found the grain idle: the call before may still be putting itself away when the clock first moves on.</summary>
    private async Task PassUntilAsync(string mark)
    {
        var reached = host.Stage.Reached(mark);
        while (!reached.IsCompleted)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(12));
            await Task.Yield();
        }

        await reached;
    }
}
