using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>The facts of one module version with the books made from them, as of a position of the journal. Used by one caller at a time, who holds the gate.</summary>
internal sealed class CascadeShelf
{
    /// <summary>Books kept: the present of a module and of its programmes, and the days of the past that somebody is looking through.</summary>
    private const int MostBooks = 24;

    private readonly List<(ProgrammeId? Programme, DateTimeOffset? Past, CascadeBook Book)> books = []; // the last used is last
    private DateTimeOffset newest;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Null until filled.</summary>
    public CascadeFacts? Facts { get; private set; }

    /// <summary>The journal's last position that is known to have changed nothing more.</summary>
    public long Position { get; set; }

    /// <summary>Takes new facts; the books of the old ones go.</summary>
    public void Fill(CascadeFacts facts, long position)
    {
        (Facts, Position) = (facts, position);
        newest = Newest(facts);
        books.Clear();
    }

    /// <summary>The book that still says what is so; null when there is none.</summary>
    public CascadeBook? Find(ProgrammeId? programme, DateTimeOffset? past, DateTimeOffset now)
    {
        var index = books.FindIndex(kept => kept.Programme == programme && kept.Past == past);
        if (index < 0) return null;
        var found = books[index];
        books.RemoveAt(index);
        // Another node's clock may run ahead: what it recorded is seen once this node's clock has come so far.
        var stands = past is not null || (found.Book.AsOf.UtcDateTime.Date == now.UtcDateTime.Date && (found.Book.AsOf >= newest || found.Book.AsOf == now));
        if (!stands) return null;
        books.Add(found);
        return found.Book;
    }

    public CascadeBook Put(ProgrammeId? programme, DateTimeOffset? past, CascadeBook book)
    {
        if (books.Count == MostBooks) books.RemoveAt(0);
        books.Add((programme, past, book));
        return book;
    }

    private static DateTimeOffset Newest(CascadeFacts facts)
    {
        var newest = DateTimeOffset.MinValue;
        void See(DateTimeOffset at) => newest = at > newest ? at : newest;
        foreach (var session in facts.Sessions) See(session.HeldAt);
        foreach (var exposure in facts.Exposures) See(exposure.At);
        foreach (var qualification in facts.Qualifications) See(qualification.At);
        foreach (var answer in facts.Answers) See(answer.At);
        return newest;
    }
}
