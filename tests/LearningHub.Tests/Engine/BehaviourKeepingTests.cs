namespace LearningHub.Tests.Engine;

public sealed class BehaviourKeepingTests : IAsyncLifetime
{
    private GrainHost host = null!;

    public async Task InitializeAsync() => host = await GrainHost.StartAsync();
    public async Task DisposeAsync() => await host.DisposeAsync();

    private IKeepingGrain Keeping => host.Grains.GetGrain<IKeepingGrain>(7);

    [Fact]
    public async Task What_was_written_is_there_in_the_next_life_and_what_was_not_is_gone()
    {
        Assert.Null(await Keeping.Kept());
        await Keeping.Keep("fees");
        await Keeping.ChangeUnkept("taxes");
        Assert.Equal("taxes", await Keeping.Kept());
        await Keeping.End();
        Assert.Equal("fees", await Keeping.Kept());
        await Keeping.Forget();
        await Keeping.End();
        Assert.Null(await Keeping.Kept());
    }

    [Fact]
    public async Task A_reminder_wakes_its_grain_again_and_again_until_it_is_taken_back()
    {
        await Keeping.RemindMe("call", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));
        await Keeping.End();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await host.Stage.Reached("call-1 of 7 at 09:10");
        await Keeping.Kept();
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        await host.Stage.Reached("call-2 of 7 at 09:40");
        Assert.Equal("call", await Keeping.Reminders());

        await Keeping.RemindMeNoMore("call");
        host.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal("", await Keeping.Reminders());
        Assert.DoesNotContain("call-3", host.Stage.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_of_the_same_name_replaces_the_earlier_one()
    {
        await Keeping.RemindMe("call", TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
        await Keeping.RemindMe("call", TimeSpan.FromMinutes(20), TimeSpan.FromHours(1));
        Assert.Equal("call", await Keeping.Reminders());
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await host.Stage.Reached("call-1 of 7 at 09:20");
    }

    [Fact]
    public async Task A_reminder_that_would_come_too_often_or_never_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Keeping.RemindMe("call", TimeSpan.Zero, TimeSpan.FromSeconds(59)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Keeping.RemindMe("call", Timeout.InfiniteTimeSpan, TimeSpan.FromHours(1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Keeping.RemindMe("call", TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Keeping.RemindMe(" ", TimeSpan.Zero, TimeSpan.FromHours(1)));
    }
}
