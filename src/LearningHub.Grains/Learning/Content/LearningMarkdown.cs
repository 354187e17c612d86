using System.Text;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Extensions.Yaml;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The Markdown of lessons: a small, safe part of it. Authored text is never trusted more than a learner's.</summary>
/// <remarks>Raw HTML is printed as text. Attributes in braces are read for our own containers and dropped everywhere else, since
/// <c>{onclick=...}</c> would otherwise reach the page. A link goes to a page of this site or to https.</remarks>
public static class LearningMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter()
        .UsePipeTables()
        .UseFootnotes()
        .UseTaskLists()
        .UseCustomContainers()
        .Use<SectionExtension>()
        .Use<SourceTagExtension>()
        .UseGenericAttributes() // last: it takes over the parsers registered before it
        .UsePreciseSourceLocation()
        .DisableHtml()
        .Build();

    /// <summary>Kept for the thread: an item has a dozen texts, and setting a renderer up costs more than using it.</summary>
    [ThreadStatic]
    private static HtmlRenderer? renderer;

    /// <summary>Parses a text and makes it safe to print. What had to be taken out is a finding.</summary>
    /// <param name="file">Relative to the content folder.</param>
    public static MarkdownDocument Parse(string markdown, string file, Findings findings)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var parts = document.Descendants().ToList();
        foreach (var link in parts.OfType<LinkInline>()) Note(link, new(file, link.Line + 1), findings);
        foreach (var part in parts) MakeSafe(part);
        foreach (var table in parts.OfType<Table>()) AlignByClass(table);
        return document;
    }

    /// <summary>Prints blocks of a parsed text as HTML.</summary>
    public static string Html(IEnumerable<MarkdownObject> parts)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var html = renderer ??= NewRenderer();
        html.Writer = writer;
        foreach (var part in parts) html.Write(part);
        html.Writer = TextWriter.Null;
        return writer.ToString().Trim();
    }

    /// <summary>The words of a part as they are spoken or sent as a text message; source tags are left out.</summary>
    public static string Text(MarkdownObject part)
    {
        var text = new StringBuilder();
        Append(part, text);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".", StringComparison.Ordinal);
    }

    /// <summary>How many words a reader meets in a part.</summary>
    public static int Words(MarkdownObject part) => Text(part).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>A value in a container's braces: <c>{title="..."}</c>; null when it is not there.</summary>
    public static string? Named(MarkdownObject block, string name) =>
        block.TryGetAttributes()?.Properties?.FirstOrDefault(property => property.Key == name).Value is { Length: > 0 } value ? value : null;

    /// <summary>Whether a link may be followed from a page: to this site, or to https.</summary>
    public static bool IsSafe(string? url)
    {
        if (string.IsNullOrWhiteSpace(url) || url.Any(c => char.IsControl(c) || c is '\\')) return false;
        if (url.StartsWith("https://", StringComparison.Ordinal)) return Uri.TryCreate(url, UriKind.Absolute, out _);
        return !url.StartsWith("//", StringComparison.Ordinal) && !url.AsSpan(0, url.IndexOfAny(['/', '?', '#']) is var end and >= 0 ? end : url.Length).Contains(':');
    }

    private static HtmlRenderer NewRenderer()
    {
        var html = new HtmlRenderer(TextWriter.Null);
        Pipeline.Setup(html);
        return html;
    }

    private static void Note(LinkInline link, Place place, Findings findings)
    {
        if (link.IsImage) findings.Error("image", place, "Images are not used: say it in words or in a table.");
        else if (!IsSafe(link.Url)) findings.Error("unsafe-link", place, $"The link to '{link.Url}' is taken out. Link to a page of this site ('/modules/...') or to https.");
        else findings.Link(place, link.Url!);
    }

    private static void MakeSafe(MarkdownObject part)
    {
        if (part is not CustomContainer) KeepIdAlone(part);
        switch (part)
        {
            case LinkInline { IsImage: false } link when IsSafe(link.Url):
                break;
            case LinkInline link:
                link.ReplaceBy(new ContainerInline(), copyChildren: true);
                break;
            case AutolinkInline link when link.IsEmail || !IsSafe(link.Url):
                link.ReplaceBy(new LiteralInline(link.Url));
                break;
            case CustomContainerInline span:
                span.ReplaceBy(new ContainerInline(), copyChildren: true);
                break;
        }
    }

    private static void KeepIdAlone(MarkdownObject part)
    {
        if (part.TryGetAttributes() is not { } attributes) return;
        attributes.Properties = null;
        // Footnotes carry ids and classes of Markdig's own making.
        if (part is not LinkInline) attributes.Classes?.RemoveAll(name => !name.StartsWith("footnote", StringComparison.Ordinal));
    }

    /// <summary>Alignment as a class: an inline style would be refused by the site's content security policy.</summary>
    private static void AlignByClass(Table table)
    {
        var ends = table.ColumnDefinitions.Select(column => column.Alignment == TableColumnAlign.Right).ToList();
        foreach (var column in table.ColumnDefinitions) (column.Alignment, column.Width) = (null, 0);
        foreach (var row in table.OfType<TableRow>())
        {
            foreach (var (cell, index) in row.OfType<TableCell>().Select((cell, index) => (cell, index)))
            {
                if (index < ends.Count && ends[index]) cell.GetAttributes().AddClass("n");
                if (row.IsHeader) cell.GetAttributes().AddProperty("scope", "col");
            }
        }
    }

    private static void Append(MarkdownObject part, StringBuilder text)
    {
        switch (part)
        {
            case YamlFrontMatterBlock or TaskList or SourceTag: break;
            case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
            case CodeInline code: text.Append(code.Content); break;
            case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
            case AutolinkInline link: text.Append(link.Url); break;
            case LineBreakInline: text.Append(' '); break;
            case ContainerInline inlines:
                foreach (var inline in inlines) Append(inline, text);
                break;
            case LeafBlock { Inline: { } inline }: Append(inline, text); text.Append('\n'); break;
            case LeafBlock block: text.Append(block.Lines.ToString()).Append('\n'); break;
            case ContainerBlock blocks:
                foreach (var block in blocks) Append(block, text);
                break;
        }
    }
}
