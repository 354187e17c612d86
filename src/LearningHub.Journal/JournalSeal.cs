namespace LearningHub.Journal;

/// <summary>A stretch of the journal whose chain was computed once and kept: should a line change later, it no longer fits.</summary>
/// <remarks>The chain is h_0 = 32 zero bytes, h_n = SHA-256(h_(n-1) ‖ canonical bytes of line n). It depends on the lines alone, so that
/// whoever computes it, at any time and on any node, gets the same.</remarks>
public sealed class JournalSeal
{
    /// <summary>The last position of the stretch.</summary>
    public required long Position { get; init; }

    /// <summary>The first position: one after the stretch before.</summary>
    public required long First { get; init; }

    /// <summary>h of the last position: 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The first <see cref="JournalChain.MarkBytes"/> bytes of every h of the stretch, so that a check can name the very line that changed.</summary>
    public required byte[] Marks { get; init; }

    /// <summary>When it was sealed, by this site's clock.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The chain at one position: whoever holds it can tell whether any line up to there has changed since.</summary>
/// <param name="Position">Counted from 1; 0 for an empty journal.</param>
/// <param name="Hash">64 hex characters.</param>
/// <param name="At">When it was sealed; null for an empty journal.</param>
public sealed record ChainHead(long Position, string Hash, DateTimeOffset? At)
{
    /// <summary>The form that a command takes: <c>1234:9f86d0…</c>.</summary>
    public override string ToString() => $"{Position}:{Hash}";

    /// <summary>Reads <c>1234:9f86d0…</c>; null when the text is not of that form.</summary>
    public static ChainHead? TryParse(string? text) =>
        text?.Split(':') is [var number, { Length: 64 } hash] && long.TryParse(number, out var position) && hash.All(char.IsAsciiHexDigit)
            ? new(position, hash.ToLowerInvariant(), null)
            : null;
}
