using LearningHub.Grains;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using static LearningHub.Tests.Journal.RoomEvent;

namespace LearningHub.Tests.Journal;

public sealed class SqliteJournalChainTests(SqliteFixture database) : JournalChainTests(database), IClassFixture<SqliteFixture>;

public sealed class PostgreSqlJournalChainTests(PostgresFixture database) : JournalChainTests(database), IClassFixture<PostgresFixture>;

/// <summary>Whoever changes what is in the journal is found, on both databases.</summary>
public abstract class JournalChainTests(TestDatabase database) : IAsyncLifetime
{
    private const int Lines = 12;

    private RoomJournal hub = null!;
    private RoomContext db = null!;
    private JournalSealer<RoomContext> sealer = null!;
    private JournalCheck<RoomContext> check = null!;

    public async Task InitializeAsync()
    {
        hub = new(database, new FakeTimeProvider());
        db = hub.Open();
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlRawAsync("delete from journal");
        await db.Database.ExecuteSqlRawAsync("delete from journal_seals");
        (sealer, check) = (hub.Sealer, hub.Check);
        for (var i = 0; i < Lines; i++)
        {
            var happened = i % 2 == 0 ? (DateTimeOffset?)null : new(2026, 3, 1, 9, i, 0, TimeSpan.Zero);
            await hub.Journal.AppendAsync(new("room-é", i, [new Opened($"Leçon {i}")], CommandId: i % 3 == 0 ? Guid.NewGuid() : null, HappenedAt: happened));
            if (i == 4) await sealer.SealAsync(); // two stretches
        }

        await sealer.SealAsync();
    }

    public async Task DisposeAsync()
    {
        await db.DisposeAsync();
        await hub.DisposeAsync();
    }

    [Fact]
    public async Task A_journal_that_nobody_touched_holds_and_new_lines_wait_for_their_seal()
    {
        var head = await sealer.SealAsync();
        Assert.Equal(head, await sealer.SealAsync()); // nothing new: nothing sealed
        await hub.Append("room-é", Lines, new Opened("Later"));
        var report = await check.RunAsync([head]);
        Assert.Equal((Lines + 1, 1, null), (report.Events, report.Unsealed, report.Break));
        Assert.Contains(head with { At = null }, (await sealer.EarlierAsync([5])).Select(earlier => earlier with { At = null }));
        Assert.Contains(5, (await sealer.EarlierAsync([5])).Select(earlier => earlier.Position));
    }

    [Fact]
    public async Task The_chain_is_what_the_document_says()
    {
        var rows = await hub.Lines();
        var before = new byte[32];
        foreach (var row in rows)
        {
            string?[] fields =
            [
                $"{row.Position}", $"{row.EventId}", $"{row.Site}", row.Stream, $"{row.Version}", row.Type, row.Data, row.CommandId?.ToString(),
                $"{row.RecordedAt:yyyy-MM-ddTHH:mm:ss.ffffffZ}", row.HappenedAt is { } at ? $"{at:yyyy-MM-ddTHH:mm:ss.ffffffZ}" : null,
            ];
            var text = string.Concat(fields.Select(field => field is null ? "-," : $"{System.Text.Encoding.UTF8.GetByteCount(field)}:{field},"));
            before = System.Security.Cryptography.SHA256.HashData([.. before, .. System.Text.Encoding.UTF8.GetBytes(text)]);
        }

        Assert.Equal(Convert.ToHexStringLower(before), (await sealer.SealAsync()).Hash);
    }

    [Theory]
    [InlineData("update journal set data = '{{}}' where position = 3", 3)]
    [InlineData("update journal set type = 'room.waved.v1' where position = 12", 12)]
    [InlineData("update journal set recorded_at = happened_at where position = 8", 8)]
    [InlineData("update journal set command_id = null where position = 10", 10)]
    [InlineData("update journal set happened_at = null where position = 2", 2)]
    [InlineData("delete from journal where position = 6", 6)]
    [InlineData("delete from journal where position = 12", 12)]
    [InlineData("delete from journal", 1)]
    [InlineData("delete from journal where position = 6; update journal set position = -position where position > 6; update journal set position = -position - 1 where position < 0", 6)] // removed and closed up
    [InlineData("update journal set position = -position where position in (4, 9); update journal set position = 13 + position where position < 0", 4)] // 4 and 9 have changed places
    [InlineData("update journal set position = -position where position > 6; update journal set position = 1 - position where position < 0; insert into journal (position, event_id, site, stream, version, type, data, recorded_at, happened_at) select 7, site, site, 'room-2', 1, type, data, recorded_at, happened_at from journal where position = 1", 7)] // put in between
    [InlineData("update journal set position = 0 where position = 12", 0)]
    [InlineData("delete from journal_seals where position = 5", 1)]
    public async Task What_somebody_changed_is_found_at_its_first_position(string change, long position)
    {
        await db.Database.ExecuteSqlRawAsync(change);
        Assert.Equal(position, (await check.RunAsync([])).Break?.Position);
    }

    [Fact]
    public async Task A_journal_that_was_changed_and_sealed_anew_is_found_by_whoever_kept_a_head()
    {
        var kept = await sealer.SealAsync();
        await db.Database.ExecuteSqlRawAsync("update journal set data = '{{}}' where position = 3");
        await db.Database.ExecuteSqlRawAsync("delete from journal_seals");
        await sealer.SealAsync();
        Assert.Null((await check.RunAsync([])).Break);
        Assert.Equal(Lines, (await check.RunAsync([kept])).Break?.Position);
        Assert.Equal(Lines + 1, (await check.RunAsync([kept with { Position = 99 }])).Break?.Position);
    }

    [Fact]
    public async Task Two_nodes_that_seal_at_once_make_one_chain()
    {
        await using var other = new RoomJournal(database);
        for (var i = 0; i < 30; i++) await hub.Append("room-2", i, new Waved(Guid.NewGuid()));
        // On one SQLite file there is one program; on PostgreSQL the lock keeps the other waiting.
        if (database.Provider == StorageProvider.PostgreSQL) await Task.WhenAll(sealer.SealAsync(), other.Sealer.SealAsync());
        else await Task.WhenAll(sealer.SealAsync(), sealer.SealAsync());
        var report = await check.RunAsync([]);
        Assert.Equal((Lines + 30, 0, null), (report.Events, report.Unsealed, report.Break));
    }
}
