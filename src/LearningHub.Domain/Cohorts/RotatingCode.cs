using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LearningHub.Domain.Cohorts;

/// <summary>The code on the screen of a workshop: six digits that change every minute and fit one half day of one workshop.</summary>
/// <remarks>RFC 6238 with HMAC-SHA-256, so that nothing has to be sent or kept to show a code or to check one. Whoever holds the list of a
/// morning's codes can show them without any network.</remarks>
/// <param name="key">The workshop's own key, 32 bytes; it never stands in the journal.</param>
public sealed class RotatingCode(ImmutableArray<byte> key)
{
    /// <summary>Seconds for which a code is shown.</summary>
    public const int StepSeconds = 60;

    /// <summary>Digits of a code.</summary>
    public const int Length = 6;

    /// <summary>The number of the minute that a moment lies in, counted from 1970.</summary>
    public static long StepOf(DateTimeOffset moment) => Math.DivRem(moment.ToUnixTimeSeconds(), StepSeconds, out var rest) - (rest < 0 ? 1 : 0);

    /// <summary>When a step begins.</summary>
    public static DateTimeOffset StartOf(long step) => DateTimeOffset.FromUnixTimeSeconds(step * StepSeconds);

    /// <summary>The digits a person meant, with spaces or dashes between them; null when they cannot be a code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 20) return null;
        var digits = new string([.. typed.Where(sign => !char.IsWhiteSpace(sign) && sign is not ('-' or '.'))]);
        return digits.Length == Length && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>The form that is easiest to copy by eye: <c>123 456</c>.</summary>
    public static string Spaced(string code) => $"{code[..3]} {code[3..]}";

    /// <summary>The codes of a half day, from one step on.</summary>
    public ImmutableArray<string> From(HalfDay halfDay, long step, int count)
    {
        var half = KeyOf(halfDay);
        return [.. Enumerable.Range(0, count).Select(after => At(half, step + after))];
    }

    /// <summary>The first step from <paramref name="from"/> to <paramref name="to"/>, both included, at which this half day shows the code; null when there is none.</summary>
    public long? Find(HalfDay halfDay, string code, long from, long to)
    {
        var half = KeyOf(halfDay);
        for (var step = from; step <= to; step++)
            if (At(half, step) == code) return step;
        return null;
    }

    /// <summary>RFC 4226's code for one step: the last six of its decimal digits.</summary>
    public static string At(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private byte[] KeyOf(HalfDay halfDay) => HMACSHA256.HashData(key.AsSpan(), Encoding.ASCII.GetBytes(halfDay.ToString()));
}
