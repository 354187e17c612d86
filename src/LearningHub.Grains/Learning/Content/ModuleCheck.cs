using System.Globalization;
using LearningHub.Domain.Learning;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The rules for one module in one language.</summary>
internal sealed class ModuleCheck(Module module, ContentTree tree)
{
    private const int SmallestBank = 16, FewestAnchors = 6;
    private const double MostLongestRight = 0.40;
    private const int ShortLesson = 900, LongLesson = 1_300, TooShort = 700, TooLong = 1_500;

    private readonly Findings findings = tree.Findings;
    private readonly Place top = new($"{module.Id.Module}/{ModuleReader.FileName}", 1);

    /// <summary>Every objective and key message that is named exists, and every one that exists is asked about.</summary>
    public void Names()
    {
        var objectives = module.Objectives.Select(objective => objective.Id).ToHashSet();
        var messages = module.KeyMessages.Select(message => message.Id).ToHashSet();
        foreach (var lesson in module.Lessons)
        {
            Known(objectives, lesson.Objective, "objective", At(lesson.Id));
            foreach (var message in lesson.Messages) Known(messages, message, "message", At(lesson.Id));
            if (lesson.Messages.IsEmpty) findings.Error("no-message", At(lesson.Id), "The lesson passes no key message on. Add 'messages: [...]'.");
        }

        foreach (var item in module.Items)
        {
            Known(objectives, item.Objective, "objective", At(item.Id));
            if (item.Message is not null) Known(messages, item.Message, "message", At(item.Id));
            if (item is { Anchor: true, Message: null }) findings.Error("anchor-without-message", At(item.Id), $"{item.Id} is an anchor but measures no key message. Add 'message=...'.");
        }

        foreach (var objective in objectives.Where(objective => !Tests.Any(item => item.Objective == objective)))
            findings.Error("objective-without-item", At(objective), $"No test item asks about {objective}. Add one to items.md.");
        foreach (var objective in objectives.Where(objective => Tests.Any(item => item.Objective == objective) && Tests.All(item => item.Objective != objective || item.Level == ItemLevel.Understand)))
            findings.Error("objective-without-use", At(objective), $"{objective} is only asked about at the level 'understand'. Add an item at 'apply' or 'analyse'.");
        foreach (var message in messages.Where(message => !Anchors.Any(item => item.Message == message)))
            findings.Error("message-without-anchor", At(message), $"No anchor item measures {message}, so nobody will know whether it arrives. Add 'anchor=true message={message}' to a test item.");
    }

    public void Lessons()
    {
        if (module.Lessons.IsEmpty) findings.Error("no-lesson", top, $"The module has no lesson in '{module.Language}'. Add one.");
        foreach (var lesson in module.Lessons)
        {
            var minutes = (int)Math.Round((double)lesson.Words / ContentCheck.WordsPerMinute, MidpointRounding.AwayFromZero);
            if (minutes > lesson.Minutes)
                findings.Error("reading-time", At(lesson.Id), $"{lesson.Words} words take {minutes} minutes at {ContentCheck.WordsPerMinute} a minute, not {lesson.Minutes}. Cut, or write 'minutes: {minutes}'.");
            if (lesson.Words is > TooLong or < TooShort)
                findings.Error("lesson-length", At(lesson.Id), $"The lesson has {lesson.Words} words; {ShortLesson} to {LongLesson} are wanted. {(lesson.Words > TooLong ? "Cut or divide it." : "Add what is missing.")}");
            else if (lesson.Words is > LongLesson or < ShortLesson)
                findings.Warning("lesson-length", At(lesson.Id), $"The lesson has {lesson.Words} words; {ShortLesson} to {LongLesson} are wanted.");
            foreach (var check in lesson.Parts.Select(part => part.Check).OfType<Item>().Where(check => check.Use != ItemUse.Check))
                findings.Error("check-use", At(check.Id), $"{check.Id} stands in a lesson, so its use is 'check'.");
        }

        foreach (var twice in module.Lessons.GroupBy(lesson => lesson.Slug).Where(same => same.Count() > 1))
            findings.Error("same-address", At(twice.Last().Id), $"Two lessons have the address '{twice.Key}'. Rename one file.");
    }

