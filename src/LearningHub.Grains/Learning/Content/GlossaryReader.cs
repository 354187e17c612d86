using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LearningHub.Grains.Learning.Content;

/// <summary>A term and what it means, in every language that has it.</summary>
/// <param name="Slug">The place of the term on the glossary page: <c>/glossary#slug</c>. Made from the term in the first language.</param>
/// <param name="Also">Other forms of the term that a text may use (plural, abbreviation), by language.</param>
/// <param name="Modules">Where alone the word has this meaning; empty for everywhere.</param>
public sealed record GlossaryTerm(
    string Slug, ImmutableDictionary<string, string> Term, ImmutableDictionary<string, ImmutableArray<string>> Also, ImmutableArray<string> Modules,
    ImmutableDictionary<string, string> Definition, ImmutableArray<string> Sources)
{
    /// <summary>The page that explains the terms.</summary>
    public const string Page = "/glossary";

    /// <summary>Where the term is explained.</summary>
    public string Address => $"{Page}#{Slug}";

    /// <summary>The forms by which a text in this language names the term. What stands in brackets explains the term and is no part of it.</summary>
    public IEnumerable<string> Forms(string language) =>
        Term.TryGetValue(language, out var term) ? Also.GetValueOrDefault(language, []).Prepend(term.Split(" (", 2)[0]) : [];
}

/// <summary>Reads <c>glossary.yml</c>.</summary>
public static class GlossaryReader
{
    public const string FileName = "glossary.yml";

    /// <summary>Every term; one that cannot be read is a finding and is left out.</summary>
    public static IEnumerable<GlossaryTerm> Read(string text, SourceBase sources, Findings findings)
    {
        var slugs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in YamlMap.ReadList(text, FileName, findings))
        {
            foreach (var source in entry.Words("sources").Where(source => sources.Find(source) is null))
                findings.Error("unknown-source", entry.Place, $"The source {source} is not in {SourceBase.FileName}. Correct the number, or add the source.");
            if (entry.Map("term")?.All() is not { Count: > 0 } term || entry.Map("definition")?.All() is not { } definition)
            {
                findings.Error("missing-value", entry.Place, "A term needs 'term: { en: ... }' and 'definition: { en: ... }'.");
                continue;
            }

            var slug = Slug(term.GetValueOrDefault(ContentLibrary.FirstLanguage) ?? term.Values.First());
            if (slugs.Add(slug)) yield return new(slug, term, Also(entry, term.Keys), [.. entry.Words("modules")], definition, [.. entry.Words("sources")]);
            else findings.Error("duplicate-id", entry.Place, $"The term '{slug}' stands twice. Keep one.");
        }
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Also(YamlMap entry, IEnumerable<string> languages) =>
        entry.Map("also") is { } also ? languages.ToImmutableDictionary(language => language, language => also.Words(language).ToImmutableArray()) : [];

    /// <summary>Small letters, digits and hyphens.</summary>
    private static string Slug(string term)
    {
        var slug = new StringBuilder();
        foreach (var sign in term.Split(" (", 2)[0].Normalize(NormalizationForm.FormD).Where(sign => CharUnicodeInfo.GetUnicodeCategory(sign) is not UnicodeCategory.NonSpacingMark))
        {
            if (char.IsAsciiLetterOrDigit(sign)) slug.Append(char.ToLowerInvariant(sign));
            else if (slug is { Length: > 0 } && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }
}
