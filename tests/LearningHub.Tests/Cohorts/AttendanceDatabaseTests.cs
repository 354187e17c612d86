using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LearningHub.Tests.Cohorts;

public sealed class AttendanceOnSqliteTests() : AttendanceDatabaseTests(new SqliteFixture());

public sealed class AttendanceOnPostgresTests() : AttendanceDatabaseTests(new PostgresFixture());

/// <summary>Grain, journal, tables and queries of attendance, on either database.</summary>
public abstract class AttendanceDatabaseTests(TestDatabase database) : IAsyncLifetime
{
    private static readonly HalfDay Morning = new(new(2026, 3, 2), false);

    private readonly FakeTimeProvider clock = new(new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero));
    private readonly CohortId id = new(Guid.CreateVersion7());
    private readonly LearnerId facilitator = new(Guid.CreateVersion7());
    private IHost host = null!;

    private ICohortGrain Grain => Of<IGrainFactory>().GetGrain<ICohortGrain>(id.Value);

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        await StartAsync();
        await using (var db = await Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync()) await db.Database.MigrateAsync();
        await Grain.Plan("Fair recruitment", "Musanze", Morning.Day, Morning.Day.AddDays(1), [new("labour-mobility", 1)], null, "K7P2QX", facilitator);
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Forty_five_codes_at_once_are_all_kept_once()
    {
        var people = Enumerable.Range(0, 45).Select(_ => new LearnerId(Guid.CreateVersion7())).ToArray();
        foreach (var person in people) await Grain.Join(person);
        await Grain.OpenHalfDay(Morning, facilitator, false);
        var replies = await Task.WhenAll(people.Concat(people).Select(person => Grain.ConfirmAttendance(person, Digits(), null, person.ToString())));
        Assert.All(replies, reply => Assert.Equal((true, Morning, true), (reply.Reply.Accepted, reply.HalfDay!.Value, reply.Present)));
        Assert.Equal(45, replies.Count(reply => reply.Reply.Repeated));
        Assert.Equal(45, (await ViewAsync()).Present);
        await using var db = await Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.Equal(45, await db.AttendanceChanges.CountAsync());
    }

    [Fact]
    public async Task A_stop_loses_nothing_and_a_code_that_waited_meanwhile_counts()
    {
        var (amina, bo) = (new LearnerId(Guid.CreateVersion7()), new LearnerId(Guid.CreateVersion7()));
        await Grain.Join(amina);
        await Grain.Join(bo);
        await Grain.OpenHalfDay(Morning, facilitator, false);
        var (typed, digits) = (clock.GetUtcNow(), Digits());
        await Grain.ConfirmAttendance(amina, digits, null, "one phone");
        clock.Advance(TimeSpan.FromHours(30));
        await StopAsync();
        await StartAsync();

        Assert.True((await Grain.ConfirmAttendance(amina, digits, typed, "one phone")).Reply.Repeated);
        Assert.True((await Grain.ConfirmAttendance(bo, digits, typed.AddMinutes(9), "one phone")).Present);
        var view = await ViewAsync();
        Assert.Equal((2, 1, 1), (view.Present, view.People[0].SamePhone, view.People[1].SamePhone));
        Assert.Equal(typed.AddMinutes(9), view.People.Single(line => line.Learner == bo).TypedAt);
        Assert.Null(view.People.Single(line => line.Learner == amina).TypedAt);
    }

    [Fact]
    public async Task The_facilitators_word_stands_and_everything_that_was_said_remains_after_a_rebuild()
    {
        var amina = new LearnerId(Guid.CreateVersion7());
        await Grain.Join(amina);
        await Grain.OpenHalfDay(Morning, facilitator, false);
        await Grain.FixAttendance(Morning, [], [amina], FixUpReason.NotInRoom, facilitator, false);
        var reply = await Grain.ConfirmAttendance(amina, Digits(), null, null);
        Assert.Equal((true, false), (reply.Reply.Accepted, reply.Present));
        await Grain.FixAttendance(Morning, [amina], [], FixUpReason.WrongMark, facilitator, false);
        await Grain.CloseHalfDay(Morning, facilitator, false);

        await using var db = await Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var before = await ReadTables.DumpAsync(db);
        await Of<JournalRebuild<HubDbContext>>().RunAsync();
        await using var after = await Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.Equal(before, await ReadTables.DumpAsync(after));

        Assert.True((await ViewAsync()).People.Single().Present);
        var history = await Of<AttendanceQuery>().HistoryAsync(id, Morning, facilitator);
        Assert.Equal([FixUpReason.WrongMark, null, FixUpReason.NotInRoom], history.Select(change => change.Reason));
        Assert.Equal(clock.GetUtcNow(), (await ViewAsync()).Until);
        Assert.Equal((bool?[])[true, null, null, null], (await Of<AttendanceQuery>().OverviewAsync(id, facilitator, clock.GetUtcNow()))!.People.Single().Marks.ToArray());
    }

    [Fact]
    public async Task Present_all_day_and_trainer_of_an_own_session_that_day_is_flagged()
    {
        var amina = new LearnerId(Guid.CreateVersion7());
        await Grain.Join(amina);
        await using (var db = await Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync())
        {
            var session = Guid.CreateVersion7();
            db.CascadeSessions.Add(new() { Id = session, Module = "labour-mobility", ModuleVersion = 1, HeldOn = Morning.Day, District = "Gasabo" });
            db.CascadeTrainers.Add(new() { SessionId = session, LearnerId = amina.Value });
            await db.SaveChangesAsync();
        }

        await Grain.FixAttendance(Morning, [amina], [], FixUpReason.PaperSheet, facilitator, false);
        Assert.Empty(await Of<OverlapQuery>().OfCohortAsync(id, facilitator)); // a session in the afternoon is no conflict
        await Grain.FixAttendance(Morning with { Afternoon = true }, [amina], [], FixUpReason.PaperSheet, facilitator, false);
        Assert.Contains("Gasabo", Assert.Single(await Of<OverlapQuery>().OfCohortAsync(id, facilitator)).Elsewhere.Title, StringComparison.Ordinal);
    }

    private string Digits() => Of<AttendanceCodes>().Of(id).From(Morning, RotatingCode.StepOf(clock.GetUtcNow()), 1)[0];

    private async Task<HalfDayView> ViewAsync() => (await Of<AttendanceQuery>().FindAsync(id, Morning, facilitator))!;

    private T Of<T>() where T : notnull => host.Services.GetRequiredService<T>();

    private async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseInMemoryReminderService());
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddHubDatabase(database.Provider, database.ConnectionString);
        builder.Services.AddSingleton(new Seal(new byte[32])).AddSingleton<PersonNames>();
        builder.Services.AddCohorts();
        host = builder.Build();
        await host.StartAsync();
    }

    private async Task StopAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
