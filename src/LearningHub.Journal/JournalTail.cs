using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>That something happened, without what it was.</summary>
/// <param name="Type">The stored name, for example <c>cascade.coupon-redeemed.v1</c>.</param>
public sealed record JournalStep(long Position, string Stream, string Type);

/// <summary>What has happened since a position: how whatever is computed from read tables learns that it is out of date.</summary>
/// <remarks>Positions have no gaps and are in the order of commits, and a read table changes with its event. So whoever reads the last
/// position and the tables in one <see cref="ReadSnapshot"/> knows what the tables rest on, on one node and on several.</remarks>
public static class JournalTail
{
    /// <summary>The last position; 0 in an empty journal.</summary>
    public static async Task<long> LastAsync(DbContext db, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Set<JournalRow>().MaxAsync(row => (long?)row.Position, ct) ?? 0;
    }

    /// <summary>Steps after a position, in order.</summary>
    /// <param name="except">Stored names that begin with this are left out: the family that fills the journal, such as <c>live.</c></param>
    public static Task<List<JournalStep>> AfterAsync(DbContext db, long position, string except, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<JournalRow>().AsNoTracking().Where(row => row.Position > position && !row.Type.StartsWith(except)).OrderBy(row => row.Position)
            .Select(row => new JournalStep(row.Position, row.Stream, row.Type)).ToListAsync(ct);
    }
}
