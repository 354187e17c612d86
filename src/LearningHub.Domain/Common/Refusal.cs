using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization;

namespace LearningHub.Domain.Common;

/// <summary>"No", for a person: what is wrong and what to do now.</summary>
/// <remarks>The sentence and what stands in it are kept apart, so that a page can say it in the reader's language.
/// <c>new Refusal("cohort.dates", $"A workshop lasts at most {MaxDays} days.")</c> keeps both.</remarks>
public sealed record Refusal
{
    /// <summary>A sentence in which nothing stands.</summary>
    public Refusal(string code, string message) : this(code, message, []) { }

    /// <summary>A sentence with values in it.</summary>
    public Refusal(string code, RefusalText message) : this(code, message.Template, message.Values) { }

    [JsonConstructor]
    public Refusal(string code, string template, ImmutableArray<string> values) => (Code, Template, Values) = (code, template, values.IsDefault ? [] : values);

    /// <summary>Stable, <c>feature.reason-in-kebab-case</c>; clients may test it.</summary>
    public string Code { get; }

    /// <summary>One or two plain sentences in English, with <c>{0}</c> where the first value stands: the key of its translations.</summary>
    public string Template { get; }

    /// <summary>Texts, numbers and days (2026-11-22) for the places in the template.</summary>
    public ImmutableArray<string> Values { get; }

    /// <summary>The sentence in English.</summary>
    public string Message => In(Template, CultureInfo.InvariantCulture);

    /// <summary>The sentence in another language.</summary>
    /// <param name="template">The translation of <see cref="Template"/>.</param>
    public string In(string template, CultureInfo culture) =>
        Values.IsEmpty ? template : string.Format(culture, template, [.. Values.Select(value => (object)Shown(value, culture))]);

    public bool Equals(Refusal? other) => other is not null && Code == other.Code && Message == other.Message;

    public override int GetHashCode() => HashCode.Combine(Code, Message);

    private static string Shown(string value, CultureInfo culture) =>
        DateOnly.TryParseExact(value, RefusalText.Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("d MMMM yyyy", culture) : value;
}

/// <summary>Takes an interpolated sentence apart into its template and its values.</summary>
[InterpolatedStringHandler]
public readonly struct RefusalText(int literalLength, int formattedCount)
{
    internal const string Day = "yyyy-MM-dd";

    private readonly StringBuilder template = new(literalLength + formattedCount * 3);
    private readonly List<string> values = new(formattedCount);

    internal string Template => template.ToString();
    internal ImmutableArray<string> Values => [.. values];

    public void AppendLiteral(string text) => template.Append(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted(DateOnly day) => Add(day.ToString(Day, CultureInfo.InvariantCulture));

    public void AppendFormatted<T>(T value) => Add(value is IFormattable known ? known.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "");

    private void Add(string value)
    {
        template.Append('{').Append(values.Count).Append('}');
        values.Add(value);
    }
}
