namespace LearningHub.Tests.Engine;

public sealed class BehaviourTurnTests : IAsyncLifetime
{
    private GrainHost host = null!;

    public async Task InitializeAsync() => host = await GrainHost.StartAsync();
    public async Task DisposeAsync() => await host.DisposeAsync();

    private IPlainGrain Plain(string key = "one") => host.Grains.GetGrain<IPlainGrain>(key);

    [Fact]
    public async Task A_grain_finishes_a_request_before_it_begins_the_next()
    {
        var first = Plain().Hold("first");
        await host.Stage.Reached("first-begins");
        var second = Plain().Hold("second");
        host.Stage.Open("second");
        Assert.Equal("first-begins", await Plain().Peek());

        host.Stage.Open("first");
        await Task.WhenAll(first, second);
        Assert.Equal("first-begins first-ends second-begins second-ends", host.Stage.Log);
    }

    [Fact]
    public async Task Two_grains_do_not_wait_for_each_other()
    {
        var first = Plain("one").Hold("first");
        await host.Stage.Reached("first-begins");
        Assert.Equal("two", await Plain("two").Name());
        host.Stage.Open("first");
        await first;
    }

    [Fact]
    public async Task A_thousand_slow_counts_at_once_lose_none()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Plain().CountSlowly()));
        Assert.Equal(1000, counts.Max());
    }

    [Fact]
    public async Task Code_comes_back_to_its_grain_after_work_elsewhere() => Assert.True(await Plain().ComesBackAfterLeaving());

    [Fact]
    public async Task Requests_of_a_reentrant_grain_interleave_at_awaits()
    {
        var grain = host.Grains.GetGrain<IInterleavingGrain>("one");
        var first = grain.Hold("first");
        await host.Stage.Reached("first-begins");
        host.Stage.Open("second");
        await grain.Hold("second");
        host.Stage.Open("first");
        await first;
        Assert.Equal("first-begins second-begins second-ends first-ends", host.Stage.Log);
    }

    [Fact]
    public async Task Requests_of_a_reentrant_grain_never_run_in_parallel()
    {
        var grain = host.Grains.GetGrain<IInterleavingGrain>("one");
        var most = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.MostAtOnce(40)));
        Assert.Equal(1, most.Max());
    }

    [Fact]
    public async Task Read_only_requests_interleave_with_each_other()
    {
        var first = Plain().Read("first");
        await host.Stage.Reached("first-begins");
        host.Stage.Open("second");
        await Plain().Read("second");
        host.Stage.Open("first");
        await first;
    }

    [Fact]
    public async Task A_request_that_may_change_something_waits_for_all_read_only_ones()
    {
        Task[] reads = [Plain().Read("first"), Plain().Read("second")];
        await Task.WhenAll(host.Stage.Reached("first-begins"), host.Stage.Reached("second-begins"));
        host.Stage.Open("change");
        var change = Plain().Hold("change");
        Assert.DoesNotContain("change", await Plain().Peek(), StringComparison.Ordinal);

        host.Stage.Open("first");
        host.Stage.Open("second");
        await Task.WhenAll([.. reads, change]);
    }

    [Fact]
    public async Task A_read_only_request_waits_for_one_that_may_change_something()
    {
        var change = Plain().Hold("change");
        await host.Stage.Reached("change-begins");
        host.Stage.Open("read");
        var read = Plain().Read("read");
        Assert.Equal("change-begins", await Plain().Peek());
        host.Stage.Open("change");
        await Task.WhenAll(change, read);
    }

    [Fact]
    public async Task A_request_that_always_interleaves_runs_during_any_other_and_holds_none_up()
    {
        var slipped = Plain().Slip("slip");
        await host.Stage.Reached("slip-begins");
        host.Stage.Open("plain");
        await Plain().Hold("plain");
        host.Stage.Open("slip");
        await slipped;
    }

    [Fact]
    public async Task A_chain_of_calls_may_come_back_where_it_was_allowed() =>
        Assert.Equal("one via two", await Plain("one").AskBack("two", allowed: true));

    [Fact]
    public async Task A_chain_of_calls_that_comes_back_unasked_times_out_and_the_grain_works_again()
    {
        var stuck = Plain("one").AskBack("two", allowed: false);
        await Assert.ThrowsAsync<TimeoutException>(() => WhileTimePasses(stuck));
        Assert.Equal("one", await WhileTimePasses(NameOnceFree()));

        async Task<string> NameOnceFree()
        {
            while (true)
            {
                try
                {
                    return await Plain("one").Name();
                }
                catch (TimeoutException)
                {
                    // the two grains still wait for each other
                }
            }
        }
    }

    private async Task<T> WhileTimePasses<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await task;
    }
}
