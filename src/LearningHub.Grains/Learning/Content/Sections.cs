using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace LearningHub.Grains.Learning.Content;

/// <summary>What a named section of authored text is printed as.</summary>
/// <param name="Element">The HTML element.</param>
/// <param name="Heading">Printed as the section's heading; null where a label or nothing is enough.</param>
/// <param name="Label">Said by a screen reader in place of a heading.</param>
/// <param name="Line">Printed as the section's first line, where a heading would break the text in two.</param>
internal sealed record SectionForm(string Element, string? Heading, string? Label, string? Line = null);

/// <summary>Prints <c>::: hook</c>, <c>case</c>, <c>monday</c>, <c>adaptable</c> and <c>note</c> as sections that a style sheet can reach by class.</summary>
public sealed class SectionExtension : IMarkdownExtension
{
    internal static readonly Dictionary<string, SectionForm> Forms = new(StringComparer.Ordinal)
    {
        ["hook"] = new("section", null, "A moment at work"),
        ["case"] = new("section", "Case", null),
        ["monday"] = new("section", "On Monday", null),
        ["adaptable"] = new("section", null, "Local part", "For your place: you may change this part when you pass the lesson on."),
        ["note"] = new("aside", null, "Note"),
    };

    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        // Set on the renderer alone.
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is not HtmlRenderer html) return;
        html.ObjectRenderers.ReplaceOrAdd<HtmlCustomContainerRenderer>(new SectionRenderer());
        html.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new WideTableRenderer());
        html.ObjectRenderers.Add(new ReadyBlockRenderer());
    }
}

internal sealed class SectionRenderer : HtmlObjectRenderer<CustomContainer>
{
    protected override void Write(HtmlRenderer renderer, CustomContainer block)
    {
        renderer.EnsureLine();
        if (!SectionExtension.Forms.TryGetValue(block.Info ?? "", out var form))
        {
            renderer.WriteChildren(block); // an unknown container is a finding; its text is never lost
            return;
        }

        renderer.Write($"<{form.Element} class=\"{block.Info}\"");
        if (form.Label is not null) renderer.Write($" aria-label=\"{form.Label}\"");
        renderer.WriteLine(">");
        if (form.Heading is not null)
        {
            renderer.Write("<h2>").Write(form.Heading);
            if (LearningMarkdown.Named(block, "title") is { } title) renderer.Write(": ").WriteEscape(title);
            renderer.WriteLine("</h2>");
        }

        if (form.Line is not null) renderer.WriteLine($"<p class=\"label\">{form.Line}</p>");
        renderer.WriteChildren(block);
        renderer.WriteLine($"</{form.Element}>");
    }
}

/// <summary>A table that a narrow phone scrolls within itself instead of the whole page; a keyboard can reach it to scroll.</summary>
internal sealed class WideTableRenderer : HtmlTableRenderer
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine().WriteLine("<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">");
        base.Write(renderer, table);
        renderer.WriteLine("</div>");
    }
}
