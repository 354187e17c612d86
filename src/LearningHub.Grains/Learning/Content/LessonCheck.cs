using System.Text.RegularExpressions;
using LearningHub.Domain.Learning;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The form of a lesson: hook, 3 to 5 key points, a fictional case, a self-check or two, and one action for Monday, each in its length.</summary>
internal sealed partial class LessonCheck(CheckedModule at, Lesson lesson, Page page)
{
    private const int ShortLesson = 900, LongLesson = 1_300;
    private const int FewestPoints = 3, MostPoints = 5, ShortPoints = 450, LongPoints = 750;
    private const int MostChecks = 2;
    private const string Hook = "hook", Point = "key point", Case = "case", Monday = "monday", Local = "adaptable";

    private static readonly string[] Order = [Hook, Point, Case, ItemReader.Container, Monday];
    private static readonly (string Part, int Fewest, int Most)[] Lengths = [(Hook, 60, 90), (Case, 120, 200), (Monday, 40, 70)];

    /// <summary>Closes the case, so that nobody takes its people for real ones.</summary>
    private static readonly Dictionary<string, string> Label = new() { ["en"] = "This is a fictional example." };

    private readonly Findings findings = at.Findings;
    private readonly Place top = at.At(lesson.Id);
    private readonly List<(Block Block, string Name)> parts = [.. page.Body.Select(block => (block, NameOf(block)))];

    public void Run()
    {
        Length();
        InOrder();
        Points();
        Sources();
        Fiction();
        Localised();
    }

    private void Length()
    {
        var minutes = (int)Math.Round((double)lesson.Words / ContentCheck.WordsPerMinute, MidpointRounding.AwayFromZero);
        if (minutes > lesson.Minutes)
            findings.Error("reading-time", top, $"{lesson.Words} words take {minutes} minutes at {ContentCheck.WordsPerMinute} a minute, not {lesson.Minutes}. Cut, or write 'minutes: {minutes}'.");
        Within("lesson-length", top, "The lesson", lesson.Words, ShortLesson, LongLesson);
        foreach (var (part, fewest, most) in Lengths)
        {
            foreach (var (block, _) in parts.Where(found => found.Name == part)) Within("part-length", page.At(block), $"The part '{part}'", LearningMarkdown.Words(block), fewest, most);
        }

        Within("part-length", top, "The key points together", Teaching.Sum(LearningMarkdown.Words), ShortPoints, LongPoints);
    }

    private void InOrder()
    {
        var ranked = parts.Select(part => (part.Block, part.Name, Rank: Array.IndexOf(Order, part.Name))).Where(part => part.Rank >= 0).ToList();
        foreach (var (before, after) in ranked.Zip(ranked.Skip(1)).Where(pair => pair.Second.Rank < pair.First.Rank))
            findings.Error("lesson-order", page.At(after.Block), $"'{after.Name}' stands after '{before.Name}'. The order is: {string.Join(", ", Order)}.");
        foreach (var twice in ranked.Where(part => part.Name is Hook or Case or Monday).GroupBy(part => part.Name).Where(same => same.Count() > 1))
            findings.Error("part-twice", page.At(twice.Last().Block), $"The lesson has {twice.Count()} parts '{twice.Key}'. Keep one.");
        if (ranked.Count(part => part.Name == ItemReader.Container) > MostChecks)
            findings.Error("many-checks", top, $"The lesson has more than {MostChecks} self-checks. Move one to items.md.");
    }

    private void Points()
    {
        if (parts.Count(part => part.Name == Point) is var points and (< FewestPoints or > MostPoints))
            findings.Error("key-points", top, $"The lesson has {points} key points; {FewestPoints} to {MostPoints} are wanted, each under a heading '## ...'.");
    }

