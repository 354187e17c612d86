using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>How far one unit of an institution has come.</summary>
/// <param name="Qualified">In post and qualified, as it may be shown: 0 reads "fewer than" the step.</param>
/// <param name="NotYet">In post, known here, and not qualified yet; as it may be shown.</param>
/// <param name="Declared">The newest staff number of the unit, or null.</param>
public sealed record UnitGap(string Name, int Qualified, int NotYet, int? Declared)
{
    /// <summary>Units by name, those with a staff number and no people included.</summary>
    public static ImmutableArray<UnitGap> Of(Lineage lineage, InstitutionId institution, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var (today, step) = (Days.Of(lineage.AsOf), SmallCells.LeastPeople(sensitive));
        var posts = lineage.PostsOf(institution).Where(p => p.From <= today && (p.To is null || p.To >= today) && p.Unit.Length > 0).DistinctBy(p => p.Person).ToList();
        DateTimeOffset? Since(PostFact post) => lineage.People.TryGetValue(post.Person, out var place) && lineage.Holds(post.Person, today) ? place.QualifiedAt : null;
        var qualified = Suppression.BesideTotal(posts.Where(p => Since(p) is not null).Select(p => (p.Unit, Since(p)!.Value)), step);
        var notYet = Suppression.BesideTotal(posts.Where(p => Since(p) is null).Select(p => (p.Unit, new DateTimeOffset(p.From, default, TimeSpan.Zero))), step);
        var staff = lineage.Facts.Staff.Where(s => s.Institution == institution && s.Unit.Length > 0 && s.DeclaredOn <= today).ToList();
        return
        [
            .. from unit in posts.Select(p => p.Unit).Concat(staff.Select(s => s.Unit)).Distinct().Order(StringComparer.Ordinal)
               let declared = staff.Where(s => s.Unit == unit).OrderByDescending(s => s.DeclaredOn).ThenByDescending(s => s.Eligible).Select(s => (int?)s.Eligible).FirstOrDefault()
               select new UnitGap(unit, qualified.Of(unit), notYet.Of(unit), declared),
        ];
    }
}
