using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LearningHub.Grains.Learning.Content;

/// <summary>Links the first use of each glossary term in a lesson to what it means. Done once, when the lesson is read.</summary>
/// <remarks>Prose alone is linked: no heading, no self-check, no code and no text that is a link already. Whole words are linked, of two terms
/// that begin at one place the longer. The link says its own words to a screen reader; where it leads is its title.</remarks>
public sealed class GlossaryLinks
{
    private const string Title = "What this word means";

    private readonly Dictionary<string, GlossaryTerm> terms = new(StringComparer.OrdinalIgnoreCase);
    private readonly Regex? forms;

    public GlossaryLinks(ImmutableArray<GlossaryTerm> glossary, string module, string language)
    {
        foreach (var term in glossary.Where(term => term.Modules.IsEmpty || term.Modules.Contains(module)))
        {
            foreach (var form in term.Forms(language)) terms.TryAdd(form, term);
        }

        if (terms.Count == 0) return;
        var longestFirst = terms.Keys.OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal).Select(Regex.Escape);
        forms = new(
            $@"(?<![\p{{L}}\p{{N}}-])(?:{string.Join('|', longestFirst)})(?![\p{{L}}\p{{N}}]|-[\p{{L}}\p{{N}}])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>Puts the links into one lesson.</summary>
    public void Link(MarkdownDocument lesson)
    {
        if (forms is null) return;
        var linked = lesson.Descendants<LinkInline>().SelectMany(MarkAuthored).ToHashSet();
        foreach (var paragraph in Prose(lesson).ToList())
        {
            foreach (var text in paragraph.Inline!.Descendants<LiteralInline>().Where(text => !text.FindParentOfType<LinkInline>().Any()).ToList()) Link(text, linked);
        }
    }

    private static IEnumerable<ParagraphBlock> Prose(ContainerBlock blocks)
    {
        foreach (var block in blocks)
        {
            if (block is ParagraphBlock { Inline: not null } paragraph) yield return paragraph;
            if (block is not ContainerBlock inner || block is CustomContainer { Info: ItemReader.Container }) continue;
            foreach (var deeper in Prose(inner)) yield return deeper;
        }
    }

    private void Link(LiteralInline text, HashSet<GlossaryTerm> linked)
    {
        var whole = text.Content.ToString();
        var at = 0;
        foreach (Match match in forms!.Matches(whole))
        {
            if (!linked.Add(terms[match.Value])) continue;
            if (match.Index > at) text.InsertBefore(new LiteralInline(whole[at..match.Index]));
            text.InsertBefore(LinkTo(terms[match.Value], match.Value));
            at = match.Index + match.Length;
        }

        if (at == 0) return;
        if (at < whole.Length) text.InsertBefore(new LiteralInline(whole[at..]));
        text.Remove();
    }

    /// <summary>A link to a term that an author wrote looks and counts like one of ours.</summary>
    private IEnumerable<GlossaryTerm> MarkAuthored(LinkInline link)
    {
        if (!terms.Values.Any(term => term.Address == link.Url)) yield break;
        Dress(link);
        yield return terms.Values.First(term => term.Address == link.Url);
    }

    private static LinkInline LinkTo(GlossaryTerm term, string words)
    {
        var link = new LinkInline(term.Address, "") { IsClosed = true };
        Dress(link);
        link.AppendChild(new LiteralInline(words));
        return link;
    }

    private static void Dress(LinkInline link)
    {
        link.Title = Title;
        link.GetAttributes().AddClass("term");
    }
}
