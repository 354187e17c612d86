using LearningHub.Domain.Cascade.Views;

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
    public static string Says(Knot knot)
    {
        ArgumentNullException.ThrowIfNull(knot);
        return knot.Standing switch
        {
            KnotStanding.Contested => $"contested, {knot.Fact.ClaimedHeads} claimed",
            KnotStanding.Quarantined => $"trainer not qualified, {knot.Fact.ClaimedHeads} claimed",
            _ => $"{knot.Verified} of {knot.Fact.ClaimedHeads} verified",
        };
    }

    public static string Further(Knot knot)
    {
        ArgumentNullException.ThrowIfNull(knot);
        var (people, sessions) = (knot.Below, knot.SessionsBelow);
        return $"{people} {(people == 1 ? "person" : "people")} further, in {sessions} {(sessions == 1 ? "session" : "sessions")}";
    }
}
