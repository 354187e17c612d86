using System.Globalization;
using LearningHub.Domain.Learning;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The blueprint of a module's questions: how many, about what, at which level, and no test question met before the test.</summary>
internal sealed class BankCheck(CheckedModule at)
{
    private const int SmallestBank = 24, FewestAnchors = 6, FewestLive = 6;
    private const int FewestOfObjective = 3, MostOfObjective = 5;
    private const int FewestOptions = 3, MostOptions = 4;
    private const double MostLongestRight = 0.40;

    /// <summary>Two items in a bank of 24: how far the share of a level may be from the blueprint's.</summary>
    private const double LevelTolerance = 2.0 / 24;

    /// <summary>8, 10 and 6 of 24.</summary>
    private static readonly (ItemLevel Level, double Share)[] Blueprint = [(ItemLevel.Understand, 8.0 / 24), (ItemLevel.Apply, 10.0 / 24), (ItemLevel.Analyse, 6.0 / 24)];

    private readonly Module module = at.Module;
    private readonly Findings findings = at.Findings;

    public void Run()
    {
        Size();
        Levels();
        Objectives();
        Shape();
        Uses();
        LongestRight();
        Sources();
    }

    /// <summary>The blueprint's second rule: a source tag stands where the rule is stated, in the question or in the feedback.</summary>
    private void Sources()
    {
        foreach (var item in at.Tests.Where(item => !HasSource(item.Prompt) && !item.Options.Any(option => HasSource(option.Feedback))))
            findings.Error("item-source", at.At(item.Id), $"{item.Id} names no source. Put the tag of the fact that proves the right option into its feedback.");
    }

    private static bool HasSource(Prose? prose) => prose is { Html: var html } && (html.Contains("<sup class=\"ref\"", StringComparison.Ordinal) || html.Contains("<cite>", StringComparison.Ordinal));

    private void Size()
    {
        if (at.Tests.Count < SmallestBank)
            findings.Error("small-bank", at.Top, $"The bank has {at.Tests.Count} test items; {SmallestBank} are needed, so that the tests before and after have no item in common. Add {SmallestBank - at.Tests.Count}.");
        if (at.Tests.Count(item => item.Anchor) is var anchors and < FewestAnchors)
            findings.Error("few-anchors", at.Top, $"The bank has {anchors} anchor items; {FewestAnchors} are needed to measure what arrives.");
        if (module.Items.Count(item => item.Use == ItemUse.Live) is var live and < FewestLive)
            findings.Error("few-live", at.Top, $"The module has {live} live items; {FewestLive} are needed for a session.");
    }

    private void Levels()
    {
        if (at.Tests.Count == 0) return;
        foreach (var (level, share) in Blueprint)
        {
            var count = at.Tests.Count(item => item.Level == level);
            if (Math.Abs(((double)count / at.Tests.Count) - share) > LevelTolerance)
                findings.Error("bloom-spread", at.Top, $"{count} of {at.Tests.Count} test items are at the level '{level.ToString().ToLowerInvariant()}'; about {share * at.Tests.Count:0} are wanted. The bank has {AllLevels()}.");
        }

        if (TestForm.MixFor(module.Items) is not { } mix)
            findings.Error("bloom-mix", at.Top, $"The bank cannot fill two tests of {TestForm.Size} with the same mix of levels. It has {AllLevels()}.");
        else if (mix != TestForm.Blueprint)
            findings.Warning("bloom-mix", at.Top, $"Tests take {mix.Understand} understand, {mix.Apply} apply and {mix.Analyse} analyse, not 3, 3 and 2: the bank has {AllLevels()}.");
        else if (TestForm.Draw(module.Items, TestOccasion.Pre, [], [], seed: 1).IsEmpty)
            findings.Error("bloom-mix", at.Top, "No two tests without a common item ask about every objective. Add items for the objectives that have fewest.");
    }

    private void Objectives()
    {
        foreach (var objective in module.Objectives)
        {
            var items = at.Tests.Where(item => item.Objective == objective.Id).ToList();
            if (items.Count is < FewestOfObjective or > MostOfObjective)
                findings.Error("objective-items", at.At(objective.Id), $"{items.Count} test items ask about {objective.Id}; {FewestOfObjective} to {MostOfObjective} are wanted.");
            if (items.Count > 0 && items.All(item => item.Level == ItemLevel.Understand))
                findings.Error("objective-without-use", at.At(objective.Id), $"{objective.Id} is only asked about at the level 'understand'. Add an item at 'apply' or 'analyse'.");
        }
    }

    /// <summary>A question that can be answered before the options are read, and so few options that each is believed by somebody. Live questions are freer.</summary>
    private void Shape()
    {
        foreach (var item in module.Items.Where(item => item is { Kind: ItemKind.SingleChoice, Use: not ItemUse.Live }))
        {
            if (item.Options.Length is < FewestOptions or > MostOptions)
                findings.Error("option-count", at.At(item.Id), $"{item.Id} has {item.Options.Length} options. Three are wanted; a fourth only for a mistake that people really make.");
            if (!item.Prompt.Text.TrimEnd().EndsWith('?'))
                findings.Error("no-question", at.At(item.Id), $"{item.Id} does not end with a question. Ask one that can be answered before reading the options.");
        }
    }

    /// <summary>Who has played or read has not met the test.</summary>
    private void Uses()
    {
        foreach (var lesson in module.Lessons)
        {
            foreach (var check in lesson.Parts.Select(part => part.Check).OfType<Item>().Where(check => check.Use != ItemUse.Check))
                findings.Error("check-use", at.At(check.Id), $"{check.Id} stands in a lesson, so its use is 'check'.");
        }

        foreach (var same in module.Items.GroupBy(item => string.Concat(item.Prompt.Text.Where(char.IsLetterOrDigit)), StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            findings.Error("same-question", at.At(same.Last().Id), $"{string.Join(" and ", same.Select(item => item.Id))} ask the same question. Ask each question once, so that playing does not leak the test.");
    }

    private void LongestRight()
    {
        var share = ContentSummary.LongestRightShare(at.Tests);
        if (share > MostLongestRight)
            findings.Error("longest-right", at.Top, $"The right option is the longest in {share.ToString("P0", CultureInfo.InvariantCulture)} of the bank (at most 40 %). Trim right options or fill out wrong ones: {string.Join(", ", at.Tests.Where(ContentSummary.IsRightLongest).Select(item => item.Id))}.");
    }

    private string AllLevels() => string.Join(", ", at.Tests.CountBy(item => item.Level).OrderBy(level => level.Key).Select(level => $"{level.Value} {level.Key.ToString().ToLowerInvariant()}"));
}
