using System.Collections.Frozen;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cohorts;

/// <summary>The names and formulas of all figures, for whoever reads a page. The Domain, the journal and the evidence pack keep the English ones.</summary>
public static class FigureNames
{
    /// <summary>Every text of <see cref="Definitions.All"/>, marked for the translators; a test compares the two.</summary>
    public static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        Texts.Mark("Contacts"), Texts.Mark("K = sum over sessions of people verified there"),
        Texts.Mark("Claimed heads"), Texts.Mark("Sum of the heads that trainers claim for sessions that count (T0)"),
        Texts.Mark("Verified reach"), Texts.Mark("R = number of people with generation 1 or more whose first exposure is verified; each person counts once"),
        Texts.Mark("Duplication"), Texts.Mark("(K − R) / K"),
        Texts.Mark("Verified share"), Texts.Mark("V = verified contacts / claimed heads"),
        Texts.Mark("People of a generation"), Texts.Mark("N_g = number of people whose generation is g; g = 1 + smallest generation among the trainers of the first verified exposure, workshop participants 0"),
        Texts.Mark("Depth"), Texts.Mark("D = largest g with N_g ≥ 5"),
        Texts.Mark("Learners per qualified person"), Texts.Mark("F_g(T) = credit for new learners within T days of the trainer's qualification / qualified people of generation g with T days of follow-up, those who taught nobody included"),
        Texts.Mark("Share who taught"), Texts.Mark("π = people of that group with a verified session within T / the group"),
        Texts.Mark("New learners per active trainer"), Texts.Mark("μ = credit within T / active trainers; F = π · μ"),
        Texts.Mark("New trainers per active trainer"), Texts.Mark("R_T,g(T) = credit for learners who themselves held a verified session within T / active trainers of generation g with 2T days of follow-up"),
        Texts.Mark("Days until teaching"), Texts.Mark("Kaplan–Meier median of days from qualification to the first verified session; those who have not taught are censored"),
        Texts.Mark("Pledges kept, by person"), Texts.Mark("C_p = pledgers with a verified session by due date + grace / pledgers whose due date + grace has passed"),
        Texts.Mark("Pledges kept, by people"), Texts.Mark("C_v = new learners of these pledgers in that time / people pledged"),
        Texts.Mark("Normalised gain"), Texts.Mark("⟨g⟩ = (mean post − mean pre) / (100 − mean pre), anchor items, people with both"),
        Texts.Mark("Knowledge left"), Texts.Mark("φ_g = ⟨g⟩_g / ⟨g⟩_0; without pre-tests s_g / s_0 with s the mean anchor score after"),
        Texts.Mark("Kept in the last step"), Texts.Mark("α_g = φ_g / φ_(g−1)"),
        Texts.Mark("Message survival"), Texts.Mark("σ = right answers / answers to the anchor items of a key message at a generation"),
        Texts.Mark("Coverage"), Texts.Mark("C = people in post, qualified, verified and not expired / declared eligible staff of the same day"),
        Texts.Mark("Effective coverage"), Texts.Mark("EC = C × share of the people counted in C who pass at their last check of 3 or 6 months; n = people checked"),
        Texts.Mark("Brought by the most active fifth"), Texts.Mark("Credit of the most active fifth of the trainers (rounded up) / all credit; n = trainers"),
        Texts.Mark("Days from trainer to learner"), Texts.Mark("Median of q(learner) − q(trainer) in days over the n pairs seen so far; too short while slow pairs have not happened yet (truncated)"),
        Texts.Mark("Sessions per person reached"), Texts.Mark("Verified sessions of the people reached / reach; above 1 is reinforcement, never reach"),
        Texts.Mark("Score before"), Texts.Mark("Mean of people's share of anchor items right before learning, in percent"),
        Texts.Mark("Score after"), Texts.Mark("Mean of people's share of anchor items right after learning, in percent"),
        Texts.Mark("Kept in each step, fitted"), Texts.Mark("α̂ = exp(Σ g · ln φ_g / Σ g²) over generations 1 and more with at least 10 people; n = people in them"),
        Texts.Mark("Same wrong answer, above chance"), Texts.Mark("μ = share of the people asked who chose the message's most chosen wrong option − 1 / options of the item"),
        Texts.Mark("Wrong and sure"), Texts.Mark("Answers after learning that were wrong and sure / answers where people said how sure they were; n = these people"),
        Texts.Mark("Kept, of those who answered"), Texts.Mark("ρ_τ = mean anchor score τ months after qualifying / mean anchor score after learning, of the n people who answered"),
        Texts.Mark("Kept, if everybody silent forgot"), Texts.Mark("ρ_τ over everybody due, those silent at their score before learning (0 without one, never above the score after)"),
        Texts.Mark("Kept, if nobody silent forgot"), Texts.Mark("ρ_τ over everybody due, those silent at their score after learning"),
        Texts.Mark("Answered the refresher"), Texts.Mark("People who answered the refresher of τ months / qualified people with a score after learning whose 30, 90 or 180 days have passed"),
        Texts.Mark("Claims confirmed by spot checks"), Texts.Mark("p̂ = heads confirmed / heads drawn and reached, in sessions that count; Wilson interval for n / D people, D the design effect by session; unreachable heads are not in n"),
        Texts.Mark("Estimated people taught"), Texts.Mark("N̂ = claimed heads × p̂, with the bounds of p̂"),
        Texts.Mark("Spot checks without an answer"), Texts.Mark("Heads drawn whom nobody could reach; n = heads drawn that were called"),
        Texts.Mark("Lots accepted"), Texts.Mark("Lots with 13 of 19 (small lots 8 of 12) heads confirmed; n = lots drawn"),
        Texts.Mark("Lots refused"), Texts.Mark("Lots with more than 6 of 19 (small lots 4 of 12) heads refuted; n = lots drawn"),
    ], StringComparer.Ordinal);

    public static string Name(Texts texts, Definition definition)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(definition);
        return texts[definition.Name];
    }

    public static string Formula(Texts texts, Definition definition)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(definition);
        return texts[definition.Formula];
    }
}
