using LearningHub.Grains;
using LearningHub.Tests.Common;
using LearningHub.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Journal;

/// <summary>The program, started with words.</summary>
public sealed class CommandTests(SqliteFixture database) : IClassFixture<SqliteFixture>
{
    [Fact]
    public async Task Journal_rebuild_says_what_it_did_and_ends()
    {
        var (exitCode, output, errors) = await RunAsync("journal", "rebuild");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Matches(@"Filled \d+ tables again from 0 events\.", output);
    }

    [Fact]
    public async Task Journal_rebuild_names_the_event_it_does_not_know_and_changes_nothing()
    {
        await using var services = new ServiceCollection().AddHubDatabase(database.Provider, database.ConnectionString).BuildServiceProvider();
        await using var db = services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContext();
        await Storage.PrepareAsync(db);
        await db.Database.ExecuteSqlRawAsync("""
            insert into journal (position, event_id, site, stream, version, type, data, recorded_at)
            values (1, '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002', 'sun-1', 1, 'sun.rose.v7', '{{}}', '2026-03-01T06:00:00.000000Z')
            """);
        var (exitCode, _, errors) = await RunAsync("journal", "rebuild");
        await db.Database.ExecuteSqlRawAsync("delete from journal");
        Assert.Equal(1, exitCode);
        Assert.Contains("sun.rose.v7", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_word_that_is_no_command_is_answered_with_what_there_is()
    {
        var (exitCode, _, errors) = await RunAsync("jurnal");
        Assert.Equal(2, exitCode);
        Assert.Contains("journal rebuild", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_verify_compares_with_a_head_that_somebody_kept_and_names_the_first_position_that_does_not_fit()
    {
        await using var services = new ServiceCollection().AddHubDatabase(database.Provider, database.ConnectionString).BuildServiceProvider();
        await using var db = services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContext();
        await Storage.PrepareAsync(db);
        var (exitCode, _, errors) = await RunAsync("journal", "verify", $"3:{new string('a', 64)}");
        Assert.Equal(1, exitCode);
        Assert.Contains("broken at position 1", errors, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] words) =>
        ChildProgram.RunAsync("LearningHub.Web", [.. words, $"--Storage:ConnectionString={database.ConnectionString}"]);
}
