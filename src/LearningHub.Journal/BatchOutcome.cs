using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>What the database knows of the streams that a batch writes to. Grows in memory as the batch is numbered.</summary>
/// <param name="Position">The last position given.</param>
/// <param name="Heads">The last version of each stream of the batch; 0 for a new one.</param>
/// <param name="Commands">Commands recorded already, with the version and position that they led to.</param>
internal sealed record Known(long Position, Guid Site, Dictionary<string, long> Heads, Dictionary<(string Stream, Guid Command), Receipt> Commands)
{
    public long Position { get; set; } = Position;
}

/// <summary>A batch with its versions checked and its lines numbered; nothing here is true before the commit.</summary>
internal sealed class BatchOutcome<TContext> where TContext : DbContext
{
    private readonly List<(PendingAppend<TContext> Append, Receipt? Receipt, StreamMovedException? Moved)> answers = [];
    private readonly List<(PendingAppend<TContext> Append, int First)> accepted = [];

    public List<JournalRow> Rows { get; } = [];

    /// <summary>Decides each append in order: a repeat, a moved stream, or new lines.</summary>
    public static BatchOutcome<TContext> Of(IEnumerable<PendingAppend<TContext>> batch, Known known, DateTimeOffset now)
    {
        var outcome = new BatchOutcome<TContext>();
        foreach (var append in batch) outcome.Decide(append, known, now);
        return outcome;
    }

    /// <summary>Some of it changes rows beside the journal.</summary>
    public bool ChangesRows => accepted.Exists(it => it.Append.ChangesRows);

    /// <summary>Makes those changes.</summary>
    public async Task ProjectAsync(TContext db)
    {
        var rows = Rows.ToArray().AsMemory();
        var pending = new Pending<TContext>(db);
        foreach (var (append, first) in accepted.Where(it => it.Append.ChangesRows)) await append.ProjectAsync(pending, rows.Slice(first, append.Lines.Count), CancellationToken.None);
        await pending.SaveAsync(CancellationToken.None);
    }

    /// <summary>Answers every caller. Only after the commit.</summary>
    public void Settle()
    {
        foreach (var (append, receipt, moved) in answers)
        {
            if (receipt is not null) append.Settle(receipt);
            else append.Fail(moved!);
        }
    }

    private void Decide(PendingAppend<TContext> append, Known known, DateTimeOffset now)
    {
        var head = known.Heads[append.Stream];
        if (append.CommandId is { } repeated && known.Commands.TryGetValue((append.Stream, repeated), out var first))
        {
            answers.Add((append, first with { Repeated = true }, null));
            return;
        }

        if (append.ExpectedVersion != head)
        {
            answers.Add((append, null, new StreamMovedException(append.Stream, append.ExpectedVersion, head)));
            return;
        }

        accepted.Add((append, Rows.Count));
        foreach (var line in append.Lines) Rows.Add(Number(append, line, known, ++head, now));
        known.Heads[append.Stream] = head;
        var receipt = new Receipt(append.Stream, head, known.Position, Repeated: false);
        if (append.CommandId is { } command) known.Commands[(append.Stream, command)] = receipt;
        answers.Add((append, receipt, null));
    }

    private static JournalRow Number(PendingAppend<TContext> append, (string Type, string Data) line, Known known, long version, DateTimeOffset now) => new()
    {
        Position = ++known.Position,
        EventId = Guid.CreateVersion7(now),
        Site = known.Site,
        Stream = append.Stream,
        Version = version,
        Type = line.Type,
        Data = line.Data,
        CommandId = append.CommandId,
        RecordedAt = now,
        HappenedAt = append.HappenedAt,
    };
}
