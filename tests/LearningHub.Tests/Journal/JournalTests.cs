using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using static LearningHub.Tests.Journal.RoomEvent;

namespace LearningHub.Tests.Journal;

public sealed class SqliteJournalTests(SqliteFixture database) : JournalTests(database), IClassFixture<SqliteFixture>;

public sealed class PostgreSqlJournalTests(PostgresFixture database) : JournalTests(database), IClassFixture<PostgresFixture>;

/// <summary>What the journal promises, on both databases.</summary>
public abstract partial class JournalTests(TestDatabase database) : IAsyncLifetime
{
    private static readonly Guid Amina = Guid.NewGuid();
    private static readonly Guid Joseph = Guid.NewGuid();

    private readonly FakeTimeProvider clock = new();
    private readonly string room = $"room-{Guid.NewGuid():N}";
    private RoomJournal hub = null!;

    public async Task InitializeAsync()
    {
        hub = new(database, clock);
        await using var db = hub.Open();
        await db.Database.EnsureCreatedAsync();
    }

    public async Task DisposeAsync() => await hub.DisposeAsync();

    [Fact]
    public async Task What_is_appended_is_read_again_in_order_and_whole()
    {
        var happened = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(3)).AddTicks(1234567);
        var receipt = await hub.Journal.AppendAsync(new(room, 0, [new Opened("Frais \"et\" coûts"), new Answered(Amina, 2)], HappenedAt: happened));
        await hub.Append(room, 2, new Answered(Joseph, 1));

        var all = await hub.Read(room);
        Assert.Equal([new Opened("Frais \"et\" coûts"), new Answered(Amina, 2), new Answered(Joseph, 1)], all.Select(r => r.Event));
        Assert.Equal([1, 2, 3], all.Select(r => r.Version));
        Assert.Equal((2, all[1].Position, false), (receipt.Version, receipt.Position, receipt.Repeated));
        Assert.Equal(JournalTime.Whole(happened), all[0].HappenedAt);
        Assert.Null(all[2].HappenedAt);
        Assert.Equal(JournalTime.Whole(clock.GetUtcNow()), all[0].RecordedAt);
        Assert.Equal(3, all.Select(r => r.EventId).Distinct().Count());
        Assert.Equal([new Answered(Joseph, 1)], (await hub.Read(room, after: 2)).Select(r => r.Event));
    }

    [Fact]
    public async Task A_line_carries_its_stored_name_and_no_discriminator_in_its_data()
    {
        await hub.Append(room, 0, new Opened("Fees"));
        await using var db = hub.Open();
        var line = await db.Journal.AsNoTracking().SingleAsync(row => row.Stream == room);
        Assert.Equal(("room.opened.v1", """{"title":"Fees"}"""), (line.Type, line.Data));
        Assert.Equal(7, line.EventId.Version);
        Assert.NotEqual(Guid.Empty, line.Site);
        Assert.Single((await db.Journal.Select(row => row.Site).Distinct().ToListAsync()));
    }

    [Fact]
    public async Task A_long_history_is_read_to_its_end()
    {
        await hub.Append(room, 0, [.. Enumerable.Range(0, 1200).Select(i => new Opened($"{i}"))]);
        Assert.Equal(Enumerable.Range(0, 1200).Select(i => new Opened($"{i}")), (await hub.Read(room)).Select(r => r.Event));
    }

    [Fact]
    public async Task A_caller_who_decided_on_an_older_version_is_told_the_newer_one_and_nothing_is_kept()
    {
        await hub.Append(room, 0, new Opened("Fees"));
        var moved = await Assert.ThrowsAsync<StreamMovedException>(() => hub.Append(room, 0, new Opened("Again")));
        Assert.Equal(1, moved.Actual);
        await Assert.ThrowsAsync<StreamMovedException>(() => hub.Append(room, 5, new Opened("Too far")));
        Assert.Single(await hub.Read(room));
    }

    [Fact]
    public async Task The_same_command_twice_adds_nothing_and_gets_the_first_receipt()
    {
        var command = Guid.NewGuid();
        var first = await hub.Journal.AppendAsync(new(room, 0, [new Opened("Fees"), new Answered(Amina, 1)], command));
        await hub.Append(room, 2, new Answered(Joseph, 1));
        var ran = false;
        var second = await hub.Journal.AppendAsync(new(room, 0, [new Opened("Fees"), new Answered(Amina, 1)], command, Beside: (_, _) => { ran = true; return default; }));

        Assert.Equal(first with { Repeated = true }, second);
        Assert.False(ran);
        Assert.Equal(3, (await hub.Read(room)).Count);
    }

    [Fact]
    public async Task The_same_command_on_two_streams_is_two_commands()
    {
        var command = Guid.NewGuid();
        await hub.Journal.AppendAsync(new(room, 0, [new Opened("Fees")], command));
        Assert.False((await hub.Journal.AppendAsync(new(room + "-b", 0, [new Opened("Fees")], command))).Repeated);
    }

    [Fact]
    public async Task A_command_sent_many_times_at_once_is_carried_out_once()
    {
        var command = Guid.NewGuid();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => hub.Journal.AppendAsync(new(room, 0, [new Opened("Fees")], command))));
        Assert.Single(receipts, receipt => !receipt.Repeated);
        Assert.Single(receipts.Select(receipt => receipt.Position).Distinct());
        Assert.Single(await hub.Read(room));
    }

    [Fact]
    public async Task Appends_may_be_queued_ahead_each_at_the_version_the_one_before_it_leads_to()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => hub.Append(room, i, new Opened($"{i}"))));
        Assert.Equal(Enumerable.Range(1, 400).Select(i => (long)i), receipts.Select(receipt => receipt.Version));
        Assert.Equal(Enumerable.Range(0, 400).Select(i => new Opened($"{i}")), (await hub.Read(room)).Select(r => r.Event));
    }

    [Fact]
    public async Task Writers_of_many_streams_do_not_disturb_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async writer =>
        {
            for (var i = 0; i < 20; i++) await hub.Append($"{room}-{writer}", i, new Answered(Amina, i));
        }));
        for (var writer = 0; writer < 64; writer++)
            Assert.Equal(Enumerable.Range(0, 20).Select(i => new Answered(Amina, i)), (await hub.Read($"{room}-{writer}")).Select(r => r.Event));
        await PositionsAreGapFree();
    }

    [Fact]
    public async Task An_append_needs_an_event() =>
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Append(room, 0));

    [Fact]
    public async Task An_event_that_no_record_stands_for_is_named()
    {
        await hub.Append(room, 0, new Opened("Fees"));
        await using (var db = hub.Open())
            await db.Database.ExecuteSqlAsync($"update journal set type = 'room.painted.v2' where stream = {room}");
        var unknown = await Assert.ThrowsAsync<UnknownEventException>(() => hub.Read(room));
        Assert.Contains("room.painted.v2", unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnknownEventException>(() => hub.Rebuild.RunAsync());
        await using (var db = hub.Open())
            await db.Database.ExecuteSqlAsync($"update journal set type = 'room.opened.v1' where stream = {room}");
    }

    private async Task PositionsAreGapFree()
    {
        var lines = await hub.Lines();
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(i => (long)i), lines.Select(line => line.Position));
    }
}
