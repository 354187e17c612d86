using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Grains.Cascade.SpotLots;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cascade;

/// <summary>How spot checks are told in plain words.</summary>
internal static class SpotWords
{
    public static string Of(Texts texts, Quarter quarter) => texts["{0:MMMM} to {1:MMMM yyyy}", quarter.First, quarter.Last];

    public static string Of(Texts texts, SpotLotKey lot) => lot.Part > 1 ? texts["{0}, part {1}", Of(texts, lot.Quarter), lot.Part] : Of(texts, lot.Quarter);

    public static string Result(Texts texts, SpotLotLine lot) => lot.Decision switch
    {
        LotDecision.Accepted => texts["Accepted: {0} of {1} people asked said that they were there.", lot.Confirmed, lot.Confirmed + lot.Refuted],
        LotDecision.Refused => texts["Not accepted: {0} of {1} people asked said that they were there.", lot.Confirmed, lot.Confirmed + lot.Refuted],
        null => texts["{0} of {1} calls are done.", lot.Drawn - lot.Open, lot.Drawn],
        _ when lot.Plan.Needed == 0 =>
            texts["Without a decision: {0} of {1} people asked said that they were there; the lot is too small to be judged. It counts in the estimate.", lot.Confirmed, lot.Confirmed + lot.Refuted],
        _ => texts["Without a decision: {0} of {1} people asked said that they were there, and too few could be reached. It counts in the estimate.", lot.Confirmed, lot.Confirmed + lot.Refuted],
    };

    public static string Stroke(SpotLotLine lot) => lot.Decision switch
    {
        LotDecision.Accepted => "verified",
        LotDecision.Refused => "contested",
        _ => "waiting",
    };

    public static string Of(Texts texts, SpotCheckOutcome outcome) => outcome switch
    {
        SpotCheckOutcome.Confirmed => texts["was there"],
        SpotCheckOutcome.Refuted => texts["was not there"],
        _ => texts["could not be reached"],
    };

    /// <summary>The two ways in which chance alone makes the decision wrong.</summary>
    public static string Errors(Texts texts, SpotPlan plan)
    {
        var (size, needed) = (plan.Size, plan.Needed);
        var (good, bad) = (1 - SpotErrors.Accepted(size, needed, 0.8), SpotErrors.Accepted(size, needed, SpotErrors.BadShare(size)));
        return texts[
            "The lot is accepted when {0} of {1} say that they were there. Chance can fool this in two ways: of 100 lots in which 80 % is true, {2:0.#} are refused by bad luck; of 100 lots in which only {3:0} % is true, {4:0.#} are accepted by good luck.",
            needed, size, 100 * good, 100 * SpotErrors.BadShare(size), 100 * bad];
    }
}
