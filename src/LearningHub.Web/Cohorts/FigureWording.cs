using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;

namespace LearningHub.Web.Cohorts;

/// <summary>Who a figure is about, who is left out of it, and what its rows are, in words.</summary>
public static class FigureWording
{
    public static string Population(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return figure.Definition.Id switch
        {
            "reach" or "depth" => "Everybody whose first exposure is verified and who was not in the workshop.",
            "generation-size" => "Everybody of this generation.",
            "contacts" or "verified-share" or "claimed-heads" => "Sessions that count.",
            "duplication" => "Everybody verified at a session that counts.",
            "fan-out" or "activation" or "yield" => "Qualified people of this generation with 90 days or more since they qualified, those who taught nobody included.",
            "reproduction" => "People of this generation who held a verified session within 90 days and have 180 days or more behind them.",
            "time-to-cascade" => "Qualified people of this generation; who has not taught yet is counted as long as she could be followed.",
            "conversion-people" or "conversion-volume" => "Pledges whose date, and 14 days of grace, have passed.",
            "gain" => "People of this generation with a test before and after.",
            "fidelity" or "layer-retention" or "message-survival" => "People of this generation who answered the anchor questions; each one's first answer to each.",
            "coverage" or "effective-coverage" => "Eligible staff as their institution declared it.",
            _ => "As the formula says.",
        };
    }

    public static string Exclusions(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return figure.Definition.Id switch
        {
            "fan-out" or "activation" or "yield" => "People with fewer than 90 days since they qualified: it is too early to judge them.",
            "reproduction" => "People with fewer than 180 days behind them.",
            "gain" or "fidelity" or "layer-retention" or "message-survival" => $"Groups of fewer than {Fidelity.LeastPeople} people; sessions of small groups in the rows.",
            "conversion-people" or "conversion-volume" => "Pledges that are not due yet.",
            _ => "Sessions that are contested or whose trainer had not qualified, and exposures that nobody confirmed.",
        };
    }

    /// <summary>What the rows add up to, so that a reader can check the number by hand; empty where they don't add up to anything.</summary>
    public static string Sum(Figure figure, IReadOnlyCollection<FigureRow> rows)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(rows);
        var (counted, of) = (rows.Sum(r => r.Counted ?? 0), rows.Sum(r => r.Of ?? 0));
        return figure.Definition.Id switch
        {
            "reach" or "generation-size" or "contacts" or "claimed-heads" => $"they count {FigureText.Number(counted)}",
            "duplication" => $"{FigureText.Number(counted)} times somebody was taught again",
            "fan-out" or "reproduction" => $"{FigureText.Number(counted)} / {rows.Count}",
            "activation" => $"{rows.Count(r => r.Reason == RowReason.Taught)} / {rows.Count}",
            "yield" => $"{FigureText.Number(counted)} / {rows.Count(r => r.Reason == RowReason.Taught)}",
            "conversion-people" => $"kept by {rows.Where(r => r.Reason == RowReason.Kept).Select(r => r.Person).Distinct().Count()} of {rows.Select(r => r.Person).Distinct().Count()} people",
            "verified-share" => $"{FigureText.Number(counted)} / {FigureText.Number(of)}",
            "message-survival" => $"{FigureText.Number(counted)} right of {FigureText.Number(of)} answers shown",
            "dose" => $"{FigureText.Number(counted)} / {rows.Count}",
            "spot-check-share" => $"{FigureText.Number(counted)} confirmed of {FigureText.Number(of)} drawn and reached",
            "spot-checks-unreachable" or "lots-accepted" or "lots-refused" => $"they count {FigureText.Number(counted)}",
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

    public static string Of(RowReason reason) => reason switch
    {
        RowReason.Reached => "reached first here",
        RowReason.Claimed => "heads claimed",
        RowReason.Verified => "verified of claimed",
        RowReason.Again => "taught again",
        RowReason.Seed => "passed the test after the workshop",
        RowReason.Taught => "has taught",
        RowReason.TaughtNobody => "taught nobody in the window",
        RowReason.NotYet => "not yet: followed for",
        RowReason.NewTrainers => "colleagues who teach now",
        RowReason.Kept => "kept the pledge",
        RowReason.NotKept => "did not keep it in time",
        RowReason.Sessions => "verified sessions of this person",
        RowReason.Credit => "credit for people reached",
        RowReason.DaysAfter => "days after the trainer",
        RowReason.Chose => "chose this wrong answer",
        RowReason.Sure => "wrong and sure",
        RowReason.StillKnown => "still right",
        RowReason.Responded => "answered the refresher",
        RowReason.Drawn => "drawn heads confirmed",
        RowReason.NoAnswer => "drawn heads nobody could reach",
        RowReason.LotAccepted => "lot accepted",
        RowReason.LotRefused => "lot refused",
        RowReason.LotOpen => "lot still open",
        RowReason.InPost => "in post and qualified, of declared staff",
        RowReason.StillHolds => "still pass, of those asked",
        _ => "right answers",
    };
}
