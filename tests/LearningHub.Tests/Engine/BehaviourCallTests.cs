using Orleans.Configuration;

namespace LearningHub.Tests.Engine;

public sealed class BehaviourCallTests : IAsyncLifetime
{
    private GrainHost host = null!;

    public async Task InitializeAsync() => host = await GrainHost.StartAsync(silo =>
        silo.Configure<SiloMessagingOptions>(it => it.ResponseTimeout = TimeSpan.FromSeconds(20)));

    public async Task DisposeAsync() => await host.DisposeAsync();

    private IPlainGrain Plain(string key = "one") => host.Grains.GetGrain<IPlainGrain>(key);

    [Fact]
    public async Task A_failure_reaches_the_caller_as_itself_and_the_grain_works_on()
    {
        var failure = await Assert.ThrowsAsync<CodedException>(() => Plain().Fail("K7"));
        Assert.Equal("K7", failure.Code);
        Assert.Contains(nameof(PlainGrain), failure.StackTrace, StringComparison.Ordinal);
        Assert.Equal("K8", (await Assert.ThrowsAsync<CodedException>(() => Plain().FailAtOnce("K8"))).Code);
        Assert.Equal("K9", (await Assert.ThrowsAsync<CodedException>(() => Plain().FailLater("K9"))).Code);
        Assert.Equal("one", await Plain().Name());
    }

    [Fact]
    public async Task A_caller_who_has_waited_too_long_is_told_while_the_grain_works_on()
    {
        var call = Plain().Hold("long");
        await host.Stage.Reached("long-begins");
        host.Clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(call.IsCompleted);

        host.Clock.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        host.Stage.Open("long");
        await host.Stage.Reached("long-ends");
        Assert.Equal("one", await Plain().Name());
    }

    [Fact]
    public async Task A_method_may_have_a_time_out_of_its_own()
    {
        var call = Plain().HoldBriefly("brief");
        await host.Stage.Reached("brief-begins");
        host.Clock.Advance(TimeSpan.FromSeconds(7));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        host.Stage.Open("brief");
    }

    [Fact]
    public async Task A_request_that_nobody_waits_for_any_more_never_begins()
    {
        var first = Plain().Hold("first");
        await host.Stage.Reached("first-begins");
        var second = Plain().Hold("second");
        host.Clock.Advance(TimeSpan.FromSeconds(22));
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        host.Stage.Open("first");
        await host.Stage.Reached("first-ends");
        Assert.Equal("one", await Plain().Name());
        Assert.DoesNotContain("second", host.Stage.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_one_way_call_returns_at_once_and_its_failure_is_lost()
    {
        await Plain().HoldOneWay("errand");
        await host.Stage.Reached("errand-begins");
        host.Stage.Open("errand");
        await host.Stage.Reached("errand-ends");
        await Plain().FailOneWay();
        Assert.Equal("one", await Plain().Name());
    }

    [Fact]
    public async Task Cancelling_answers_the_caller_at_once_and_tells_the_grain()
    {
        using var giveUp = new CancellationTokenSource();
        var call = Plain().HoldUnlessCancelled("work", giveUp.Token);
        await host.Stage.Reached("work-begins");
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await host.Stage.Reached("work-cancelled");
        Assert.Equal("one", await Plain().Name());
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_sent()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Plain().HoldUnlessCancelled("work", new CancellationToken(canceled: true)));
        Assert.Equal("one", await Plain().Name());
        Assert.Equal("", host.Stage.Log);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_holds_nobody_up()
    {
        var first = Plain().Hold("first");
        await host.Stage.Reached("first-begins");
        using var giveUp = new CancellationTokenSource();
        var second = Plain().HoldUnlessCancelled("second", giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        host.Stage.Open("first");
        await first;
        Assert.Equal("one", await Plain().Name());
    }

    [Fact]
    public async Task A_time_out_does_not_cancel_the_grain()
    {
        using var never = new CancellationTokenSource();
        var call = Plain().HoldUnlessCancelled("work", never.Token);
        await host.Stage.Reached("work-begins");
        host.Clock.Advance(TimeSpan.FromSeconds(22));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.DoesNotContain("cancelled", host.Stage.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_request_context_holds_travels_with_calls_but_not_back()
    {
        RequestContext.Set("language", "fr");
        Assert.Equal("fr", await Plain().Carried("language"));
        Assert.Equal("fr", await Plain("one").CarriedFurther("language", "two"));
        await Plain().ChangeCarried("language", "pt");
        Assert.Equal("fr", RequestContext.Get("language"));
        RequestContext.Clear();
        Assert.Null(await Plain().Carried("language"));
    }

    [Fact]
    public async Task Two_references_to_one_grain_are_equal_and_can_be_handed_on()
    {
        Assert.Equal(Plain("one"), Plain("one"));
        Assert.NotEqual(Plain("one"), Plain("two"));
        Assert.Equal(Plain("one").GetHashCode(), Plain("one").GetHashCode());
        Assert.Equal("one", await (await Plain().Myself()).Name());
        Assert.True(await Plain("one").IsSame(Plain("one")));
        Assert.False(await Plain("one").IsSame(Plain("two")));
    }

    [Fact]
    public async Task Any_key_that_is_not_blank_finds_its_grain()
    {
        foreach (var key in new[] { "K7P2", "a b/c", "Ñandú 學", "two@1", "|" }) Assert.Equal(key, await Plain(key).Key());
        Assert.Throws<ArgumentNullException>(() => Plain(null!));
        Assert.Throws<ArgumentException>(() => Plain(" "));
    }

    [Fact]
    public void An_interface_without_a_grain_class_gives_no_reference() =>
        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<IOrphanGrain>("one"));
}

/// <summary>No class implements it.</summary>
public interface IOrphanGrain : IGrainWithStringKey;
