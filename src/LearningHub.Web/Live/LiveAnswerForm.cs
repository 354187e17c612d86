using System.Globalization;
using LearningHub.Domain.Live;

namespace LearningHub.Web.Live;

/// <summary>An answer of any kind as a plain form sends it.</summary>
public sealed class LiveAnswerForm
{
    public string? AnswerId { get; set; }
    public string? ActivityId { get; set; }

    /// <summary>Chosen options.</summary>
    public List<string>? Option { get; set; }

    /// <summary>As typed, with a comma or a point.</summary>
    public string? Number { get; set; }

    public string? Text { get; set; }

    /// <summary>Entries of a word cloud.</summary>
    public List<string>? Word { get; set; }

    /// <summary>Of a ranking or an ordering: for each option its place and its id, for example <c>2 b</c>.</summary>
    public List<string>? Place { get; set; }

    /// <summary>Of a matching: for each option, in the order shown, the choice's id.</summary>
    public List<string>? Match { get; set; }

    /// <summary>Null where nobody said whether they are sure.</summary>
    public bool? Sure { get; set; }

    /// <summary>The answer as the protocol has it. What the kind does not use stays null, and the rules say what is missing.</summary>
    public LiveResponseBody Read() => new(
        Option is { Count: > 0 } ? [.. Option] : null,
        Sure,
        ReadNumber(Number),
        Text ?? (Word is null ? null : string.Join('\n', Word.Where(word => !string.IsNullOrWhiteSpace(word)))),
        Place is { Count: > 0 } ? [.. InPlaces(Place)] : Match is { Count: > 0 } ? [.. Match.Select(choice => choice ?? "")] : null);

    /// <summary>What was typed, to be shown again in its form.</summary>
    public bool Chose(string option) => Option?.Contains(option) == true;

    /// <summary>A number with a comma or a point; null when it is none.</summary>
    public static decimal? ReadNumber(string? typed) =>
        decimal.TryParse(typed?.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Ids by place. Two options in one place leave a gap, which the rules refuse with words.</summary>
    private static IEnumerable<string> InPlaces(List<string> places)
    {
        var byPlace = places.Select(place => place?.Split(' ', 2) ?? []).Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1]);
        return Enumerable.Range(1, Math.Min(places.Count, 24)).Select(place => byPlace[place.ToString(CultureInfo.InvariantCulture)].FirstOrDefault() ?? "");
    }
}
