using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using LearningHub.Domain.Learning;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;

namespace LearningHub.Grains.Learning.Content;

/// <summary>Reads what goes with a module's lessons: kit, case exercise, facilitator's guide and runs of show.</summary>
public sealed class CompanionReader(SourceBase sources, Findings findings)
{
    private static readonly string[] Kinds = ["lobby", "talk", "points", "item", "peer", "case", "takeaways", "break", "questions", "panel", "ideas"];

    /// <summary>What a step names, and the kinds of step that name it.</summary>
    private static readonly (string Name, string[] Kinds)[] Needs = [("item", ["item", "peer"]), ("lesson", ["points"])];

    /// <summary>A companion with its own source list at the end, since it is printed apart from the lessons.</summary>
    /// <param name="blocks">The module's questions and runs, for a companion that prints them.</param>
    internal Companion Read(string text, string file, GuideBlocks blocks)
    {
        var page = Page.Read(text, file, findings);
        blocks.Fill(page);
        var list = new SourceList(sources, numbered: true);
        list.Resolve(page.Body, file, findings);
        return new(page.Head.Text("title"), page.Head.OptionalWhole("minutes"), LearningMarkdown.Html(page.Body) + Printed(list));
    }

    /// <summary>The runs of show of <c>live.md</c>: one for each second-level heading.</summary>
    public ImmutableArray<RunOfShow> ReadRuns(string text, string file)
    {
        var page = Page.Read(text, file, findings);
        new SourceList(sources, numbered: false).Resolve(page.Body, file, findings);
        var runs = new List<RunOfShow>();
        foreach (var block in page.Body)
        {
            if (block is HeadingBlock { Level: 2 } heading) runs.Add(new(LearningMarkdown.Text(heading), []));
            if (block is not CustomContainer { Info: "step" } step) continue;
            if (runs is [.., var run]) runs[^1] = run with { Steps = run.Steps.Add(Step(step, page)) };
            else findings.Error("run-step", page.At(step), "A step stands before the first heading. Put '## 60 minutes' above it.");
        }

        return [.. runs];
    }

    private RunStep Step(CustomContainer block, Page page)
    {
        var kind = LearningMarkdown.Named(block, "kind") ?? "";
        if (!Kinds.Contains(kind)) findings.Error("run-step", page.At(block), $"The step's kind is '{kind}'. Use one of: {string.Join(", ", Kinds)}.");
        if (!int.TryParse(LearningMarkdown.Named(block, "minutes"), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
            findings.Error("run-step", page.At(block), "The step has no minutes. Write 'minutes=5'.");
        foreach (var (name, kinds) in Needs.Where(need => need.Kinds.Contains(kind) != (LearningMarkdown.Named(block, need.Name) is not null)))
            findings.Error("run-step", page.At(block), kinds.Contains(kind) ? $"The step's kind is '{kind}', so it names its {name}. Write '{name}=...'." : $"'{name}=...' belongs to a step of the kind {string.Join(" or ", kinds)}. Take it out, or change the kind.");
        return new(kind, minutes, LearningMarkdown.Named(block, "item"), LearningMarkdown.Text(block), LearningMarkdown.Named(block, "lesson"));
    }

    private static string Printed(SourceList list)
    {
        if (list.Named.Count == 0) return "";
        var html = new StringBuilder("\n<section class=\"sources\">\n<h2>Sources</h2>\n<ol>\n");
        foreach (var source in list.Named)
            html.Append(CultureInfo.InvariantCulture, $"<li id=\"source-{source.Id}\">{WebUtility.HtmlEncode(source.Title)}. {WebUtility.HtmlEncode(source.Issuer)}{(source.Year.Length > 0 ? $", {source.Year}" : "")}.</li>\n");
        return html.Append("</ol>\n</section>").ToString();
    }
}
