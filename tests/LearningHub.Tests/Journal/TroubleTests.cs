using System.Data;
using System.Data.Common;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static LearningHub.Tests.Journal.RoomEvent;

namespace LearningHub.Tests.Journal;

/// <summary>A database that stops taking writes while the program runs: callers are told, nothing is half-written, and it recovers by itself.</summary>
public sealed class SqliteTroubleTests(SqliteFixture database) : IClassFixture<SqliteFixture>
{
    [Fact]
    public async Task A_full_disk_is_told_and_once_there_is_room_the_same_writer_goes_on()
    {
        var disk = new Disk();
        await using var hub = new RoomJournal(database, interceptor: disk);
        await using (var db = hub.Open()) await db.Database.EnsureCreatedAsync();
        await hub.Append("room-full", 0, new Opened("Fees"));

        disk.Set("pragma max_page_count = 1"); // SQLite takes the file's present size instead
        var big = new Opened(new string('x', 200_000));
        var waiting = Enumerable.Range(0, 10).Select(i => hub.Append($"room-full-{i}", 0, new Answered(Guid.NewGuid(), i), big)).ToList();
        foreach (var append in waiting) await Assert.ThrowsAsync<JournalUnavailableException>(() => append);

        disk.Set(Disk.Roomy);
        Assert.Equal(2, (await hub.Append("room-full", 1, new Opened("Again"))).Version);
        Assert.Equal(["room-full", "room-full"], (await hub.Lines()).Select(line => line.Stream));
        await using var after = hub.Open();
        Assert.Empty(after.Tallies);
    }

    [Fact]
    public async Task A_read_only_file_is_read_but_takes_no_writes()
    {
        await using (var writable = new RoomJournal(database))
        {
            await using (var db = writable.Open()) await db.Database.EnsureCreatedAsync();
            await writable.Append("room-read-only", 0, new Opened("Fees"));
        }

        await using var hub = new RoomJournal(database.Provider, database.ConnectionString + ";Mode=ReadOnly");
        await Assert.ThrowsAsync<JournalUnavailableException>(() => hub.Append("room-read-only", 1, new Opened("Again")));
        Assert.Single(await hub.Read("room-read-only"));
    }

    [Fact]
    public async Task A_file_that_can_not_be_opened_is_told()
    {
        await using var hub = new RoomJournal(database.Provider, "Data Source=/nowhere/at/all/hub.db");
        await Assert.ThrowsAsync<JournalUnavailableException>(() => hub.Append("room", 0, new Opened("Fees")));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => hub.Read("room"));
    }

    private sealed class Disk : DbConnectionInterceptor
    {
        public const string Roomy = "pragma max_page_count = 1000000000";

        private readonly List<DbConnection> opened = [];
        private string pragma = Roomy;

        /// <summary>For connections that open from now on, and for those that are open: the writer holds its own.</summary>
        public void Set(string value)
        {
            pragma = value;
            foreach (var connection in opened.Where(connection => connection.State == ConnectionState.Open)) Apply(connection);
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (!opened.Contains(connection)) opened.Add(connection);
            Apply(connection);
            return Task.CompletedTask;
        }

        private void Apply(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = pragma;
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>The same on a server.</summary>
public sealed class PostgreSqlTroubleTests(PostgresFixture database) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly RoomJournal hub = new(database);

    public async Task InitializeAsync()
    {
        await using var db = hub.Open();
        await db.Database.EnsureCreatedAsync();
    }

    public async Task DisposeAsync() => await hub.DisposeAsync();

    [Fact]
    public async Task A_server_that_turns_read_only_is_told_and_afterwards_the_same_writer_goes_on()
    {
        await hub.Append("room-read-only", 0, new Opened("Fees"));
        await ServerAsync($"alter database {database.Name} set default_transaction_read_only = on", Cut);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => hub.Append("room-read-only", 1, new Opened("Again")));
        Assert.Single(await hub.Read("room-read-only"));

        await ServerAsync($"alter database {database.Name} reset default_transaction_read_only", Cut);
        Assert.Equal(2, (await AppendOnceCutLinksAreGoneAsync("room-read-only", 1)).Version);
    }

    [Fact]
    public async Task A_server_that_can_not_be_reached_is_told_and_afterwards_the_same_writer_goes_on()
    {
        await hub.Append("room-away", 0, new Opened("Fees"));
        await ServerAsync($"alter database {database.Name} allow_connections false", Cut);
        var waiting = Enumerable.Range(0, 5).Select(i => hub.Append($"room-away-{i}", 0, new Answered(Guid.NewGuid(), 1))).ToList();
        foreach (var append in waiting) await Assert.ThrowsAsync<JournalUnavailableException>(() => append);

        await ServerAsync($"alter database {database.Name} allow_connections true");
        Assert.Equal(2, (await AppendOnceCutLinksAreGoneAsync("room-away", 1)).Version);
        Assert.DoesNotContain(await hub.Lines(), line => line.Stream.StartsWith("room-away-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_listening_at_all_is_told()
    {
        await using var nowhere = new RoomJournal(database.Provider, $"Host=127.0.0.1;Port={Ports.Free()};Database=hub;Username=hub;Timeout=5");
        await Assert.ThrowsAsync<JournalUnavailableException>(() => nowhere.Append("room", 0, new Opened("Fees")));
    }

    private string Cut => $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database.Name}'";

    /// <summary>The pool may still hold a link that was cut; it's found out by the first who uses it.</summary>
    private async Task<Receipt> AppendOnceCutLinksAreGoneAsync(string room, long expected)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await hub.Append(room, expected, new Opened("Again"));
            }
            catch (JournalUnavailableException) when (attempt < 10)
            {
                // the next link
            }
        }
    }

    private static async Task ServerAsync(params string[] statements)
    {
        var server = await PostgresServer.SharedAsync();
        foreach (var statement in statements) await server.RunAsync(statement);
    }
}