    public void Bank()
    {
        if (Tests.Count < SmallestBank)
            findings.Error("small-bank", top, $"The bank has {Tests.Count} test items; a test before and one after need {SmallestBank}. Add {SmallestBank - Tests.Count}.");
        else if (TestForm.MixFor(module.Items) is not { } mix)
            findings.Error("bloom-mix", top, $"The bank cannot fill two tests of {TestForm.Size} with the same mix of levels. It has {Levels()}.");
        else if (mix != TestForm.Blueprint)
            findings.Warning("bloom-mix", top, $"Tests take {mix.Understand} understand, {mix.Apply} apply and {mix.Analyse} analyse, not 3, 3 and 2: the bank has {Levels()}.");
        else if (!CanDrawBoth())
            findings.Error("bloom-mix", top, "No two tests without a common item ask about every objective. Add items for the objectives that have fewest.");

        if (Anchors.Count < FewestAnchors)
            findings.Error("few-anchors", top, $"The bank has {Anchors.Count} anchor items; {FewestAnchors} are needed to measure what arrives.");
        var share = ContentSummary.LongestRightShare(Tests);
        if (share > MostLongestRight)
            findings.Error("longest-right", top, $"The right option is the longest in {share.ToString("P0", CultureInfo.InvariantCulture)} of the bank (at most 40 %). Trim right options or fill out wrong ones: {string.Join(", ", Tests.Where(ContentSummary.IsRightLongest).Select(item => item.Id))}.");
    }

    public void Companions()
    {
        if (module.Kit is null) findings.Error("no-kit", top, $"{module.Id.Module}/{module.Language}/kit.md is missing: nobody can teach the module on.");
        if (module.Case is null) findings.Warning("no-case-exercise", top, $"{module.Id.Module}/{module.Language}/case.md is missing.");
        if (module.Guide is null) findings.Warning("no-guide", top, $"{module.Id.Module}/{module.Language}/facilitator.md is missing.");
        if (module.Runs.IsEmpty) findings.Warning("no-run", top, $"{module.Id.Module}/{module.Language}/live.md is missing or empty.");
        foreach (var step in module.Runs.SelectMany(run => run.Steps).Where(step => step.Item is not null && module.Item(step.Item)?.Use != ItemUse.Live))
            findings.Error("run-step", new($"{module.Id.Module}/{module.Language}/live.md", 1), $"A step asks {step.Item}, which is not a live item of this module.");
        foreach (var step in module.Runs.SelectMany(run => run.Steps).Where(step => step.Lesson is not null && module.Lessons.All(lesson => lesson.Id != step.Lesson)))
            findings.Error("run-step", new($"{module.Id.Module}/{module.Language}/live.md", 1), $"A step shows the key points of {step.Lesson}, which is not a lesson of this module. Use one of: {string.Join(", ", module.Lessons.Select(lesson => lesson.Id))}.");
        foreach (var run in module.Runs.Where(run => int.TryParse(run.Title.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes != run.Steps.Sum(step => step.Minutes)))
            findings.Error("run-minutes", new($"{module.Id.Module}/{module.Language}/live.md", 1), $"The steps of '{run.Title}' last {run.Steps.Sum(step => step.Minutes)} minutes together.");
    }

    private List<Item> Tests { get; } = [.. module.Items.Where(item => item is { Use: ItemUse.Test, Kind: ItemKind.SingleChoice })];

    private List<Item> Anchors => [.. Tests.Where(item => item.Anchor)];

    private Place At(string id) => findings.PlaceOf(module.Language, id) is { File.Length: > 0 } place ? place : top;

    private void Known(HashSet<string> known, string id, string what, Place place)
    {
        if (id.Length > 0 && !known.Contains(id)) findings.Error($"unknown-{what}", place, $"The {what} {id} is not in {top.File}. Use one of: {string.Join(", ", known)}.");
    }

    private string Levels() => string.Join(", ", Tests.CountBy(item => item.Level).OrderBy(level => level.Key).Select(level => $"{level.Value} {level.Key.ToString().ToLowerInvariant()}"));

    private bool CanDrawBoth() => !TestForm.Draw(module.Items, TestOccasion.Pre, [], [], seed: 1).IsEmpty;
}
