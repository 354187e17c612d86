using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Evidence;
using LearningHub.Web.Cohorts;

namespace LearningHub.Web.Evidence;

/// <summary>What a report does not know, said from its own figures and never by hand.</summary>
public static class ReportCaveats
{
    public static IReadOnlyList<string> Of(PackContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return [.. new[] { Claims(content), SpotChecks(content), FollowUps(content), TooEarly(content), OutOfTotals(content), Withheld(content), Reproduction(content), Protected(content) }.OfType<string>()];
    }

    private static string? Claims(PackContent content)
    {
        if (content.Find(Definitions.Claimed) is not { Value: > 0 and { } claimed } || content.Find(Definitions.Contacts)?.Value is not { } verified) return null;
        return claimed <= verified
            ? $"All {Count(claimed)} claimed heads are verified, or more people confirmed than trainers claimed."
            : $"{Count(claimed - verified)} of {Count(claimed)} claimed heads ({FigureText.Percent((claimed - verified) / claimed)}) are not verified: only the trainer says that they were there. They are in no total.";
    }

    private static string SpotChecks(PackContent content) => content.Find(Definitions.SpotCheckShare) is { Value: { } share } checks
        ? $"{FigureText.Percent(share)} of {Count(checks.N)} people who were called confirmed that they had been taught ({FigureText.Percent(checks.Low!.Value)} to {FigureText.Percent(checks.High!.Value)}). "
            + $"By that, {Count(content.Find(Definitions.SpotCheckEstimate)?.Value ?? 0)} of the claimed heads are true. {Unreachable(content)}"
        : "No spot check has been answered yet: nobody independent of the trainers has called a sample.";

    private static string Unreachable(PackContent content) => content.Find(Definitions.SpotChecksUnreachable) is { Value: > 0 and { } silent } figure
        ? $"{Count(silent)} of {Count(figure.N)} could not be reached; nobody knows what they would have said."
        : "Everybody who was called could be reached.";

    private static string FollowUps(PackContent content)
    {
        var rates = Retention.Refreshers.Select(refresher => (refresher.Month, Rate: content.Find(Definitions.ResponseRate, $"month={refresher.Month}"))).Where(it => it.Rate is { Value: not null }).ToList();
        return rates.Count == 0
            ? "No follow-up is due yet: how long the knowledge lasts is not known."
            : string.Join(" ", rates.Select(it => $"After {it.Month} {(it.Month == 1 ? "month" : "months")}, {FigureText.Percent(it.Rate!.Value!.Value)} of the {Count(it.Rate.N)} people due answered."))
                + " What the others still know is not known; the table shows the worst and the best case.";
    }

    private static string? TooEarly(PackContent content)
    {
        var young = Enumerable.Range(0, content.Generations).Sum(g => (content.Find(Definitions.TimeToCascade, $"g={g}")?.N ?? 0) - (content.Find(Definitions.FanOut, $"g={g}")?.N ?? 0));
        return young > 0 ? $"{Count(young)} qualified people have had fewer than {PackContent.WindowDays} days. They are left out of the shares of people who taught, neither as success nor as failure." : null;
    }

    private static string? OutOfTotals(PackContent content) => (content.Contested, content.Quarantined) switch
    {
        (0, 0) => null,
        var (contested, quarantined) => $"{Sessions(contested)} contested by an institution and {Sessions(quarantined)} held by a trainer who had not qualified. They are in no total.",
    };

    private static string? Withheld(PackContent content)
    {
        var few = content.Figures.Count(figure => figure.Value is null && figure.N < Math.Max(Fidelity.LeastPeople, SmallCells.LeastPeople(content.Module.Sensitive)));
        return few > 0 ? $"{few} figures are not shown because too few people stand behind them or it is too early." : null;
    }

    private static string? Reproduction(PackContent content) => content.Find(Definitions.Reproduction, "g=0")?.Value is null
        ? "It is too early to say whether the cascade carries itself: that needs trainers with 180 days behind them." : null;

    private static string? Protected(PackContent content) => content.Module.Sensitive
        ? $"This is protection content: counts are published in steps of {SmallCells.LeastPeople(true)} people and as of the end of a quarter, so that nobody can be found by subtracting two reports." : null;

    private static string Count(double number) => FigureText.Number(Math.Round(number));

    private static string Sessions(int count) => count == 1 ? "1 session is" : $"{count} sessions are";
}
