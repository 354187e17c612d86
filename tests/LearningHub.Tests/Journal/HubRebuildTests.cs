using LearningHub.Grains;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Journal;

/// <summary>The whole program with the demonstration's history: every table that is made from events can be made again.</summary>
public sealed class HubRebuildTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public Task A_rebuild_leaves_every_read_table_as_it_was_on_SQLite() => RebuildAsync([]);

    [Fact]
    public Task A_rebuild_leaves_every_read_table_as_it_was_on_PostgreSQL() =>
        RebuildAsync(new() { ["Storage:Provider"] = "PostgreSQL", ["Storage:ConnectionString"] = database.ConnectionString });

    private static async Task RebuildAsync(Dictionary<string, string> settings)
    {
        settings["Demo:Enabled"] = "true";
        using var hub = new Hub { Settings = settings };
        var before = await DumpAsync(hub);
        var rebuilt = await hub.Services.GetRequiredService<JournalRebuild<HubDbContext>>().RunAsync();

        Assert.True(rebuilt.Events > 100, $"The demonstration has {rebuilt.Events} events.");
        var after = await DumpAsync(hub);
        Assert.Equal(before.Split('\n'), after.Split('\n')); // line by line, so that a difference is shown
    }

    private static async Task<string> DumpAsync(Hub hub)
    {
        await using var db = await hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        return await ReadTables.DumpAsync(db);
    }
}
