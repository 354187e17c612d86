namespace LearningHub.Grains.Learning.Content;

/// <summary>How bad a finding is. An error fails <c>content check</c>; a warning is for the author to judge.</summary>
public enum Severity { Warning, Error }

/// <summary>Where something stands in the content.</summary>
/// <param name="File">Relative to the content folder, with forward slashes.</param>
/// <param name="Line">Counted from 1.</param>
public sealed record Place(string File, int Line);

/// <summary>Something an author should look at.</summary>
/// <param name="Rule">The rule's stable name in kebab case, for example <c>no-right-option</c>.</param>
/// <param name="Message">What is wrong and what to do, in one or two plain sentences.</param>
public sealed record Finding(Severity Severity, string Rule, Place Place, string Message)
{
    /// <summary>The form that editors turn into a link: <c>file:line: error: message [rule]</c>.</summary>
    public override string ToString() =>
        $"{Place.File}:{Place.Line}: {(Severity == Severity.Error ? "error" : "warning")}: {Message} [{Rule}]";
}

/// <summary>What reading and checking have found so far, and where each id stands.</summary>
public sealed class Findings
{
    private readonly List<Finding> found = [];
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);

    /// <summary>Every link to a page that an author wrote, to be followed once everything is read.</summary>
    public List<(Place Place, string Url)> Links { get; } = [];

    /// <summary>In the order of file and line.</summary>
    public IReadOnlyList<Finding> All =>
        [.. found.Distinct().OrderBy(finding => finding.Place.File, StringComparer.Ordinal).ThenBy(finding => finding.Place.Line).ThenBy(finding => finding.Rule, StringComparer.Ordinal)];

    /// <summary>Errors alone.</summary>
    public IEnumerable<Finding> Errors => All.Where(finding => finding.Severity == Severity.Error);

    public void Error(string rule, Place place, string message) => found.Add(new(Severity.Error, rule, place, message));

    public void Warning(string rule, Place place, string message) => found.Add(new(Severity.Warning, rule, place, message));

    /// <summary>Notes where an id stands; the second use of an id in one language is an error.</summary>
    public void Name(string language, string id, Place place)
    {
        if (!places.TryAdd($"{language}:{id}", place))
            Error("duplicate-id", place, $"The id {id} is already used in {PlaceOf(language, id).File}:{PlaceOf(language, id).Line}. Give this one an id of its own.");
    }

    public void Link(Place place, string url) => Links.Add((place, url));

    /// <summary>Where an id stands; the top of an unnamed file when it was never read.</summary>
    public Place PlaceOf(string language, string id) => places.GetValueOrDefault($"{language}:{id}") ?? new("", 1);
}
