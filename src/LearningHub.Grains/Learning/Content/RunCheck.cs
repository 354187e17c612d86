using System.Globalization;
using LearningHub.Domain.Learning;
using Markdig.Syntax;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The rules for the runs of show: one of 60 and one of 90 minutes, each with everything that a session needs.</summary>
internal sealed class RunCheck(CheckedModule at)
{
    private static readonly int[] Lengths = [60, 90];

    /// <summary>What a run holds, and how often: at least so many, at most so many.</summary>
    private static readonly (string Kind, int Fewest, int Most)[] Needed =
        [("points", 1, int.MaxValue), ("item", 1, int.MaxValue), ("peer", 1, 1), ("case", 1, 1), ("takeaways", 1, 1)];

    private readonly Module module = at.Module;
    private readonly Findings findings = at.Findings;

    public void Run()
    {
        foreach (var length in Lengths.Where(length => module.Runs.All(run => Minutes(run) != length)))
            findings.Error("no-run", at.Top, $"{at.FileOf("live")} has no run of {length} minutes. Add '## {length} minutes' with its steps.");
        if (module.Runs.IsEmpty) return;
        var headings = at.PageOf(at.FileOf("live")) is var page ? page.Body.OfType<HeadingBlock>().Where(heading => heading.Level == 2).Select(page.At).ToList() : [];
        foreach (var (run, place) in module.Runs.Zip(headings)) Look(run, place);
    }

    private void Look(RunOfShow run, Place place)
    {
        if (run.Steps.Sum(step => step.Minutes) is var minutes && minutes != Minutes(run))
            findings.Error("run-minutes", place, $"The steps of '{run.Title}' last {minutes} minutes together.");
        foreach (var (kind, fewest, most) in Needed)
        {
            var count = run.Steps.Count(step => step.Kind == kind);
            if (count < fewest || count > most)
                findings.Error("run-form", place, $"'{run.Title}' has {count} steps of the kind '{kind}'; {(fewest == most ? $"exactly {fewest}" : $"at least {fewest}")} is wanted.");
        }

        if (run.Steps is [.., { Kind: not "takeaways" }])
            findings.Error("run-form", place, $"'{run.Title}' does not end with the takeaways. Put what people promise last.");
        foreach (var step in run.Steps.Where(step => step.Item is not null && module.Item(step.Item)?.Use != ItemUse.Live))
            findings.Error("run-step", place, $"A step asks {step.Item}, which is not a live item of this module.");
        foreach (var step in run.Steps.Where(step => step is { Kind: "peer", Item: not null } && module.Item(step.Item) is { RightOption: null }))
            findings.Error("run-step", place, $"A peer step asks {step.Item}, which has no right option to find together.");
        foreach (var step in run.Steps.Where(step => step.Lesson is not null && module.Lessons.All(lesson => lesson.Id != step.Lesson)))
            findings.Error("run-step", place, $"A step shows the key points of {step.Lesson}, which is not a lesson of this module. Use one of: {string.Join(", ", module.Lessons.Select(lesson => lesson.Id))}.");
    }

    private static int Minutes(RunOfShow run) => int.TryParse(run.Title.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : 0;
}
