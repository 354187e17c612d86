using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Evidence;

/// <summary>What of a cascade may leave the house row by row, and what its published figures are then computed from.</summary>
/// <remarks>A pack holds rows of single people, so that suppressing a figure alone would hide nothing. docs/evidence-pack.md, section "What the
/// pack does not hold", says why. Protection content leaves no row at all: its figures are published in steps, and any row would undo them.</remarks>
public static class Release
{
    /// <summary>Fewest people of a group whose rows leave.</summary>
    public static readonly int LeastPeople = SmallCells.LeastPeople(sensitive: false);

    /// <summary>The facts of a lineage that may leave: nothing later than its as-of moment, no answer of a group that is too small, nothing of protection content.</summary>
    public static CascadeFacts Of(Lineage lineage, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        if (sensitive) return new(lineage.Facts.Module) { PassMark = lineage.Facts.PassMark, ValidDays = lineage.Facts.ValidDays };
        var (facts, asOf, today) = (lineage.Facts, lineage.AsOf, DateOnly.FromDateTime(lineage.AsOf.UtcDateTime));
        var (answers, small) = ReleasedAnswers.Of(lineage);
        return facts with
        {
            Seeds = facts.Seeds.RemoveAll(seed => seed.QualifiedAt > asOf),
            Sessions = facts.Sessions.RemoveAll(session => session.HeldAt > asOf),
            Exposures = facts.Exposures.RemoveAll(exposure => exposure.At > asOf),
            Qualifications = facts.Qualifications.RemoveAll(qualification => qualification.At > asOf),
            Pledges = facts.Pledges.RemoveAll(pledge => pledge.MadeOn > today),
            Posts = ReleasedPosts.Of(lineage),
            Staff = facts.Staff.RemoveAll(staff => staff.DeclaredOn > today || staff.Unit.Length > 0),
            SpotChecks = [.. facts.SpotChecks.Where(check => check.DrawnAt <= asOf).Select(check => check.CheckedAt > asOf ? check with { Outcome = null, CheckedAt = null } : check)],
            Answers = answers,
            SmallClusters = small,
        };
    }
}
