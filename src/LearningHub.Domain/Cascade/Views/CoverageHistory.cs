using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>Coverage of an institution on one day, with the staff number that held then.</summary>
/// <param name="Qualified">In post and qualified on that day.</param>
/// <param name="Declared">Null before the first staff number.</param>
/// <param name="Changed">The staff number changed since the day before it in the list.</param>
public sealed record CoverageDay(DateOnly Day, int Qualified, StaffFact? Declared, bool Changed)
{
    /// <summary>Every month end since the first staff number or the first qualified person, every day on which a staff number was declared, and the as-of day.</summary>
    /// <remarks>A smaller staff number makes coverage grow without anybody learning: on this list it is seen.</remarks>
    /// <param name="step">Counts are rounded down to multiples of it: 11 for protection content, 1 otherwise.</param>
    public static ImmutableArray<CoverageDay> Of(Lineage lineage, InstitutionId institution, int step)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var last = Days.Of(lineage.AsOf);
        var staff = lineage.Facts.Staff.Where(s => s.Institution == institution && s.Unit.Length == 0 && s.DeclaredOn <= last).OrderBy(s => s.DeclaredOn).ThenBy(s => s.Eligible).ToList();
        var posts = lineage.PostsOf(institution).Where(p => lineage.People.TryGetValue(p.Person, out var place) && place.QualifiedAt is not null)
            .Select(p => (p.Person, p.From, p.To, Since: Days.Of(lineage.People[p.Person].QualifiedAt!.Value))).ToList();
        var days = staff.Select(s => s.DeclaredOn).Concat(posts.Select(p => p.Since > p.From ? p.Since : p.From)).ToList();
        if (days.Count == 0) return [];

        var first = days.Min();
        var shown = staff.Select(s => s.DeclaredOn).Append(last).ToHashSet();
        for (var month = new DateOnly(first.Year, first.Month, 1).AddMonths(1); month.AddDays(-1) < last; month = month.AddMonths(1)) shown.Add(month.AddDays(-1));
        StaffFact? before = null;
        var list = ImmutableArray.CreateBuilder<CoverageDay>();
        foreach (var day in shown.Order())
        {
            var qualified = posts.Where(p => p.From <= day && (p.To is null || p.To >= day) && lineage.Holds(p.Person, day)).Select(p => p.Person).Distinct().Count();
            StaffFact? now = staff.Exists(s => s.DeclaredOn <= day) ? staff.FindLast(s => s.DeclaredOn <= day) : null;
            list.Add(new(day, qualified - qualified % step, now, now is not null && now != before));
            before = now;
        }

        return list.ToImmutable();
    }
}

/// <summary>Where an institution's people stand: reached, gone, and what is still missing.</summary>
/// <param name="Gone">Qualified people whose post there has ended.</param>
public sealed record InstitutionPeople(int Qualified, int Gone)
{
    public static InstitutionPeople Of(Lineage lineage, InstitutionId institution)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var today = Days.Of(lineage.AsOf);
        var posts = lineage.PostsOf(institution).Where(p => p.From <= today && lineage.People.TryGetValue(p.Person, out var place) && place.QualifiedAt is not null).ToLookup(p => p.Person);
        var here = posts.Where(person => person.Any(p => p.To is null || p.To >= today)).Select(person => person.Key).ToList();
        return new(here.Count(person => lineage.Holds(person, today)), posts.Count - here.Count);
    }
}
