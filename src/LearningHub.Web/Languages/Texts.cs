using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using LearningHub.Domain.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace LearningHub.Web.Languages;

/// <summary>Every sentence that a person reads, in her language. The English sentence is the key; where a pack has no translation, it is shown.</summary>
/// <remarks>The framework's <see cref="IStringLocalizer"/> with what it lacks: counts, sentences with links in them, refusals.
/// <c>tools/languages.mjs</c> finds the sentences by these calls: hand in literals, not variables, or mark them with <see cref="Mark"/>.</remarks>
public sealed class Texts(LanguagePacks packs) : IStringLocalizer
{
    /// <summary>Pages are UTF-8: an é is two bytes, not six.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The language of the request under way.</summary>
    public Language Language => packs.Current;

    public string this[string text] => Language.Find(text) ?? text;

    /// <summary>The sentence with values in the places <c>{0}</c>, <c>{1}</c>: numbers and dates in the reader's form.</summary>
    public string this[string text, params object?[] values] => string.Format(CultureInfo.CurrentCulture, this[text], values);

    LocalizedString IStringLocalizer.this[string name] => new(name, this[name], Language.Find(name) is null);

    LocalizedString IStringLocalizer.this[string name, params object[] arguments] => new(name, this[name, arguments], Language.Find(name) is null);

    /// <summary>The form for a count: <c>T.Count(people, "{0} person", "{0} people")</c>. The count itself is <c>{0}</c>.</summary>
    /// <param name="more">What stands at <c>{1}</c> and after.</param>
    public string Count(int count, string one, string many, params object?[] more) =>
        string.Format(CultureInfo.CurrentCulture, Language.Find(count, one, many) ?? (count == 1 ? one : many), [count, .. more]);

    /// <summary>A sentence with tags in it, such as a link. What is put in is encoded; the sentence itself comes from our own files.</summary>
    public MarkupString Html(string text, params object?[] values) =>
        new(string.Format(CultureInfo.CurrentCulture, this[text], [.. values.Select(value => value is MarkupString markup ? markup.Value : Encoder.Encode(Convert.ToString(value, CultureInfo.CurrentCulture) ?? ""))]));

    /// <summary>A finished sentence with what it quotes from a module, whose words are English: marked as that where the page speaks another language, so that it is read aloud as it is written.</summary>
    /// <param name="quoted">What may stand in the sentence; what does not is passed over.</param>
    public MarkupString Quoting(string sentence, params IEnumerable<string?> quoted)
    {
        ArgumentNullException.ThrowIfNull(quoted);
        var said = new StringBuilder(Encoder.Encode(sentence));
        if (Language.Tag == Language.English.Tag) return new(said.ToString());
        foreach (var words in quoted.OfType<string>().Where(words => words.Length > 0).Select(Encoder.Encode).Distinct())
            said.Replace(words, $"<span lang=\"{Language.English.Tag}\">{words}</span>");
        return new(said.ToString());
    }

    /// <summary>A refusal in the reader's language.</summary>
    [return: NotNullIfNotNull(nameof(refusal))]
    public string? Say(Refusal? refusal) => refusal?.In(this[refusal.Template], CultureInfo.CurrentCulture);

    /// <summary>Says that a text is one to translate, where it stands in a table and is looked up later.</summary>
    public static string Mark(string text) => text;

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => Language.Texts.Select(text => new LocalizedString(text.Key, text.Value));
}