    /// <summary>A fact names its source, and a figure its year. Tables without a source hold made-up examples and are left alone.</summary>
    private void Sources()
    {
        if (!Teaching.Any(HasSource)) findings.Error("no-source", top, "No key point names a source. Add source tags such as [S1].");
        foreach (var point in ByPoint().Where(point => !point.Any(HasSource)))
        {
            if (point.FirstOrDefault(block => block is not Table && NameOf(block) != Local && Fact().IsMatch(LearningMarkdown.Text(block))) is { } fact)
                findings.Error("fact-without-source", page.At(fact), "This key point states a year, a figure or the number of a text, but names no source. Add its tag, or take the fact out.");
        }

        foreach (var block in Teaching.Where(block => HasSource(block) && Figure().IsMatch(LearningMarkdown.Text(block)) && !Year().IsMatch(WithMarks(block))))
            findings.Error("figure-without-year", page.At(block), "A figure that can change stands here without its year. Write the year beside it, or in the tag: [S46, 2022].");
    }

    private void Fiction()
    {
        foreach (var (block, _) in parts.Where(part => part.Name == Case))
        {
            var last = (block as ContainerBlock)?.LastChild as ParagraphBlock;
            if (last?.Inline?.LastChild is not EmphasisInline label || (Label.TryGetValue(at.Module.Language, out var words) && LearningMarkdown.Text(label) != words))
                findings.Error("case-not-labelled", page.At(block), $"The case does not end with '*{Label[ContentLibrary.FirstLanguage]}*' in the language of the lesson. Add that line.");
        }
    }

    /// <summary>A trainer may replace an example with a local one. What is tested and what was looked up stays as it is.</summary>
    private void Localised()
    {
        var local = page.Body.Descendants().OfType<CustomContainer>().Where(block => block.Info == Local).ToList();
        if (local.Count == 0) findings.Error("no-adaptable", top, $"No part of the lesson is marked as one that a trainer may localise. Put an example into '::: {Local}'.");
        foreach (var block in local)
        {
            if (HasSource(block) || block.Descendants().Any(part => part is HeadingBlock or CustomContainer) || at.Module.KeyMessages.Any(message => LearningMarkdown.Text(block).Contains(message.Text, StringComparison.OrdinalIgnoreCase)))
                findings.Error("core-in-adaptable", page.At(block), "A key point, a key message, a question or a fact with its source stands where a trainer may change the text. Move it out.");
        }
    }

    private void Within(string rule, Place place, string what, int words, int fewest, int most)
    {
        if (words < fewest || words > most)
            findings.Error(rule, place, $"{what} has {words} words; {fewest} to {most} are wanted. {(words > most ? "Cut." : "Add what is missing.")}");
    }

    /// <summary>From the first key point to the case.</summary>
    private List<Block> Teaching { get; } =
        [.. page.Body.SkipWhile(block => NameOf(block) != Point).TakeWhile(block => NameOf(block) is not (Case or Monday or ItemReader.Container))];

    private List<List<Block>> ByPoint()
    {
        var points = new List<List<Block>>();
        foreach (var block in Teaching)
        {
            if (NameOf(block) == Point) points.Add([]);
            points[^1].Add(block);
        }

        return points;
    }

    private static string NameOf(Block block) => block switch
    {
        CustomContainer { Info: { } info } => info,
        HeadingBlock { Level: 2 } => Point,
        _ => "",
    };

    private static bool HasSource(Block block) => TagsIn(block).Any();

    private static string WithMarks(Block block) => $"{LearningMarkdown.Text(block)} {string.Join(' ', TagsIn(block).Select(tag => tag.Mark))}";

    // Markdig finds nothing below a paragraph that it is asked about itself.
    private static IEnumerable<SourceTag> TagsIn(Block block) => (block is LeafBlock { Inline: { } inline } ? inline.Descendants() : block.Descendants()).OfType<SourceTag>();

    [GeneratedRegex(@"\b(19|20)\d\d\b|\d\s?%|\b(million|billion)\b|\bNo\. \d", RegexOptions.CultureInvariant)]
    private static partial Regex Fact();

    [GeneratedRegex(@"\d\s?%|\b(million|billion)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\b(19|20)\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
