using System.Collections.Immutable;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>What a figure's name means. The same text stands in docs/cascade-metrics.md.</summary>
/// <param name="Id">Stable, for example <c>fan-out</c>.</param>
/// <param name="Version">Raised whenever the same facts would give another value.</param>
/// <param name="Formula">One line that a reader can check.</param>
public sealed record Definition(string Id, int Version, string Name, string Formula)
{
    /// <summary>The form printed beside a figure: <c>fan-out@1</c>.</summary>
    public override string ToString() => $"{Id}@{Version}";
}

/// <summary>The definitions of every figure that is shown or exported.</summary>
public static class Definitions
{
    public static readonly Definition Contacts = new("contacts", 1, "Contacts", "K = sum over sessions of people verified there");
    public static readonly Definition Claimed = new("claimed-heads", 1, "Claimed heads", "Sum of the heads that trainers claim for sessions that count (T0)");
    public static readonly Definition Reach = new("reach", 1, "Verified reach", "R = number of people with generation 1 or more whose first exposure is verified; each person counts once");
    public static readonly Definition Duplication = new("duplication", 1, "Duplication", "(K − R) / K");
    public static readonly Definition VerifiedShare = new("verified-share", 1, "Verified share", "V = verified contacts / claimed heads");
    public static readonly Definition Generation = new("generation-size", 1, "People of a generation", "N_g = number of people whose generation is g; g = 1 + smallest generation among the trainers of the first verified exposure, workshop participants 0");
    public static readonly Definition Depth = new("depth", 1, "Depth", "D = largest g with N_g ≥ 5");
    public static readonly Definition FanOut = new("fan-out", 1, "Learners per qualified person", "F_g(T) = credit for new learners within T days of the trainer's qualification / qualified people of generation g with T days of follow-up, those who taught nobody included");
    public static readonly Definition Activation = new("activation", 1, "Share who taught", "π = people of that group with a verified session within T / the group");
    public static readonly Definition Yield = new("yield", 1, "New learners per active trainer", "μ = credit within T / active trainers; F = π · μ");
    public static readonly Definition Reproduction = new("reproduction", 1, "New trainers per active trainer", "R_T,g(T) = credit for learners who themselves held a verified session within T / active trainers of generation g with 2T days of follow-up");
    public static readonly Definition TimeToCascade = new("time-to-cascade", 1, "Days until teaching", "Kaplan–Meier median of days from qualification to the first verified session; those who have not taught are censored");
    public static readonly Definition PledgersConverted = new("conversion-people", 1, "Pledges kept, by person", "C_p = pledgers with a verified session by due date + grace / pledgers whose due date + grace has passed");
    public static readonly Definition PledgedVolume = new("conversion-volume", 1, "Pledges kept, by people", "C_v = new learners of these pledgers in that time / people pledged");
    public static readonly Definition Gain = new("gain", 1, "Normalised gain", "⟨g⟩ = (mean post − mean pre) / (100 − mean pre), anchor items, people with both");
    public static readonly Definition Fidelity = new("fidelity", 1, "Knowledge left", "φ_g = ⟨g⟩_g / ⟨g⟩_0; without pre-tests s_g / s_0 with s the mean anchor score after");
    public static readonly Definition Retention = new("layer-retention", 1, "Kept in the last step", "α_g = φ_g / φ_(g−1)");
    public static readonly Definition MessageSurvival = new("message-survival", 1, "Message survival", "σ = right answers / answers to the anchor items of a key message at a generation");
    public static readonly Definition Coverage = new("coverage", 1, "Coverage", "C = people in post, qualified, verified and not expired / declared eligible staff of the same day");
    public static readonly Definition EffectiveCoverage = new("effective-coverage", 1, "Effective coverage", "EC = C × share of the people counted in C who pass at their last check of 3 or 6 months; n = people checked");
    public static readonly Definition Concentration = new("concentration", 1, "Brought by the most active fifth", "Credit of the most active fifth of the trainers (rounded up) / all credit; n = trainers");
    public static readonly Definition GenerationInterval = new("generation-interval", 1, "Days from trainer to learner", "Median of q(learner) − q(trainer) in days over the n pairs seen so far; too short while slow pairs have not happened yet (truncated)");
    public static readonly Definition Dose = new("dose", 1, "Sessions per person reached", "Verified sessions of the people reached / reach; above 1 is reinforcement, never reach");
    public static readonly Definition ScoreBefore = new("score-before", 1, "Score before", "Mean of people's share of anchor items right before learning, in percent");
    public static readonly Definition ScoreAfter = new("score-after", 1, "Score after", "Mean of people's share of anchor items right after learning, in percent");
    public static readonly Definition FittedRetention = new("fitted-retention", 1, "Kept in each step, fitted", "α̂ = exp(Σ g · ln φ_g / Σ g²) over generations 1 and more with at least 10 people; n = people in them");
    public static readonly Definition Mutation = new("mutation", 1, "Same wrong answer, above chance", "μ = share of the people asked who chose the message's most chosen wrong option − 1 / options of the item");
    public static readonly Definition ConfidentErrors = new("confident-errors", 1, "Wrong and sure", "Answers after learning that were wrong and sure / answers where people said how sure they were; n = these people");
    public static readonly Definition KeptRespondents = new("retention-respondents", 1, "Kept, of those who answered", "ρ_τ = mean anchor score τ months after qualifying / mean anchor score after learning, of the n people who answered");
    public static readonly Definition KeptWorst = new("retention-worst", 1, "Kept, if everybody silent forgot", "ρ_τ over everybody due, those silent at their score before learning (0 without one, never above the score after)");
    public static readonly Definition KeptBest = new("retention-best", 1, "Kept, if nobody silent forgot", "ρ_τ over everybody due, those silent at their score after learning");
    public static readonly Definition ResponseRate = new("response-rate", 1, "Answered the refresher", "People who answered the refresher of τ months / qualified people with a score after learning whose 30, 90 or 180 days have passed");
    public static readonly Definition SpotCheckShare = new("spot-check-share", 1, "Claims confirmed by spot checks", "p̂ = heads confirmed / heads drawn and reached, in sessions that count; Wilson interval for n / D people, D the design effect by session; unreachable heads are not in n");
    public static readonly Definition SpotCheckEstimate = new("spot-check-estimate", 1, "Estimated people taught", "N̂ = claimed heads × p̂, with the bounds of p̂");
    public static readonly Definition SpotChecksUnreachable = new("spot-checks-unreachable", 1, "Spot checks without an answer", "Heads drawn whom nobody could reach; n = heads drawn that were called");
    public static readonly Definition LotsAccepted = new("lots-accepted", 1, "Lots accepted", "Lots with 13 of 19 (small lots 8 of 12) heads confirmed; n = lots drawn");
    public static readonly Definition LotsRefused = new("lots-refused", 1, "Lots refused", "Lots with more than 6 of 19 (small lots 4 of 12) heads refuted; n = lots drawn");

    /// <summary>All of them, ordered by id.</summary>
    public static readonly ImmutableArray<Definition> All =
    [
        .. new[]
        {
            Contacts, Claimed, Reach, Duplication, VerifiedShare, Generation, Depth, FanOut, Activation, Yield, Reproduction, TimeToCascade,
            PledgersConverted, PledgedVolume, Gain, Fidelity, Retention, MessageSurvival, Coverage,
            EffectiveCoverage, Concentration, GenerationInterval, Dose, ScoreBefore, ScoreAfter, FittedRetention, Mutation, ConfidentErrors,
            KeptRespondents, KeptWorst, KeptBest, ResponseRate,
            SpotCheckShare, SpotCheckEstimate, SpotChecksUnreachable, LotsAccepted, LotsRefused,
        }.OrderBy(definition => definition.Id, StringComparer.Ordinal),
    ];
}
