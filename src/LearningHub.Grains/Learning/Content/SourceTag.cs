using System.Text.RegularExpressions;
using LearningHub.Domain.Learning;
using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace LearningHub.Grains.Learning.Content;

/// <summary>A source named in running text: <c>[S46]</c> or <c>[S69a]</c>, or with a mark of time <c>[S46, 2022]</c>.</summary>
public sealed class SourceTag(string id, string? mark) : LeafInline
{
    public string Id => id;

    /// <summary>The mark of time as authored, or null.</summary>
    public string? Mark => mark;

    /// <summary>Place in the source list of its text, counted from 1; 0 where the text has no list.</summary>
    public int Number { get; set; }

    /// <summary>The source, or null when the fact base does not know the id.</summary>
    public Source? Source { get; set; }
}

/// <summary>Teaches Markdown the source tags.</summary>
public sealed class SourceTagExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.InsertBefore<LinkInlineParser>(new SourceTagParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html) html.ObjectRenderers.Insert(0, new SourceTagRenderer());
    }
}

internal sealed partial class SourceTagParser : InlineParser
{
    public SourceTagParser() => OpeningCharacters = ['['];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var match = Tag().Match(slice.Text, slice.Start, slice.Length);
        if (!match.Success || match.Index != slice.Start) return false;
        var mark = match.Groups["mark"];
        processor.Inline = new SourceTag(match.Groups["id"].Value, mark.Success ? mark.Value.Trim() : null)
        {
            Line = processor.LineIndex,
        };
        slice.Start += match.Length;
        return true;
    }

    [GeneratedRegex(@"\G\[(?<id>S[0-9]{1,4}[a-z]?)(,(?<mark>[^\[\]\n]{1,40}))?\](?!\()", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}

/// <summary>Prints a tag as a numbered link to the list under the text, or as issuer and year where there is no list.</summary>
internal sealed class SourceTagRenderer : HtmlObjectRenderer<SourceTag>
{
    protected override void Write(HtmlRenderer renderer, SourceTag tag)
    {
        if (tag.Source is not { } source)
        {
            renderer.Write("[").WriteEscape(tag.Id).Write("]");
        }
        else if (tag.Number > 0)
        {
            var label = tag.Mark is null ? $"{tag.Number}" : $"{tag.Number}, {tag.Mark}";
            renderer.Write("<sup class=\"ref\"><a href=\"#source-").WriteEscape(tag.Id).Write("\" aria-label=\"Source ").WriteEscape(label).Write("\">")
                .WriteEscape(label).Write("</a></sup>");
        }
        else
        {
            renderer.Write("<cite>(").WriteEscape(source.Issuer);
            if (source.Year.Length > 0) renderer.Write(", ").WriteEscape(source.Year);
            renderer.Write(")</cite>");
        }
    }
}
