using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using LearningHub.Domain.Learning;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LearningHub.Grains.Learning.Content;

/// <summary>Puts a module's own questions and runs of show into its companions, so that a guide cannot drift from what is asked and shown.</summary>
/// <remarks><c>::: question {item=LM-L01}</c> prints the question, its options and the best one; the facilitator's words stand inside.
/// <c>::: questions</c> prints all live questions without their answers, to be handed out. <c>::: run {minutes=60}</c> prints the run of that length as a plan by minute.</remarks>
internal sealed class GuideBlocks(IReadOnlyList<Item> items, IReadOnlyList<RunOfShow> runs, IReadOnlyList<Lesson> lessons, Findings findings)
{
    public const string Question = "question", Sheet = "questions", Run = "run";

    /// <summary>Fills every such block of a page; one that names nothing is a finding.</summary>
    public void Fill(Page page)
    {
        foreach (var block in page.Body.Descendants().OfType<CustomContainer>().ToList())
        {
            if (block.Info == Question) Quote(block, page);
            else if (block.Info == Sheet) block.Insert(0, new ReadyBlock(string.Join('\n', items.Where(item => item.Use == ItemUse.Live).Select(Printed))));
            else if (block.Info == Run) Plan(block, page);
            else if (!SectionExtension.Forms.ContainsKey(block.Info ?? ""))
                findings.Error("unknown-section", page.At(block), $"'::: {block.Info}' is not known here. Use {Question}, {Sheet}, {Run}, {string.Join(", ", SectionExtension.Forms.Keys)}.");
        }
    }

    private void Quote(CustomContainer block, Page page)
    {
        var id = LearningMarkdown.Named(block, "item");
        if (items.FirstOrDefault(item => item.Id == id) is not { } item)
        {
            findings.Error("guide-item", page.At(block), $"The question '{id}' is not an item of this module. Write '::: {Question} {{item=...}}' with the id of one.");
            return;
        }

        var right = item.Options.Select((option, index) => (option.Right, Letter: (char)('A' + index))).Where(option => option.Right).Select(option => option.Letter).ToList();
        if (block.OfType<ParagraphBlock>().FirstOrDefault()?.Inline is { FirstChild: { } first })
        {
            first.InsertBefore(new EmphasisInline { DelimiterChar = '*', DelimiterCount = 2 }
                .AppendChild(new LiteralInline(right.Count == 0 ? "No right answer." : $"Best: {string.Join(" and ", right)}.")));
            first.InsertBefore(new LiteralInline(" "));
        }

        block.Insert(0, new ReadyBlock(Printed(item)));
    }

    private static string Printed(Item item)
    {
        var html = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<p class=\"keep\"><b>{item.Id}.</b> {item.Prompt.Html}</p>\n");
        if (!item.Options.IsEmpty) html.Append("<ol type=\"A\">\n").AppendJoin('\n', item.Options.Select(option => $"<li>{option.Text.Html}</li>")).Append("\n</ol>");
        return html.ToString();
    }

    private void Plan(CustomContainer block, Page page)
    {
        var minutes = LearningMarkdown.Named(block, "minutes");
        if (runs.FirstOrDefault(run => run.Title.Split(' ')[0] == minutes) is not { } run)
        {
            findings.Error("guide-run", page.At(block), $"live.md has no run of {minutes} minutes. Write '::: {Run} {{minutes=60}}' with the length of one.");
            return;
        }

        var html = new StringBuilder("<table class=\"plan\">\n<thead><tr><th scope=\"col\">Min</th><th scope=\"col\">What</th></tr></thead>\n<tbody>\n");
        var from = 0;
        foreach (var step in run.Steps)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{from}–{from + step.Minutes}</td><td><b>{WebUtility.HtmlEncode(Name(step))}.</b> {WebUtility.HtmlEncode(step.Text)}</td></tr>\n");
            from += step.Minutes;
        }

        block.Insert(0, new ReadyBlock(html.Append("</tbody>\n</table>").ToString()));
    }

    private string Name(RunStep step) => step.Kind switch
    {
        "lobby" => "Welcome",
        "talk" => "Opening",
        "points" => $"Key points of {step.Lesson}: {lessons.FirstOrDefault(lesson => lesson.Id == step.Lesson)?.Title}",
        "item" => $"Question {step.Item}",
        "peer" => $"Question {step.Item} with a talk in pairs and a second vote",
        "case" => "Case",
        "takeaways" => "Takeaways",
        "break" => "Break",
        "questions" => "Questions from the room",
        "panel" => "Panel",
        "ideas" => "Ideas",
        _ => step.Kind,
    };
}

/// <summary>HTML of our own making among authored blocks.</summary>
internal sealed class ReadyBlock(string html) : LeafBlock(null)
{
    public string Html => html;
}

internal sealed class ReadyBlockRenderer : HtmlObjectRenderer<ReadyBlock>
{
    protected override void Write(HtmlRenderer renderer, ReadyBlock block) => renderer.EnsureLine().WriteLine(block.Html);
}
