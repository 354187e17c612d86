using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Evidence;
using LearningHub.Web.Cohorts;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Evidence;

/// <summary>What a report does not know, said from its own figures and never by hand.</summary>
public static class ReportCaveats
{
    public static IReadOnlyList<string> Of(Texts texts, PackContent content)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(content);
        return
        [
            .. new[]
            {
                Claims(texts, content), SpotChecks(texts, content), FollowUps(texts, content), TooEarly(texts, content), OutOfTotals(texts, content), Withheld(texts, content),
                Reproduction(texts, content), Protected(texts, content),
            }.OfType<string>(),
        ];
    }

    private static string? Claims(Texts texts, PackContent content)
    {
        if (content.Find(Definitions.Claimed) is not { Value: > 0 and { } claimed } || content.Find(Definitions.Contacts)?.Value is not { } verified) return null;
        return claimed <= verified
            ? texts["All {0} claimed heads are verified, or more people confirmed than trainers claimed.", Count(claimed)]
            : texts["{0} of {1} claimed heads ({2}) are not verified: only the trainer says that they were there. They are in no total.", Count(claimed - verified), Count(claimed), FigureText.Percent(texts, (claimed - verified) / claimed)];
    }

    private static string SpotChecks(Texts texts, PackContent content) => content.Find(Definitions.SpotCheckShare) is { Value: { } share } checks
        ? string.Join(
            ' ',
            texts[
                "{0} of {1} people who were called confirmed that they had been taught ({2} to {3}).", FigureText.Percent(texts, share), Count(checks.N),
                FigureText.Percent(texts, checks.Low!.Value), FigureText.Percent(texts, checks.High!.Value)],
            texts["By that, {0} of the claimed heads are true.", Count(content.Find(Definitions.SpotCheckEstimate)?.Value ?? 0)],
            Unreachable(texts, content))
        : texts["No spot check has been answered yet: nobody independent of the trainers has called a sample."];

    private static string Unreachable(Texts texts, PackContent content) => content.Find(Definitions.SpotChecksUnreachable) is { Value: > 0 and { } silent } figure
        ? texts["{0} of {1} could not be reached; nobody knows what they would have said.", Count(silent), Count(figure.N)]
        : texts["Everybody who was called could be reached."];

    private static string FollowUps(Texts texts, PackContent content)
    {
        var rates = Retention.Refreshers.Select(refresher => (refresher.Month, Rate: content.Find(Definitions.ResponseRate, $"month={refresher.Month}"))).Where(it => it.Rate is { Value: not null }).ToList();
        return rates.Count == 0
            ? texts["No follow-up is due yet: how long the knowledge lasts is not known."]
            : string.Join(" ", rates.Select(it => texts.Count(
                it.Month, "After {0} month, {1} of the {2} people due answered.", "After {0} months, {1} of the {2} people due answered.", FigureText.Percent(texts, it.Rate!.Value!.Value), Count(it.Rate.N))))
                + " " + texts["What the others still know is not known; the table shows the worst and the best case."];
    }

    private static string? TooEarly(Texts texts, PackContent content)
    {
        var young = Enumerable.Range(0, content.Generations).Sum(g => (content.Find(Definitions.TimeToCascade, $"g={g}")?.N ?? 0) - (content.Find(Definitions.FanOut, $"g={g}")?.N ?? 0));
        return young > 0 ? texts["{0} qualified people have had fewer than {1} days. They are left out of the shares of people who taught, neither as success nor as failure.", Count(young), PackContent.WindowDays]
            : null;
    }

    private static string? OutOfTotals(Texts texts, PackContent content) => (content.Contested, content.Quarantined) switch
    {
        (0, 0) => null,
        var (contested, quarantined) => texts.Count(
            contested, "{0} session is contested by an institution and {1} held by a trainer who had not qualified. They are in no total.",
            "{0} sessions are contested by an institution and {1} held by a trainer who had not qualified. They are in no total.", texts.Count(quarantined, "{0} session is", "{0} sessions are")),
    };

    private static string? Withheld(Texts texts, PackContent content)
    {
        var few = content.Figures.Count(figure => figure.Value is null && figure.N < Math.Max(Fidelity.LeastPeople, SmallCells.LeastPeople(content.Module.Sensitive)));
        return few > 0 ? texts.Count(few, "{0} figure is not shown because too few people stand behind it or it is too early.", "{0} figures are not shown because too few people stand behind them or it is too early.") : null;
    }

    private static string? Reproduction(Texts texts, PackContent content) => content.Find(Definitions.Reproduction, "g=0")?.Value is null
        ? texts["It is too early to say whether the cascade carries itself: that needs trainers with 180 days behind them."] : null;

    private static string? Protected(Texts texts, PackContent content) => content.Module.Sensitive
        ? texts["This is protection content: counts are published in steps of {0} people and as of the end of a quarter, so that nobody can be found by subtracting two reports.", SmallCells.LeastPeople(true)] : null;

    private static string Count(double number) => FigureText.Number(Math.Round(number));
}
