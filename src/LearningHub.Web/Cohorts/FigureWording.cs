using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cohorts;

/// <summary>Who a figure is about, who is left out of it, and what its rows are, in words.</summary>
public static class FigureWording
{
    public static string Population(Texts texts, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(figure);
        return figure.Definition.Id switch
        {
            "reach" or "depth" => texts["Everybody whose first exposure is verified and who was not in the workshop."],
            "generation-size" => texts["Everybody of this generation."],
            "contacts" or "verified-share" or "claimed-heads" => texts["Sessions that count."],
            "duplication" => texts["Everybody verified at a session that counts."],
            "fan-out" or "activation" or "yield" => texts["Qualified people of this generation with 90 days or more since they qualified, those who taught nobody included."],
            "reproduction" => texts["People of this generation who held a verified session within 90 days and have 180 days or more behind them."],
            "time-to-cascade" => texts["Qualified people of this generation; who has not taught yet is counted as long as she could be followed."],
            "conversion-people" or "conversion-volume" => texts["Pledges whose date, and 14 days of grace, have passed."],
            "gain" => texts["People of this generation with a test before and after."],
            "fidelity" or "layer-retention" or "message-survival" => texts["People of this generation who answered the anchor questions; each one's first answer to each."],
            "coverage" or "effective-coverage" => texts["Eligible staff as their institution declared it."],
            _ => texts["As the formula says."],
        };
    }

    public static string Exclusions(Texts texts, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(figure);
        return figure.Definition.Id switch
        {
            "fan-out" or "activation" or "yield" => texts["People with fewer than 90 days since they qualified: it is too early to judge them."],
            "reproduction" => texts["People with fewer than 180 days behind them."],
            "gain" or "fidelity" or "layer-retention" or "message-survival" => texts["Groups of fewer than {0} people; sessions of small groups in the rows.", Fidelity.LeastPeople],
            "conversion-people" or "conversion-volume" => texts["Pledges that are not due yet."],
            _ => texts["Sessions that are contested or whose trainer had not qualified, and exposures that nobody confirmed."],
        };
    }

    /// <summary>What the rows add up to, so that a reader can check the number by hand; empty where they don't add up to anything.</summary>
    public static string Sum(Texts texts, Figure figure, IReadOnlyCollection<FigureRow> rows)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(rows);
        var (counted, of) = (rows.Sum(r => r.Counted ?? 0), rows.Sum(r => r.Of ?? 0));
        return figure.Definition.Id switch
        {
            "reach" or "generation-size" or "contacts" or "claimed-heads" => texts["they count {0}", FigureText.Number(counted)],
            "duplication" => texts["{0} times somebody was taught again", FigureText.Number(counted)],
            "fan-out" or "reproduction" => $"{FigureText.Number(counted)} / {rows.Count}",
            "activation" => $"{rows.Count(r => r.Reason == RowReason.Taught)} / {rows.Count}",
            "yield" => $"{FigureText.Number(counted)} / {rows.Count(r => r.Reason == RowReason.Taught)}",
            "conversion-people" => texts["kept by {0} of {1} people", rows.Where(r => r.Reason == RowReason.Kept).Select(r => r.Person).Distinct().Count(), rows.Select(r => r.Person).Distinct().Count()],
            "verified-share" => $"{FigureText.Number(counted)} / {FigureText.Number(of)}",
            "message-survival" => texts["{0} right of {1} answers shown", FigureText.Number(counted), FigureText.Number(of)],
            "dose" => $"{FigureText.Number(counted)} / {rows.Count}",
            "spot-check-share" => texts["{0} confirmed of {1} drawn and reached", FigureText.Number(counted), FigureText.Number(of)],
            "spot-checks-unreachable" or "lots-accepted" or "lots-refused" => texts["they count {0}", FigureText.Number(counted)],
            _ => "",
        };
    }

    /// <summary>Where such a figure is withheld, its rows are too: they would give it back.</summary>
    public static bool IsOnAnswers(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return figure.Definition.Id is "gain" or "fidelity" or "layer-retention" or "fitted-retention" or "message-survival" or "score-before" or "score-after" or "mutation"
            or "confident-errors" or "retention-respondents" or "retention-worst" or "retention-best" or "response-rate" or "coverage" or "effective-coverage";
    }

    public static string Of(Texts texts, RowReason reason)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return reason switch
        {
            RowReason.Reached => texts["reached first here"],
            RowReason.Claimed => texts["heads claimed"],
            RowReason.Verified => texts["verified of claimed"],
            RowReason.Again => texts["taught again"],
            RowReason.Seed => texts["passed the test after the workshop"],
            RowReason.Taught => texts["has taught"],
            RowReason.TaughtNobody => texts["taught nobody in the window"],
            RowReason.NotYet => texts["not yet: followed for"],
            RowReason.NewTrainers => texts["colleagues who teach now"],
            RowReason.Kept => texts["kept the pledge"],
            RowReason.NotKept => texts["did not keep it in time"],
            RowReason.Sessions => texts["verified sessions of this person"],
            RowReason.Credit => texts["credit for people reached"],
            RowReason.DaysAfter => texts["days after the trainer"],
            RowReason.Chose => texts["chose this wrong answer"],
            RowReason.Sure => texts["wrong and sure"],
            RowReason.StillKnown => texts["still right"],
            RowReason.Responded => texts["answered the refresher"],
            RowReason.Drawn => texts["drawn heads confirmed"],
            RowReason.NoAnswer => texts["drawn heads nobody could reach"],
            RowReason.LotAccepted => texts["lot accepted"],
            RowReason.LotRefused => texts["lot refused"],
            RowReason.LotOpen => texts["lot still open"],
            RowReason.InPost => texts["in post and qualified, of declared staff"],
            RowReason.StillHolds => texts["still pass, of those asked"],
            _ => texts["right answers"],
        };
    }
}
