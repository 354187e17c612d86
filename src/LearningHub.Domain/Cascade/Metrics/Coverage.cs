using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Share of an institution's eligible staff who are in post and qualified: C = qualified in post / H.</summary>
/// <param name="Qualified">In post on the as-of day, qualified, verified at the lineage's tier floor or seeds.</param>
/// <param name="Declared">The staff number used: the newest declared on or before the as-of day.</param>
public sealed record Coverage(int Qualified, StaffFact Declared)
{
    /// <summary>0 to 1. Never above: more qualified people than staff is a mistake in the data, see <see cref="Breach"/>.</summary>
    public double Value => Breach ? 1 : Qualified / (double)Declared.Eligible;

    /// <summary>More people are qualified than the institution says it has: the staff number must be looked at.</summary>
    public bool Breach => Qualified > Declared.Eligible;

    /// <summary>Computes the coverage.</summary>
    /// <param name="unit">A part of the institution, or empty for the whole.</param>
    /// <returns>Null when no staff number was declared: show the count, not a share.</returns>
    public static Coverage? Of(Lineage lineage, InstitutionId institution, string unit = "")
    {
        var today = Days.Of(lineage.AsOf);
        var declared = lineage.Facts.Staff
            .Where(s => s.Institution == institution && s.Unit == unit && s.DeclaredOn <= today)
            .OrderByDescending(s => s.DeclaredOn).ThenByDescending(s => s.Eligible).FirstOrDefault();
        return declared is null ? null : new(QualifiedInPost(lineage, institution, unit).Count(), declared);
    }

    /// <summary>The people counted, by their numbers in the lineage: in post on the as-of day, verified or seeds, qualified, not expired.</summary>
    internal static IEnumerable<int> QualifiedInPost(Lineage lineage, InstitutionId institution, string unit)
    {
        var today = Days.Of(lineage.AsOf);
        return lineage.Index.PostsOf(institution)
            .Where(p => (unit.Length == 0 || p.Unit == unit) && p.From <= today && (p.To is null || p.To >= today))
            .Select(p => lineage.People.IndexOf(p.Person)).Distinct()
            .Where(person => person >= 0 && lineage.Index.Holds(person, today.DayNumber));
    }
}
