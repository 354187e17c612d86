using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains;
using LearningHub.Grains.Audit;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Grains.Messages;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LearningHub.Tests.Cascade;

/// <summary>Grains, journal and tables of the cascade on a real database, with the courses of this repository and a clock of its own.</summary>
public sealed class CascadeHub(TestDatabase database) : IAsyncDisposable
{
    private IHost host = null!;

    public FakeTimeProvider Clock { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    public IGrainFactory Grains => Of<IGrainFactory>();
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
    public Module Module => Of<ContentLibrary>().Current("labour-mobility")!;

    public T Of<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public static async Task<CascadeHub> StartAsync(TestDatabase database)
    {
        var hub = new CascadeHub(database);
        await hub.RestartAsync();
        await using var db = await hub.Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        return hub;
    }

    /// <summary>As after a crash: nothing is left but the file.</summary>
    public async Task RestartAsync()
    {
        if (host is not null) await StopAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseInMemoryReminderService());
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddHubDatabase(database.Provider, database.ConnectionString);
        builder.Services.AddSingleton(new Seal(new byte[32])).AddPersonRecords();
        builder.Services.AddLearning(null, AppContext.BaseDirectory, strict: false).AddCohorts().AddCascade().AddMessages().AddAudit();
        builder.Services.AddJournal<HubDbContext>().Family<JoinCodeEvent>();
        host = builder.Build();
        await host.StartAsync();
    }

    /// <summary>A person who passed the module's test now, and so may teach from the next second on.</summary>
    public async Task<LearnerId> SeedAsync(string name = "Amina Seed")
    {
        var person = await PersonAsync(name);
        var learner = Grains.GetGrain<ILearnerGrain>(person.Value);
        var test = (await learner.TakeTest(Module.Id, TestOccasion.Post)).Attempt!.Value;
        var given = await Of<TestGivenQuery>().OfAsync(person, test);
        foreach (var item in given!.Items) await learner.AnswerTest(test, item, Module.Item(item)!.RightOption!, true);
        Assert.True((await learner.FinishTest(test)).Accepted);
        Clock.Advance(TimeSpan.FromSeconds(1));
        return person;
    }

    public async Task<LearnerId> PersonAsync(string name, bool hidden = false)
    {
        var id = new LearnerId(Guid.CreateVersion7(Clock.GetUtcNow()));
        await using var db = await Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var person = Person.Learner(id, name, Clock.GetUtcNow());
        person.Hidden = hidden;
        db.Users.Add(person);
        await db.SaveChangesAsync();
        return id;
    }

    public SessionDetails Details(LearnerId trainer, int heads = 8, InstitutionId? institution = null) =>
        new(Module.Id, Today, "Gasabo", "Training room 2", 20, [trainer], heads, institution);

    /// <summary>A recorded session with one coupon for each head.</summary>
    public async Task<(ICascadeSessionGrain Grain, CascadeSessionId Id, ImmutableArray<CouponLine> Coupons)> SessionAsync(
        LearnerId trainer, int heads = 8, InstitutionId? institution = null)
    {
        var id = new CascadeSessionId(Guid.CreateVersion7(Clock.GetUtcNow()));
        var grain = Grains.GetGrain<ICascadeSessionGrain>(id.Value);
        Assert.Null((await grain.Record(Details(trainer, heads, institution), trainer, Today)).Refusal);
        Assert.Null((await grain.IssueCoupons(Guid.NewGuid(), heads, trainer)).Refusal);
        return (grain, id, (await Of<CascadeSessionQuery>().FindAsync(id))!.Coupons);
    }

    /// <summary>The answers to a coupon's check, the first so many of them right.</summary>
    public ImmutableArray<GivenAnswer> Answers(Guid coupon, int right = 5) =>
        [.. CouponCheck.Draw(Module, coupon).Select((item, i) => new GivenAnswer(item.Id, i < right ? item.RightOption! : item.Options.First(o => !o.Right).Id))];

    public async Task<LearnerId> ConfirmAsync(ICascadeSessionGrain session, Guid coupon, int right = 5, string name = "Eric Colleague")
    {
        var person = await PersonAsync(name);
        Assert.Null((await session.Redeem(coupon, person, "link")).Refusal);
        Assert.Null((await session.CompleteCheck(coupon, person, Answers(coupon, right))).Refusal);
        Clock.Advance(TimeSpan.FromSeconds(1));
        return person;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StopAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
