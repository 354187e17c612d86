using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Web.Cohorts;

namespace LearningHub.Web.Evidence;

/// <summary>What a report's figures say, before any table.</summary>
internal static class ReportWords
{
    public static string Headline(PackContent content)
    {
        var (reach, claimed) = (content.Find(Definitions.Reach), content.Find(Definitions.Claimed));
        if (claimed is not { Value: > 0 }) return "Nobody has passed this module on yet.";
        var said = $"{FigureText.Of(reach)} people are verified; trainers claim {FigureText.Of(claimed)} heads.";
        if (Deepest(content) is { } left) said += $" At generation {left.Generation}, {FigureText.Percent(left.Figure.Value!.Value)} of the workshop's knowledge is left (n = {left.Figure.N}).";
        return said + (content.Find(Definitions.Reproduction, "g=0")?.Value switch
        {
            null => "",
            >= 1 and { } r => $" Each active trainer brings forth {FigureText.Number(r)} new trainers: the cascade carries itself.",
            { } r => $" Each active trainer brings forth {FigureText.Number(r)} new trainers: below 1, the cascade will not carry itself.",
        });
    }

    public static string Spread(PackContent content) => content.Find(Definitions.FanOut, "g=0") is { Value: { } f } first
        ? $"Each of the workshop's people with {PackContent.WindowDays} days behind them reached {FigureText.Number(f)} colleagues in that time, those who taught nobody included (n = {first.N})."
        : "It is too early to say how many colleagues each of the workshop's people reached.";

    public static string Lost(PackContent content)
    {
        var drops = from message in content.Module.KeyMessages
                    let shares = Enumerable.Range(0, content.Generations)
                        .Select(g => (Generation: g, content.Find(Definitions.MessageSurvival, $"g={g};message={message.Id}")?.Value)).Where(it => it.Value is not null).ToList()
                    from after in shares.Skip(1)
                    let first = shares[0]
                    where first.Value > after.Value
                    orderby first.Value - after.Value descending
                    select (message.Text, From: first.Generation, after.Generation, Before: first.Value!.Value, After: after.Value!.Value);
        return drops.FirstOrDefault() is { Text: { } text } worst
            ? $"The message that lost most: “{text}” {FigureText.Percent(worst.Before)} right {(worst.From == 0 ? "in the workshop" : $"at generation {worst.From}")}, {FigureText.Percent(worst.After)} at generation {worst.Generation}."
            : "No message of which enough people were asked lost anything on its way.";
    }

    public static string Lasts(PackContent content)
    {
        var last = Retention.Refreshers.Select(refresher => (refresher.Month, Figure: content.Find(Definitions.KeptRespondents, $"month={refresher.Month}"))).LastOrDefault(it => it.Figure is { Value: not null });
        return last.Figure is { Value: { } value } figure
            ? $"Of those who answered after {last.Month} {(last.Month == 1 ? "month" : "months")}, {FigureText.Percent(value)} of what they knew after learning is left (n = {figure.N})."
            : "Too few people have answered a follow-up to say.";
    }

    private static (int Generation, Figure Figure)? Deepest(PackContent content)
    {
        for (var g = content.Generations - 1; g > 0; g--)
            if (content.Find(Definitions.Fidelity, $"g={g}") is { Value: not null } figure) return (g, figure);
        return null;
    }
}
