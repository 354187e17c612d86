using Orleans.Configuration;

namespace LearningHub.Tests.Engine;

public sealed class BehaviourTimerTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private GrainHost host = null!;

    public async Task InitializeAsync()
    {
        host = await GrainHost.StartAsync(silo => silo.Configure<SiloMessagingOptions>(it => it.ResponseTimeout = TimeSpan.FromDays(1)));
        host.Stage.Open("farewell");
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    private ILifeGrain Life => host.Grains.GetGrain<ILifeGrain>("one");

    [Fact]
    public async Task A_tick_waits_for_the_request_that_runs()
    {
        await Life.Tick("tick", Second, Timeout.InfiniteTimeSpan, interleave: false, keepAlive: false);
        var running = Life.Hold("work");
        await host.Stage.Reached("work-begins");
        host.Clock.Advance(Second);
        Assert.Equal("work-begins", await Life.Peek());
        host.Stage.Open("tick1");
        host.Stage.Open("work");
        await Task.WhenAll(running, host.Stage.Reached("tick1-ends"));
    }

    [Fact]
    public async Task A_request_waits_for_the_tick_that_runs()
    {
        await Life.Tick("tick", Second, Timeout.InfiniteTimeSpan, interleave: false, keepAlive: false);
        host.Clock.Advance(Second);
        await host.Stage.Reached("tick1-begins");
        var next = Life.Life();
        Assert.Equal("tick1-begins", await Life.Peek());
        Assert.False(next.IsCompleted);
        host.Stage.Open("tick1");
        await next;
    }

    [Fact]
    public async Task A_tick_that_interleaves_runs_during_a_request()
    {
        await Life.Tick("tick", Second, Timeout.InfiniteTimeSpan, interleave: true, keepAlive: false);
        var running = Life.Hold("work");
        await host.Stage.Reached("work-begins");
        host.Stage.Open("tick1");
        host.Clock.Advance(Second);
        await host.Stage.Reached("tick1-ends");
        host.Stage.Open("work");
        await running;
    }

    [Fact]
    public async Task The_next_tick_comes_a_period_after_the_last_one_ended()
    {
        await Life.Tick("tick", Second, 10 * Second, interleave: false, keepAlive: false);
        host.Clock.Advance(Second);
        await host.Stage.Reached("tick1-begins");
        host.Clock.Advance(30 * Second);
        host.Stage.Open("tick1");
        await host.Stage.Reached("tick1-ends");
        await Life.Life();

        host.Clock.Advance(9 * Second);
        Assert.DoesNotContain("tick2", await Life.Peek(), StringComparison.Ordinal);
        host.Clock.Advance(Second);
        await host.Stage.Reached("tick2-begins");
        host.Stage.Open("tick2");
    }

    [Fact]
    public async Task A_tick_that_fails_does_not_stop_the_timer()
    {
        await Life.Tick("fail", Second, Second, interleave: false, keepAlive: false);
        host.Stage.Open("fail1");
        host.Stage.Open("fail2");
        host.Clock.Advance(Second);
        await host.Stage.Reached("fail1-begins");
        await Life.Life();
        host.Clock.Advance(Second);
        await host.Stage.Reached("fail2-begins");
    }

    [Fact]
    public async Task A_timer_that_was_stopped_or_put_off_does_not_tick()
    {
        await Life.Tick("tick", Second, Second, interleave: false, keepAlive: false);
        await Life.ChangeTicking(TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);
        host.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("", await Life.Peek());
        await Life.StopTicking();
        host.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("", await Life.Peek());
    }

    [Fact]
    public async Task The_tokens_of_a_stopped_timer_are_cancelled()
    {
        await Life.Tick("tick", Second, Timeout.InfiniteTimeSpan, interleave: true, keepAlive: false);
        host.Clock.Advance(Second);
        await host.Stage.Reached("tick1-begins");
        await Life.StopTicking();
        await host.Stage.Reached("tick1-cancelled");
        host.Stage.Open("tick1");
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        await Life.Tick("tick", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), interleave: false, keepAlive: false);
        await Life.End();
        await host.Stage.Reached("gone-1");
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(2, await Life.Life());
        Assert.DoesNotContain("tick", await Life.Peek(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ticks_keep_a_grain_only_if_they_are_to()
    {
        host.Stage.OpenAll();
        var kept = host.Grains.GetGrain<ILifeGrain>("kept");
        var left = host.Grains.GetGrain<ILifeGrain>("left");
        await kept.Tick("kept", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), interleave: false, keepAlive: true);
        await left.Tick("left", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), interleave: false, keepAlive: false);
        var leaving = host.Stage.Reached("ActivationIdle-1");
        while (!leaving.IsCompleted)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await leaving;
        Assert.Equal(1, await kept.Life());
        Assert.Equal(2, await left.Life());
    }

    [Fact]
    public async Task A_timer_is_registered_in_a_turn_or_not_at_all() =>
        await Assert.ThrowsAsync<InvalidOperationException>(Life.TickOutsideATurn);
}
