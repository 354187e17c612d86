using System.Collections.Concurrent;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>The facts of one module version as of a position of the journal, with the books made from them.</summary>
/// <remarks>Who changes it holds the gate. Books may be read beside that.</remarks>
internal sealed class CascadeShelf
{
    /// <summary>Books kept: the present of a module and of its programmes, and the days of the past that somebody is looking through.</summary>
    private const int MostBooks = 24;

    /// <summary>People in all kept books of the past together: a book of a large programme takes hundreds of bytes for each.</summary>
    private const int MostPeople = 2_000_000;

    private readonly List<Kept> books = []; // the last used is last
    private readonly Lock reading = new();
    private KeptFacts? facts;
    private DateTimeOffset newest;

    private readonly TaskCompletionSource<int> sized = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Books that pages wait for although nobody else keeps them, by programme and day of the past.</summary>
    public ConcurrentDictionary<(ProgrammeId? Programme, DateTimeOffset? Past), Lazy<Task>> Coming { get; } = new();

    /// <summary>Confirmations in the cascade, as soon as they are counted at the first reading.</summary>
    public Task<int> Size => sized.Task;

    /// <summary>Share of the facts that the first reading has read so far, 0 to 1.</summary>
    public double Read { get; set; }

    /// <summary>Null until filled.</summary>
    public KeptFacts? Facts => Volatile.Read(ref facts);

    /// <summary>The journal's last position that is known to have changed nothing more.</summary>
    public long Position { get; private set; }

    /// <summary>The last time that the books of the present were made.</summary>
    public Making Made { get; set; } = new(0, 0);

    /// <summary>Programmes that have a book of the present, and null for the whole module.</summary>
    public List<ProgrammeId?> Present
    {
        get
        {
            lock (reading) return [.. books.Where(kept => kept.Past is null).Select(kept => kept.Programme)];
        }
    }

    /// <summary>Says how large the cascade is.</summary>
    public void Measure(int confirmations) => sized.TrySetResult(confirmations);

    /// <summary>Nothing that matters happened up to this position.</summary>
    public void Pass(long position) => Position = position;

    /// <summary>Takes new facts. Books of the present remain readable as the last ones until new ones take their place.</summary>
    public void Fill(KeptFacts read, long position)
    {
        var last = Newest(read.Facts);
        lock (reading)
        {
            (facts, newest, Position) = (read, last, position);
            books.RemoveAll(kept => kept.Past is not null);
        }
    }

    /// <summary>The book that says what is so; null when there is none.</summary>
    public CascadeBook? Find(ProgrammeId? programme, DateTimeOffset? past, DateTimeOffset now)
    {
        lock (reading)
        {
            var at = books.FindIndex(kept => kept.Programme == programme && kept.Past == past && kept.Source == facts);
            if (at < 0) return null;
            var book = books[at].Book;
            // Figures count whole days. And another node's clock may run ahead: what it recorded is seen once this node's clock has come so far.
            if (past is null && (book.AsOf.UtcDateTime.Date != now.UtcDateTime.Date || (book.AsOf < newest && book.AsOf != now))) return null;
            books.Add(books[at]);
            books.RemoveAt(at);
            return book;
        }
    }

    /// <summary>The last book of the present, true at the moment that it names; null when there is none.</summary>
    public CascadeBook? Last(ProgrammeId? programme)
    {
        lock (reading) return books.Find(kept => kept.Programme == programme && kept.Past is null)?.Book;
    }

    public CascadeBook Put(ProgrammeId? programme, DateTimeOffset? past, CascadeBook book)
    {
        lock (reading)
        {
            books.RemoveAll(kept => kept.Programme == programme && kept.Past == past);
            books.Add(new(programme, past, book, facts));
            while (books.Count > MostBooks) books.RemoveAt(0);
            while (books.Where(kept => kept.Past is not null && kept.Book != book).Select(kept => kept.Book.Lineage).Distinct().Sum(lineage => (long)lineage.People.Count) > MostPeople)
                books.Remove(books.Find(kept => kept.Past is not null && kept.Book != book)!);
            return book;
        }
    }

    private static DateTimeOffset Newest(CascadeFacts facts)
    {
        var newest = DateTimeOffset.MinValue;
        void See(DateTimeOffset at) => newest = at > newest ? at : newest;
        foreach (var session in facts.Sessions) See(session.HeldAt);
        foreach (var exposure in facts.Exposures) See(exposure.At);
        foreach (var qualification in facts.Qualifications) See(qualification.At);
        return newest;
    }

    /// <param name="Seconds">What it took, without what is read and compiled only once.</param>
    /// <param name="Ended">When it ended, as the clock's timestamp.</param>
    public sealed record Making(double Seconds, long Ended);

    private sealed record Kept(ProgrammeId? Programme, DateTimeOffset? Past, CascadeBook Book, KeptFacts? Source);
}
