using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>One event as the journal keeps it.</summary>
/// <param name="Position">The site's order, counted from 1, without gaps.</param>
/// <param name="EventId">UUID v7, unique in the world.</param>
/// <param name="Stream">The history it belongs to, for example <c>live-0193…</c>.</param>
/// <param name="Version">Its place in the stream, counted from 1.</param>
/// <param name="RecordedAt">The server's clock.</param>
/// <param name="HappenedAt">The device's claim of when, a hint only; null when it made none.</param>
public sealed record Recorded<TEvent>(
    long Position, Guid EventId, string Stream, long Version, TEvent Event, DateTimeOffset RecordedAt, DateTimeOffset? HappenedAt);

/// <summary>What is to be added to one stream, all or nothing.</summary>
/// <param name="ExpectedVersion">The stream's version the caller decided on; 0 for a new stream.</param>
/// <param name="CommandId">The caller's idempotency key: the same key on the same stream adds nothing and gets the first receipt.</param>
/// <param name="HappenedAt">The device's claim of when, a hint only.</param>
/// <param name="Beside">Writes what must not stand in the journal (names, contacts), in the same transaction; it may query. Not run for a repeat.</param>
/// <param name="Adds">New rows that must not stand in the journal. Cheaper than <paramref name="Beside"/>, which needs everything before it
/// saved: the rows of a whole batch are saved at once.</param>
public sealed record Append<TContext, TEvent>(
    string Stream,
    long ExpectedVersion,
    ImmutableArray<TEvent> Events,
    Guid? CommandId = null,
    DateTimeOffset? HappenedAt = null,
    Func<TContext, CancellationToken, ValueTask>? Beside = null,
    ImmutableArray<object> Adds = default) where TContext : DbContext;

/// <summary>Proof that events are on disk.</summary>
/// <param name="Version">The stream's version after them.</param>
/// <param name="Position">The site's position of the last of them.</param>
/// <param name="Repeated">The command had been recorded before; nothing was added.</param>
public sealed record Receipt(string Stream, long Version, long Position, bool Repeated);

/// <summary>Turns events into changes of read tables, in the transaction that appends them. Pure in effect: the same events make the same rows.</summary>
public interface IProjection<in TContext, TEvent> where TContext : DbContext
{
    /// <summary>Changes rows on <paramref name="db"/>; the journal saves them. A query sees everything that earlier events have changed.</summary>
    ValueTask ProjectAsync(TContext db, Recorded<TEvent> recorded, CancellationToken ct);

    /// <summary>True when it looks rows up with <c>FindAsync</c> alone, which also finds what is not saved yet: then a whole batch is saved
    /// at once, several times faster than event by event. False when it queries in any other way.</summary>
    bool FindsByKeyOnly => false;

    /// <summary>False for a record of the family that changes none of its rows: the projection is not run for it, and a batch of such
    /// events alone is written without the context, many times faster. Asked once for each record, not for each event.</summary>
    bool Wants(Type record) => true;
}

/// <summary>Marks a row that is made from events alone: a rebuild empties its table and fills it again from the journal.</summary>
public interface IReadRow;

/// <summary>The caller decided on a version that is no longer the stream's last. Read it again and decide anew.</summary>
public sealed class StreamMovedException(string stream, long expected, long actual)
    : Exception($"Stream '{stream}' has moved on from version {expected} to {actual}. Read it again and decide anew.")
{
    public long Actual { get; } = actual;
}

/// <summary>The database cannot take writes now (unreachable, read-only, full). Nothing of the append was kept.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
