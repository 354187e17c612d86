using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static LearningHub.Tests.Journal.RoomEvent;

namespace LearningHub.Tests.Journal;

/// <summary>Events that change no row are written without the context, alone or among others.</summary>
public abstract partial class JournalTests
{
    [Fact]
    public async Task Events_that_no_projection_wants_are_kept_and_touch_no_context()
    {
        var saves = new Saves();
        await using var lean = new RoomJournal(database, clock, saves);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => lean.Append(room, i, new Waved(Amina))));
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), receipts.Select(receipt => receipt.Version));
        Assert.Equal(0, saves.Count);

        await lean.Append(room, 300, new Answered(Amina, 1));
        Assert.NotEqual(0, saves.Count);
        Assert.Equal(301, (await hub.Read(room)).Count);
    }

    [Fact]
    public async Task A_batch_of_every_kind_keeps_all_that_belongs_to_each()
    {
        var (added, written) = (Guid.NewGuid(), Guid.NewGuid());
        var gate = await HoldWriterAsync();
        Task<Receipt>[] appends =
        [
            hub.Append(room, 0, new Waved(Amina)),
            hub.Append(room, 1, new Answered(Amina, 1), new Waved(Amina), new Answered(Joseph, 1)),
            hub.Journal.AppendAsync(new(room, 4, [new Waved(Joseph)], Adds: [new NameRow { Person = added, Name = "Amina" }])),
            hub.Journal.AppendAsync(new($"{room}-b", 0, [new Waved(Joseph)], Beside: (db, _) => Name(db, written, "Joseph"))),
            hub.Append($"{room}-b", 1, new Waved(Amina)),
        ];
        gate.SetResult();

        Assert.Equal([1, 4, 5, 1, 2], (await Task.WhenAll(appends)).Select(receipt => receipt.Version));
        await using var db = hub.Open();
        Assert.Equal(2, (await db.Tallies.SingleAsync(row => row.Room == room)).Count);
        Assert.Equal(2, await db.Answers.CountAsync(row => row.Room == room));
        Assert.Equal(["Amina", "Joseph"], await db.Names.Where(row => row.Person == added || row.Person == written).Select(row => row.Name).Order().ToListAsync());
        await PositionsAreGapFree();
    }

    [Fact]
    public async Task Added_rows_go_with_their_events_refused_repeated_or_spoiled()
    {
        var (refused, repeated, spoiled) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var command = Guid.NewGuid();
        await hub.Journal.AppendAsync(new(room, 0, [new Waved(Amina)], command));
        await Assert.ThrowsAsync<StreamMovedException>(() => hub.Journal.AppendAsync(new(room, 7, [new Waved(Amina)], Adds: [Row(refused)])));
        Assert.True((await hub.Journal.AppendAsync(new(room, 0, [new Waved(Amina)], command, Adds: [Row(repeated)]))).Repeated);
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Journal.AppendAsync(new(room, 1, [new Spoiled()], Adds: [Row(spoiled)])));
        await hub.Append(room, 1, new Answered(Amina, 1)); // the writer's next batch brings none of them along

        await using var db = hub.Open();
        Assert.False(await db.Names.AnyAsync(row => row.Person == refused || row.Person == repeated || row.Person == spoiled));
        Assert.Equal([new Waved(Amina), new Answered(Amina, 1)], (await hub.Read(room)).Select(r => r.Event));
    }

    [Fact]
    public async Task A_rebuild_passes_over_events_that_no_projection_wants()
    {
        await hub.Append(room, 0, new Answered(Amina, 1), new Waved(Amina), new Answered(Joseph, 1));
        var before = await DumpAsync();
        await hub.Rebuild.RunAsync();
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task A_batch_sees_what_another_program_wrote_since_the_last_one()
    {
        await using var other = new RoomJournal(database, clock);
        for (var i = 0; i < 10; i++)
        {
            await hub.Append(room, i * 2, new Waved(Amina));
            await other.Append(room, (i * 2) + 1, new Waved(Joseph));
        }

        Assert.Equal(20, (await hub.Read(room)).Count);
        await PositionsAreGapFree();
    }

    [Fact]
    public async Task After_a_long_silence_the_writer_goes_on()
    {
        await hub.Append(room, 0, new Waved(Amina));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, (await hub.Append(room, 1, new Answered(Amina, 1))).Version);
    }

    /// <summary>Keeps the writer busy, so that all that is appended meanwhile becomes one batch.</summary>
    private async Task<TaskCompletionSource> HoldWriterAsync()
    {
        var (writing, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        _ = hub.Journal.AppendAsync(new($"{room}-gate", 0, [new Opened("Fees")], Beside: async (_, _) =>
        {
            writing.TrySetResult();
            await gate.Task;
        }));
        await writing.Task;
        return gate;
    }

    private static NameRow Row(Guid person) => new() { Person = person, Name = "Amina" };

    private sealed class Saves : SaveChangesInterceptor
    {
        public int Count { get; private set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return base.SavingChangesAsync(eventData, result, cancellationToken);
        }
    }
}
