using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using static LearningHub.Tests.Journal.RoomEvent;

namespace LearningHub.Tests.Journal;

/// <summary>What happens together: read tables, rows beside the events, neighbours in one batch, several programs.</summary>
public abstract partial class JournalTests
{
    [Fact]
    public async Task A_page_that_is_loaded_after_the_receipt_shows_the_answer()
    {
        await hub.Append(room, 0, new Opened("Fees"), new Answered(Amina, 1), new Answered(Joseph, 1), new Answered(Amina, 2));
        await using var db = hub.Open();
        Assert.Equal(2, (await db.Tallies.SingleAsync(row => row.Room == room && row.Option == 1)).Count);
        Assert.Equal(2, (await db.Answers.SingleAsync(row => row.Room == room && row.Person == Amina)).Option);
    }

    [Fact]
    public async Task What_stands_beside_the_events_is_kept_with_them()
    {
        var person = Guid.NewGuid();
        await hub.Journal.AppendAsync(new(room, 0, [new Answered(person, 1)], Beside: (db, _) => Name(db, person, "Amina")));
        await using var db = hub.Open();
        Assert.Equal("Amina", (await db.Names.SingleAsync(row => row.Person == person)).Name);
    }

    [Fact]
    public async Task When_the_events_are_refused_nothing_beside_them_is_kept()
    {
        var person = Guid.NewGuid();
        await Assert.ThrowsAsync<StreamMovedException>(() =>
            hub.Journal.AppendAsync(new(room, 7, [new Answered(person, 1)], Beside: (db, _) => Name(db, person, "Amina"))));
        await using var db = hub.Open();
        Assert.False(await db.Names.AnyAsync(row => row.Person == person));
    }

    [Fact]
    public async Task A_projection_that_fails_leaves_no_event_and_no_row()
    {
        var person = Guid.NewGuid();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            hub.Journal.AppendAsync(new(room, 0, [new Answered(person, 1), new Spoiled()], Beside: (db, _) => Name(db, person, "Amina"))));
        await using var db = hub.Open();
        Assert.Empty(await hub.Read(room));
        Assert.False(await db.Tallies.AnyAsync(row => row.Room == room));
        Assert.False(await db.Names.AnyAsync(row => row.Person == person));
    }

    [Fact]
    public async Task One_bad_append_does_not_fail_its_neighbours()
    {
        var gate = await HoldWriterAsync();
        var good = Enumerable.Range(0, 20).Select(i => hub.Append($"{room}-{i}", 0, new Answered(Amina, i))).ToList();
        var spoiled = hub.Append($"{room}-20", 0, new Spoiled());
        var thrown = hub.Journal.AppendAsync(new($"{room}-21", 0, [new Opened("Fees")], Beside: (_, _) => throw new FormatException("No.")));
        var moved = hub.Append($"{room}-22", 9, new Opened("Fees"));
        var after = hub.Append($"{room}-20", 1, new Answered(Amina, 1)); // queued ahead of the spoiled one's failure
        var last = hub.Append($"{room}-0", 1, new Answered(Joseph, 0));
        gate.SetResult();

        await Task.WhenAll(good);
        Assert.Equal(2, (await last).Version);
        await Assert.ThrowsAsync<InvalidOperationException>(() => spoiled);
        await Assert.ThrowsAsync<FormatException>(() => thrown);
        await Assert.ThrowsAsync<StreamMovedException>(() => moved);
        await Assert.ThrowsAsync<StreamMovedException>(() => after);
        await using var db = hub.Open();
        Assert.Equal(2, (await db.Tallies.SingleAsync(row => row.Room == $"{room}-0")).Count);
        await PositionsAreGapFree();
    }

    [Fact]
    public async Task Two_programs_on_one_database_never_write_the_same_version_or_position()
    {
        await using var other = new RoomJournal(database);
        RoomJournal[] programs = [hub, other];
        var won = await Task.WhenAll(programs.SelectMany(program => Enumerable.Range(0, 16).Select(async writer =>
        {
            var kept = 0;
            for (var version = 0L; version < 10;)
            {
                try
                {
                    version = (await program.Append($"{room}-{writer % 4}", version, new Answered(Amina, writer))).Version;
                    kept++;
                }
                catch (StreamMovedException moved)
                {
                    version = moved.Actual;
                }
            }

            return kept;
        })));
        var lines = (await hub.Lines()).Where(line => line.Stream.StartsWith(room, StringComparison.Ordinal)).ToList();
        Assert.Equal(won.Sum(), lines.Count);
        Assert.All(lines.GroupBy(line => line.Stream), stream => Assert.Equal(Enumerable.Range(1, stream.Count()).Select(i => (long)i), stream.Select(line => line.Version)));
        await PositionsAreGapFree();
    }

    [Fact]
    public async Task Who_sees_a_position_sees_every_position_before_it()
    {
        await using var other = new RoomJournal(database);
        using var done = new CancellationTokenSource();
        var writers = Task.WhenAll(new[] { hub, other }.SelectMany((program, p) => Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 15; i++) await program.Append($"{room}-{p}-{writer}", i, new Answered(Amina, i));
        })));
        while (!writers.IsCompleted)
        {
            await using var db = hub.Open();
            var seen = await db.Journal.AsNoTracking().Select(row => row.Position).ToListAsync();
            Assert.Equal(seen.Count, seen.DefaultIfEmpty(0).Max());
        }

        await writers;
    }

    [Fact]
    public async Task A_rebuild_makes_every_read_table_as_it_was_and_leaves_the_rest()
    {
        var person = Guid.NewGuid();
        await hub.Journal.AppendAsync(new(room, 0, [new Opened("Fees")], Beside: (db, _) => Name(db, person, "Amina")));
        await Task.WhenAll(Enumerable.Range(0, 700).Select(i => hub.Append($"{room}-{i % 7}", i / 7, new Answered(i % 3 == 0 ? Amina : Joseph, i % 5))));
        var before = await DumpAsync();

        await using (var db = hub.Open())
        {
            await db.Answers.ExecuteDeleteAsync();
            await db.Tallies.ExecuteUpdateAsync(row => row.SetProperty(tally => tally.Count, 99));
        }

        var rebuilt = await hub.Rebuild.RunAsync();
        Assert.Equal(before, await DumpAsync());
        Assert.Contains($"{room}-6", before, StringComparison.Ordinal);
        Assert.Equal((await hub.Lines()).Count, rebuilt.Events);
        Assert.Equal(["Answers", "Tallies"], rebuilt.Tables); // the one that points at the other is emptied first
        await using var after = hub.Open();
        Assert.True(await after.Names.AnyAsync(row => row.Person == person));
    }

    private async Task<string> DumpAsync()
    {
        await using var db = hub.Open();
        return await ReadTables.DumpAsync(db);
    }

    private static ValueTask Name(RoomContext db, Guid person, string name)
    {
        db.Names.Add(new() { Person = person, Name = name });
        return default;
    }
}
