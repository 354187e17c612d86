using System.Globalization;
using System.Text.RegularExpressions;
using LearningHub.Domain.Learning;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The rules for what goes with the lessons: case exercise, facilitator's guide and cascade kit. Parts are known by the id of their heading, in every language.</summary>
internal sealed partial class CompanionCheck(CheckedModule at)
{
    private const int KitMinutes = 20, KitQuestions = 3, OpeningQuestions = 3, HardMoments = 4, Alternatives = 2;
    private const string Guide = "facilitator", Kit = "kit", Case = "case";

    private static readonly Dictionary<string, string[]> Parts = new()
    {
        [Case] = ["roles", "time-plan", "tasks"],
        [Kit] = ["plan", "script", "questions", "slip"],
        [Guide] = ["purpose", "plan-60", "plan-90", "opening-questions", "live-questions", "case", "model-answer", "alternatives", "hard-moments", "no-network", "check-locally"],
    };

    private readonly Module module = at.Module;
    private readonly Findings findings = at.Findings;

    public void Run()
    {
        if (module.Case is null) Missing("no-case-exercise", Case);
        else HasParts(Case, at.PageOf(at.FileOf(Case)));
        if (module.Guide is null) Missing("no-guide", Guide);
        else LookAtGuide(at.PageOf(at.FileOf(Guide)));
        if (module.Kit is null) Missing("no-kit", Kit);
        else LookAtKit(at.PageOf(at.FileOf(Kit)), module.Kit);
    }

    private void LookAtGuide(Page page)
    {
        HasParts(Guide, page);
        Counts(page, "opening-questions", ItemsIn(page, "opening-questions"), OpeningQuestions, OpeningQuestions, "questions in a list");
        Counts(page, "alternatives", Leads(page, "alternatives") + ItemsIn(page, "alternatives"), Alternatives, int.MaxValue, "alternatives, each with its name in bold");
        Counts(page, "hard-moments", RowsIn(page, "hard-moments"), HardMoments, int.MaxValue, "moments in a table, each with a sentence to say");
        Counts(page, "check-locally", ItemsIn(page, "check-locally") + RowsIn(page, "check-locally"), 1, int.MaxValue, "facts in a list or a table");
        foreach (var minutes in new[] { "60", "90" })
            Counts(page, $"plan-{minutes}", CheckedModule.Section(page, $"plan-{minutes}").OfType<CustomContainer>().Count(block => block.Info == GuideBlocks.Run && LearningMarkdown.Named(block, "minutes") == minutes), 1, 1, $"plan, written '::: {GuideBlocks.Run} {{minutes={minutes}}}'");
        Questions(page);
    }

    /// <summary>The live questions stand in the guide by their ids, so that their words are the bank's; no test question does.</summary>
    private void Questions(Page page)
    {
        var quoted = page.Body.Descendants().OfType<CustomContainer>().Where(block => block.Info == GuideBlocks.Question).ToList();
        var ids = quoted.Select(block => LearningMarkdown.Named(block, "item")).ToHashSet();
        foreach (var item in module.Items.Where(item => item.Use == ItemUse.Live && !ids.Contains(item.Id)))
            findings.Error("guide-item", new(page.File, 1), $"The guide does not help with {item.Id}. Add '::: {GuideBlocks.Question} {{item={item.Id}}}' with the likely mistake and what to say.");
        foreach (var block in quoted)
        {
            var item = LearningMarkdown.Named(block, "item") is { } id ? module.Item(id) : null;
            if (item is { Use: not ItemUse.Live }) findings.Error("guide-item", page.At(block), $"{item.Id} is no live item. A guide that shows test items leaks the test.");
            if (block.Count == 0) findings.Error("guide-item", page.At(block), "What to say about this question is missing. Write the likely mistake and a sentence to say.");
        }
    }

