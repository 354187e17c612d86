using System.Globalization;
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

    internal static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(TextFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset FromText(string text) => DateTimeOffset.ParseExact(text, TextFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private sealed class TextConverter() : ValueConverter<DateTimeOffset, string>(time => ToText(time), text => FromText(text));

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => Whole(time), time => time.ToUniversalTime());
}
