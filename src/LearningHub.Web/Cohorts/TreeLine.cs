using LearningHub.Domain.Cascade.Views;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cohorts;

/// <summary>How a session of a tree is drawn: by the stroke of its evidence.</summary>
public static class TreeLine
{
    /// <summary>Solid when somebody confirmed it, hatched while it is claimed alone, crossed when an institution contests it.</summary>
    public static string Stroke(Knot knot) => knot switch
    {
        { Standing: KnotStanding.Contested } => "contested",
        { Standing: KnotStanding.Counted, Verified: > 0 } => "verified",
        _ => "claimed",
    };

    /// <summary>The same in words.</summary>
    public static string Says(Texts texts, Knot knot)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(knot);
        return knot.Standing switch
        {
            KnotStanding.Contested => texts["contested, {0} claimed", knot.Fact.ClaimedHeads],
            KnotStanding.Quarantined => texts["trainer not qualified, {0} claimed", knot.Fact.ClaimedHeads],
            _ => texts["{0} of {1} verified", knot.Verified, knot.Fact.ClaimedHeads],
        };
    }

    public static string Further(Texts texts, Knot knot)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(knot);
        return texts.Count(knot.Below, "{0} person further, in {1}", "{0} people further, in {1}", texts.Count(knot.SessionsBelow, "{0} session", "{0} sessions"));
    }
}
