using System.Globalization;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Grains.Cascade.SpotLots;

namespace LearningHub.Web.Cascade;

/// <summary>How spot checks are told in plain words.</summary>
internal static class SpotWords
{
    public static string Of(Quarter quarter) => string.Create(CultureInfo.InvariantCulture, $"{quarter.First:MMMM} to {quarter.Last:MMMM yyyy}");

    public static string Of(SpotLotKey lot) => $"{Of(lot.Quarter)}{(lot.Part > 1 ? $", part {lot.Part}" : "")}";

    public static string Result(SpotLotLine lot) => lot.Decision switch
    {
        LotDecision.Accepted => $"Accepted: {lot.Confirmed} of {lot.Confirmed + lot.Refuted} people asked said that they were there.",
        LotDecision.Refused => $"Not accepted: {lot.Confirmed} of {lot.Confirmed + lot.Refuted} people asked said that they were there.",
        null => $"{lot.Drawn - lot.Open} of {lot.Drawn} calls are done.",
        _ => $"Without a decision: {lot.Confirmed} of {lot.Confirmed + lot.Refuted} people asked said that they were there{(lot.Plan.Needed == 0 ? "; the lot is too small to be judged" : ", and too few could be reached")}. It counts in the estimate.",
    };

    public static string Stroke(SpotLotLine lot) => lot.Decision switch
    {
        LotDecision.Accepted => "verified",
        LotDecision.Refused => "contested",
        _ => "waiting",
    };

    public static string Of(SpotCheckOutcome outcome) => outcome switch
    {
        SpotCheckOutcome.Confirmed => "was there",
        SpotCheckOutcome.Refuted => "was not there",
        _ => "could not be reached",
    };

    /// <summary>The two ways in which chance alone makes the decision wrong.</summary>
    public static string Errors(SpotPlan plan)
    {
        var (size, needed) = (plan.Size, plan.Needed);
        var (good, bad) = (1 - SpotErrors.Accepted(size, needed, 0.8), SpotErrors.Accepted(size, needed, SpotErrors.BadShare(size)));
        return string.Create(CultureInfo.InvariantCulture,
            $"The lot is accepted when {needed} of {size} say that they were there. Chance can fool this in two ways: of 100 lots in which 80 % is true, {100 * good:0.#} are refused by bad luck; of 100 lots in which only {100 * SpotErrors.BadShare(size):0} % is true, {100 * bad:0.#} are accepted by good luck.");
    }
}
