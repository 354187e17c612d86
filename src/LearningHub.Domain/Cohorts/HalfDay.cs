using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LearningHub.Domain.Cohorts;

/// <summary>One morning or afternoon of a workshop: what attendance is counted by.</summary>
/// <param name="Day">The day as the workshop's plan and the people in the room call it; no time zone is needed.</param>
[JsonConverter(typeof(HalfDayJsonConverter))]
public readonly record struct HalfDay(DateOnly Day, bool Afternoon)
{
    /// <summary>The form in addresses, on the wire and in the journal: <c>2026-02-02-am</c>.</summary>
    public override string ToString() => $"{Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}-{(Afternoon ? "pm" : "am")}";

    /// <summary>Reads <c>2026-02-02-am</c>; null when the text is not of that form.</summary>
    public static HalfDay? TryParse(string? text) =>
        text is { Length: 13 } && text[10..] is "-am" or "-pm"
        && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new(day, text[10..] == "-pm")
            : null;

    /// <summary>Every half day from the first day to the last, in order.</summary>
    public static ImmutableArray<HalfDay> Of(DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).SelectMany(day => (HalfDay[])[new(first.AddDays(day), false), new(first.AddDays(day), true)])];
}

internal sealed class HalfDayJsonConverter : JsonConverter<HalfDay>
{
    public override HalfDay Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        HalfDay.TryParse(reader.GetString()) ?? throw new JsonException("A half day is written as 2026-02-02-am or 2026-02-02-pm.");

    public override void Write(Utf8JsonWriter writer, HalfDay value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