    private void LookAtKit(Page page, Companion kit)
    {
        HasParts(Kit, page);
        if (kit.Minutes != KitMinutes) findings.Error("kit-minutes", new(page.File, 1), $"The kit takes {kit.Minutes ?? 0} minutes; {KitMinutes} are promised. Write 'minutes: {KitMinutes}' and plan for it.");
        Plan(page);
        Counts(page, "questions", Leads(page, "questions") + ItemsIn(page, "questions"), KitQuestions, KitQuestions, "questions");
        if (!page.Body.OfType<HeadingBlock>().Any(heading => heading.TryGetAttributes()?.Id?.StartsWith("sheet-", StringComparison.Ordinal) == true))
            findings.Error("kit-part", new(page.File, 1), "The kit has nothing to hand out. Give the heading of a print sheet an id such as {#sheet-handout}.");
        var words = LearningMarkdown.Text(page.Body);
        foreach (var message in module.KeyMessages.Where(message => !words.Contains(message.Text, StringComparison.Ordinal)))
            findings.Error("kit-message", new(page.File, 1), $"The kit does not say {message.Id} word by word: '{message.Text}' Fidelity is measured on those words.");
    }

    /// <summary>The first column of the kit's plan runs from 0 to 20 without a gap.</summary>
    private void Plan(Page page)
    {
        var at = 0;
        foreach (var row in CheckedModule.Section(page, "plan").OfType<Table>().Take(1).SelectMany(table => table.OfType<TableRow>().Where(row => !row.IsHeader)))
        {
            var span = Minutes().Match(LearningMarkdown.Text(row.OfType<TableCell>().First()));
            if (!span.Success || int.Parse(span.Groups["from"].Value, CultureInfo.InvariantCulture) != at)
            {
                findings.Error("kit-minutes", page.At(row), $"This step of the plan should begin at minute {at}. Write for example '{at}–{at + 4}'.");
                return;
            }

            at = int.Parse(span.Groups["to"].Value, CultureInfo.InvariantCulture);
        }

        if (at != KitMinutes) findings.Error("kit-minutes", new(page.File, 1), $"The kit's plan ends at minute {at}, not {KitMinutes}.");
    }

    private void HasParts(string companion, Page page)
    {
        var ids = page.Body.OfType<HeadingBlock>().Select(heading => heading.TryGetAttributes()?.Id).ToHashSet();
        foreach (var part in Parts[companion].Where(part => !ids.Contains(part)))
            findings.Error($"{(companion == Guide ? "guide" : companion)}-part", new(page.File, 1), $"The part '{part}' is missing. Add it under a heading such as '## ... {{#{part}}}'.");
        foreach (var part in Parts[companion].Where(part => ids.Contains(part) && CheckedModule.Section(page, part).Count == 0))
            findings.Error($"{(companion == Guide ? "guide" : companion)}-part", new(page.File, 1), $"The part '{part}' is empty. Write it.");
    }

    private void Counts(Page page, string part, int count, int fewest, int most, string what)
    {
        if (CheckedModule.Section(page, part) is [var first, ..] && (count < fewest || count > most))
            findings.Error($"{(page.File.EndsWith("/kit.md", StringComparison.Ordinal) ? Kit : "guide")}-part", page.At(first), $"The part '{part}' has {count} {what}; {fewest} {(fewest == most ? "are" : "or more are")} wanted.");
    }

    private void Missing(string rule, string name) => findings.Error(rule, at.Top, $"{at.FileOf(name)} is missing. Nobody can run the session or pass it on without it.");

    private static int ItemsIn(Page page, string part) => CheckedModule.Section(page, part).OfType<ListBlock>().Sum(list => list.Count);

    private static int RowsIn(Page page, string part) => CheckedModule.Section(page, part).OfType<Table>().Sum(table => table.OfType<TableRow>().Count(row => !row.IsHeader));

    /// <summary>Paragraphs that begin in bold: a question or an alternative that is told at length.</summary>
    private static int Leads(Page page, string part) =>
        CheckedModule.Section(page, part).OfType<ParagraphBlock>().Count(paragraph => paragraph.Inline?.FirstChild is EmphasisInline { DelimiterCount: 2 });

    [GeneratedRegex(@"^(?<from>\d+)\s*[–-]\s*(?<to>\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Minutes();
}
