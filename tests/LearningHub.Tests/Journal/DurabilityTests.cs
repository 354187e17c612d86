using System.Diagnostics;
using LearningHub.Grains;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using LearningHub.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Journal;

public sealed class SqliteDurabilityTests(SqliteFixture database) : DurabilityTests(database), IClassFixture<SqliteFixture>;

public sealed class PostgreSqlDurabilityTests(PostgresFixture database) : DurabilityTests(database), IClassFixture<PostgresFixture>;

/// <summary>A receipt that left means events on disk, whatever happens to the program a moment later.</summary>
public abstract class DurabilityTests(TestDatabase database) : IAsyncLifetime
{
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        services = new ServiceCollection().AddHubDatabase(database.Provider, database.ConnectionString).BuildServiceProvider();
        await using var db = Open();
        await Storage.PrepareAsync(db);
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task Every_receipt_that_a_killed_program_gave_is_there_afterwards()
    {
        for (var round = 0; round < 3; round++)
        {
            using var program = ChildProgram.Start("LearningHub.Appender", $"{database.Provider}", database.ConnectionString, $"killed-{round}", "16");
            var receipts = await UntilKilledAsync(program, Random.Shared.Next(50, 400));
            await HoldsAsync(receipts);
        }
    }

    [Fact]
    public async Task Two_programs_that_are_killed_at_work_leave_no_gap_and_keep_every_receipt()
    {
        using var first = ChildProgram.Start("LearningHub.Appender", $"{database.Provider}", database.ConnectionString, "first", "8");
        using var second = ChildProgram.Start("LearningHub.Appender", $"{database.Provider}", database.ConnectionString, "second", "8");
        var receipts = await Task.WhenAll(UntilKilledAsync(first, 100), UntilKilledAsync(second, 150));
        await HoldsAsync([.. receipts.SelectMany(r => r)]);
    }

    /// <summary>Kills the program (SIGKILL) after so many receipts, and answers all that it had printed by then.</summary>
    private static async Task<List<(string Stream, long Version)>> UntilKilledAsync(Process program, int receipts)
    {
        var kept = new List<(string, long)>();
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is [var stream, var version, "kept"]) kept.Add((stream, long.Parse(version, null)));
            if (kept.Count == receipts) program.Kill();
        }

        Assert.True(kept.Count >= receipts, await program.StandardError.ReadToEndAsync());
        return kept;
    }

    private async Task HoldsAsync(List<(string Stream, long Version)> receipts)
    {
        await using var db = Open();
        var lines = await db.Set<JournalRow>().AsNoTracking().OrderBy(row => row.Position).Select(row => new { row.Position, row.Stream, row.Version }).ToListAsync();
        Assert.Subset(lines.Select(line => (line.Stream, line.Version)).ToHashSet(), receipts.ToHashSet());
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(i => (long)i), lines.Select(line => line.Position));
        foreach (var stream in lines.GroupBy(line => line.Stream))
            Assert.Equal(Enumerable.Range(1, stream.Count()).Select(i => (long)i), stream.Select(line => line.Version));
    }

    private HubDbContext Open() => services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContext();
}
