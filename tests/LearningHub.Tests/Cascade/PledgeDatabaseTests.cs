using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Learning;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Tests.Cascade;

public sealed class PledgesOnPostgresTests() : PledgeDatabaseTests(new PostgresFixture());

public sealed class PledgesOnSqliteTests() : PledgeDatabaseTests(new SqliteFixture());

/// <summary>Pledges and what follows them, on either database.</summary>
public abstract class PledgeDatabaseTests(TestDatabase database) : IAsyncLifetime
{
    private CascadeHub hub = null!;

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        hub = await CascadeHub.StartAsync(database);
    }

    public async Task DisposeAsync()
    {
        await hub.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_pledge_goes_from_a_day_to_a_supervisors_word_to_a_session_that_somebody_confirms()
    {
        var trainer = await hub.SeedAsync();
        var id = Guid.NewGuid();
        var pledge = hub.Grains.GetGrain<IPledgeGrain>(id);
        Assert.Equal("pledge.unknown", (await pledge.Schedule(trainer, hub.Today, "Gasabo", 8)).Refusal!.Code);
        Assert.Null((await hub.Grains.GetGrain<ILearnerGrain>(trainer.Value).Pledge(id, hub.Module.Id, 8, hub.Today.AddDays(30), new CohortId(Guid.NewGuid()))).Refusal);
        Assert.Null((await pledge.Schedule(trainer, hub.Today.AddDays(2), "Gasabo", 8)).Refusal);
        Assert.Null((await pledge.CoSign(true, new("Claudine Director", "claudine@example.org"), null)).Refusal);
        Assert.True((await pledge.CoSign(true, new("Claudine Director", null), null)).Repeated);
        Assert.Equal(PledgeNext.Teach, (await OfAsync(id)).Next(hub.Today));

        await hub.RestartAsync();
        pledge = hub.Grains.GetGrain<IPledgeGrain>(id);
        Assert.True((await pledge.Schedule(trainer, hub.Today.AddDays(2), "Gasabo", 8)).Repeated);
        Assert.Equal("Claudine Director", await hub.Of<PledgeQuery>().SupervisorAsync(id));
        hub.Clock.Advance(TimeSpan.FromDays(2));
        var (session, held, coupons) = await hub.SessionAsync(trainer);
        Assert.Null((await pledge.LinkSession(trainer, held)).Refusal);
        Assert.Equal("pledge.no-such-session", (await pledge.LinkSession(trainer, new(Guid.NewGuid()))).Refusal!.Code);
        Assert.Equal(PledgeStanding.Delivered, (await OfAsync(id)).Standing);
        await hub.ConfirmAsync(session, coupons[0].Number);

        var kept = Assert.Single(await hub.Of<PledgeQuery>().OfTrainerAsync(trainer));
        Assert.Equal((PledgeStanding.Verified, 1, 8), (kept.Standing, kept.Sessions[0].Confirmed, kept.Sessions[0].Heads));
        var funnel = PledgeFunnel.Of((await hub.Of<CascadeBooks>().OfModuleAsync(hub.Module.Id)).Lineage);
        Assert.All(funnel.Steps, step => Assert.Equal(1, step.Pledges));
    }

    [Fact]
    public async Task What_a_supervisor_typed_stands_in_no_event()
    {
        var trainer = await hub.SeedAsync();
        var id = Guid.NewGuid();
        await hub.Grains.GetGrain<ILearnerGrain>(trainer.Value).Pledge(id, hub.Module.Id, 8, hub.Today.AddDays(30), new CohortId(Guid.NewGuid()));
        await hub.Grains.GetGrain<IPledgeGrain>(id).CoSign(true, new("Claudine Director", "claudine@example.org"), null);
        await using var db = await hub.Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.DoesNotContain(await db.Set<JournalRow>().Select(row => row.Data).ToListAsync(), data => data.Contains("laudine", StringComparison.Ordinal));
        var typed = Assert.Single(await db.PledgeSupervisors.ToListAsync());
        Assert.DoesNotContain("example", typed.Contact, StringComparison.Ordinal);
        Assert.Equal("claudine@example.org", hub.Of<LearningHub.Grains.Common.Seal>().Show("supervisor", typed.Contact));
    }

    private async Task<PledgeProgress> OfAsync(Guid pledge) => (await hub.Of<PledgeQuery>().FindAsync(pledge))!;
}
