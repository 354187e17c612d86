using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Web.Cohorts;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Evidence;

/// <summary>What a report's figures say, before any table.</summary>
internal static class ReportWords
{
    public static string Headline(Texts texts, PackContent content)
    {
        var (reach, claimed) = (content.Find(Definitions.Reach), content.Find(Definitions.Claimed));
        if (claimed is not { Value: > 0 }) return texts["Nobody has passed this module on yet."];
        var said = texts["{0} people are verified; trainers claim {1} heads.", FigureText.Of(texts, reach), FigureText.Of(texts, claimed)];
        if (Deepest(content) is { } left) said += " " + texts["At generation {0}, {1} of the workshop's knowledge is left (n = {2}).", left.Generation, FigureText.Percent(texts, left.Figure.Value!.Value), left.Figure.N];
        return said + (content.Find(Definitions.Reproduction, "g=0")?.Value switch
        {
            null => "",
            >= 1 and { } r => " " + texts["Each active trainer brings forth {0} new trainers: the cascade carries itself.", FigureText.Number(r)],
            { } r => " " + texts["Each active trainer brings forth {0} new trainers: below 1, the cascade will not carry itself.", FigureText.Number(r)],
        });
    }

    public static string Spread(Texts texts, PackContent content) => content.Find(Definitions.FanOut, "g=0") is { Value: { } f } first
        ? texts["Each of the workshop's people with {0} days behind them reached {1} colleagues in that time, those who taught nobody included (n = {2}).", PackContent.WindowDays, FigureText.Number(f), first.N]
        : texts["It is too early to say how many colleagues each of the workshop's people reached."];

    public static string Lost(Texts texts, PackContent content)
    {
        var drops = from message in content.Module.KeyMessages
                    let shares = Enumerable.Range(0, content.Generations)
                        .Select(g => (Generation: g, content.Find(Definitions.MessageSurvival, $"g={g};message={message.Id}")?.Value)).Where(it => it.Value is not null).ToList()
                    from after in shares.Skip(1)
                    let first = shares[0]
                    where first.Value > after.Value
                    orderby first.Value - after.Value descending
                    select (message.Text, From: first.Generation, after.Generation, Before: first.Value!.Value, After: after.Value!.Value);
        if (drops.FirstOrDefault() is not { Text: { } text } worst) return texts["No message of which enough people were asked lost anything on its way."];
        var (right, left) = (FigureText.Percent(texts, worst.Before), FigureText.Percent(texts, worst.After));
        return worst.From == 0
            ? texts["The message that lost most: “{0}” {1} right in the workshop, {2} at generation {3}.", text, right, left, worst.Generation]
            : texts["The message that lost most: “{0}” {1} right at generation {2}, {3} at generation {4}.", text, right, worst.From, left, worst.Generation];
    }

    public static string Lasts(Texts texts, PackContent content)
    {
        var last = Retention.Refreshers.Select(refresher => (refresher.Month, Figure: content.Find(Definitions.KeptRespondents, $"month={refresher.Month}"))).LastOrDefault(it => it.Figure is { Value: not null });
        return last.Figure is { Value: { } value } figure
            ? texts.Count(
                last.Month, "Of those who answered after {0} month, {1} of what they knew after learning is left (n = {2}).",
                "Of those who answered after {0} months, {1} of what they knew after learning is left (n = {2}).", FigureText.Percent(texts, value), figure.N)
            : texts["Too few people have answered a follow-up to say."];
    }

    private static (int Generation, Figure Figure)? Deepest(PackContent content)
    {
        for (var g = content.Generations - 1; g > 0; g--)
            if (content.Find(Definitions.Fidelity, $"g={g}") is { Value: not null } figure) return (g, figure);
        return null;
    }
}
