using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LearningHub.Domain.Learning;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace LearningHub.Grains.Learning.Content;

/// <summary>A Markdown file with its front matter.</summary>
/// <param name="File">Relative to the content folder.</param>
internal sealed record Page(string File, MarkdownDocument Body, YamlMap Head)
{
    public static Page Read(string text, string file, Findings findings)
    {
        var body = LearningMarkdown.Parse(text, file, findings);
        var front = body.OfType<YamlFrontMatterBlock>().FirstOrDefault();
        if (front is not null) return new(file, body, YamlMap.Read(front.Lines.ToString(), file, 1, findings));
        findings.Error("front-matter", new(file, 1), "The file does not begin with front matter. Begin with '---', 'title: ...', '---'.");
        return new(file, body, YamlMap.Read("title: '?'", file, 1, new()));
    }

    public Place At(MarkdownObject part) => new(File, part.Line + 1);

    /// <summary>Words as a reader meets them.</summary>
    public int Words => LearningMarkdown.Words(Body);
}

/// <summary>Reads one lesson.</summary>
public sealed partial class LessonReader(string language, SourceBase sources, GlossaryLinks glossary, Findings findings)
{
    private static readonly string[] Required = ["hook", "case", "monday"];

    /// <summary>The lesson; what it lacks is a finding and stays empty.</summary>
    /// <param name="file">Relative to the content folder; its name is <c>NN-slug.md</c>.</param>
    public Lesson Read(string text, string file)
    {
        var page = Page.Read(text, file, findings);
        var list = new SourceList(sources, numbered: true);
        list.Resolve(page.Body, file, findings);
        glossary.Link(page.Body);
        var name = FileName().Match(Path.GetFileName(file));
        if (!name.Success) findings.Error("lesson-file", new(file, 1), "A lesson's file is named NN-slug.md with small letters, digits and hyphens. Rename it.");
        var lesson = new Lesson(
            page.Head.Text("id"), name.Groups["slug"].Value, int.TryParse(name.Groups["number"].Value, out var number) ? number : 0,
            page.Head.Text("title"), page.Head.Text("objective"), page.Head.Text("can"), [.. page.Head.Words("messages")], page.Head.Whole("minutes"),
            [.. Parts(page)], [.. list.Named], page.Words)
        {
            KeyPoints = [.. page.Body.OfType<HeadingBlock>().Where(heading => heading.Level == 2).Select(LearningMarkdown.Text)],
        };
        if (lesson.Id.Length > 0) findings.Name(language, lesson.Id, page.Head.Place);
        Look(page);
        return lesson;
    }

    private List<LessonPart> Parts(Page page)
    {
        var reader = new ItemReader(language, page.File, findings);
        var parts = new List<LessonPart>();
        var prose = new List<MarkdownObject>();
        foreach (var block in page.Body)
        {
            if (block is CustomContainer { Info: ItemReader.Container } container)
            {
                Flush();
                if (reader.Read(container) is { } check) parts.Add(new(null, check));
            }
            else
            {
                prose.Add(block);
            }
        }

        Flush();
        return parts;

        void Flush()
        {
            var html = LearningMarkdown.Html(prose);
            if (html.Length > 0) parts.Add(new(html, null));
            prose.Clear();
        }
    }

    private void Look(Page page)
    {
        foreach (var block in page.Body.Descendants().OfType<CustomContainer>())
        {
            if (block.Info == ItemReader.Container)
            {
                if (block.Parent is not MarkdownDocument)
                    findings.Error("item-nested", page.At(block), "An item stands within another section. Close the section before it.");
            }
            else if (!SectionExtension.Forms.ContainsKey(block.Info ?? ""))
            {
                findings.Error("unknown-section", page.At(block), $"'::: {block.Info}' is not known. Use item, {string.Join(", ", SectionExtension.Forms.Keys)}.");
            }
        }

        foreach (var section in Required.Where(section => !page.Body.OfType<CustomContainer>().Any(block => block.Info == section)))
            findings.Error($"no-{section}", new(page.File, 1), $"The lesson has no '::: {section}'. Add it.");
        if (!page.Body.OfType<CustomContainer>().Any(block => block.Info == ItemReader.Container))
            findings.Error("no-check", new(page.File, 1), "The lesson has no self-check. Add an '::: item' with use=check.");
        foreach (var heading in page.Body.Descendants().OfType<HeadingBlock>().Where(heading => heading.Level == 1))
            findings.Error("heading-level", page.At(heading), "Headings begin at '##': the page prints the title itself.");
    }

    [GeneratedRegex("^(?<number>[0-9]{2})-(?<slug>[a-z0-9]+(-[a-z0-9]+)*)\\.md$", RegexOptions.CultureInvariant)]
    internal static partial Regex FileName();
}
