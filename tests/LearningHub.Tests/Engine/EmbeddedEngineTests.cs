using System.Collections.Concurrent;
using LearningHub.EmbeddedOrleans;
using LearningHub.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Engine;

/// <summary>What the embedded engine does of its own accord, beyond what it shares with Orleans.</summary>
public sealed class EmbeddedEngineTests
{
    [Fact]
    public async Task An_object_in_place_of_its_reference_is_refused_as_a_real_silo_could_not_carry_it()
    {
        await using var host = await GrainHost.StartAsync();
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => host.Grains.GetGrain<IWatchedGrain>(Guid.NewGuid()).Watch(new Deaf()));
        Assert.Contains("CreateObjectReference", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_outlives_the_program_and_the_ticks_missed_meanwhile_are_skipped()
    {
        var store = new Store();
        await using (var before = await GrainHost.StartAsync(silo => silo.Services.AddSingleton<IReminderStore>(store)))
            await before.Grains.GetGrain<IKeepingGrain>(7).RemindMe("call", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));

        await using var after = await GrainHost.StartAsync(silo => silo.Services.AddSingleton<IReminderStore>(store), startsAfter: TimeSpan.FromHours(2));
        after.Clock.Advance(TimeSpan.FromMinutes(10));
        await after.Stage.Reached("call-1 of 7 at 11:10");
        Assert.Equal("call", await after.Grains.GetGrain<IKeepingGrain>(7).Reminders());
        await after.Grains.GetGrain<IKeepingGrain>(7).RemindMeNoMore("call");
        Assert.Empty(await store.AllAsync(default));
    }

    [Fact]
    public async Task A_call_that_comes_when_the_program_has_ended_says_so()
    {
        await using var host = await GrainHost.StartAsync();
        host.Stage.OpenAll();
        await host.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => host.Grains.GetGrain<IPlainGrain>("one").Name());
    }

    [Fact]
    public async Task A_grain_that_ends_itself_while_it_activates_fails_its_calls_in_the_end()
    {
        await using var host = await GrainHost.StartAsync();
        await Assert.ThrowsAsync<OrleansException>(() => host.Grains.GetGrain<IRestlessGrain>("one").Do());
    }

    [Fact]
    public void A_part_of_a_cluster_is_refused_with_a_sentence_that_helps()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Role"] = "Silo";
        var refusal = Assert.Throws<StartException>(builder.AddGrainEngine);
        Assert.Contains("Role is 'Silo'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("only All", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Deaf : IWatcher
    {
        public Task Saw(string what) => Task.CompletedTask;
        public Task Heard(string what) => Task.CompletedTask;
    }

    private sealed class Store : IReminderStore
    {
        private readonly ConcurrentDictionary<(string, string), StoredReminder> reminders = new();

        public Task<IReadOnlyList<StoredReminder>> AllAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<StoredReminder>>([.. reminders.Values]);

        public Task SaveAsync(StoredReminder reminder, CancellationToken ct)
        {
            reminders[(reminder.Grain, reminder.Name)] = reminder;
            return Task.CompletedTask;
        }

        public Task RemoveAsync(string grain, string name, CancellationToken ct)
        {
            reminders.TryRemove((grain, name), out _);
            return Task.CompletedTask;
        }
    }
}

/// <summary>A grain that never stays.</summary>
public interface IRestlessGrain : IGrainWithStringKey
{
    Task Do();
}

public sealed class RestlessGrain : Grain, IRestlessGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Do() => Task.CompletedTask;
}
