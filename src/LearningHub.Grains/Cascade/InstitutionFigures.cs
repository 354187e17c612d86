using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>One unit of an institution: how many are qualified and how many are still missing.</summary>
/// <param name="Qualified">People who declared this unit and are qualified.</param>
/// <param name="NotYet">People who declared this unit and are not qualified yet.</param>
/// <param name="Coverage">Null where no staff number was declared for the unit.</param>
public sealed record UnitFigures(string Unit, int Qualified, int NotYet, Coverage? Coverage);

/// <summary>An institution's figures for one module version. Everything comes from one lineage, so the numbers fit together.</summary>
/// <param name="Reach">People first reached in sessions held for this institution that count.</param>
/// <param name="ByGeneration">The same people by generation; the first entry is generation 1.</param>
/// <param name="ClaimedHeads">Heads claimed for these sessions (T0).</param>
/// <param name="Frozen">Sessions of the institution that are contested or rejected.</param>
/// <param name="Quarantined">Sessions whose trainer had not qualified.</param>
public sealed record InstitutionFigures(
    Lineage Lineage, int Reach, ImmutableArray<int> ByGeneration, int ClaimedHeads, int Frozen, int Quarantined, Coverage? Coverage, ImmutableArray<UnitFigures> Units)
{
    /// <summary>Computes them.</summary>
    /// <param name="sessions">Ids of the institution's sessions of this module version.</param>
    public static InstitutionFigures Of(Lineage lineage, InstitutionId institution, ImmutableHashSet<CascadeSessionId> sessions)
    {
        var reached = sessions.SelectMany(lineage.LearnersOf).ToList();
        var deepest = reached.Count == 0 ? 0 : reached.Max(place => place.Generation);
        return new(
            lineage, reached.Count, [.. Enumerable.Range(1, deepest).Select(g => reached.Count(place => place.Generation == g))],
            sessions.Sum(session => lineage.Find(session)?.Fact.ClaimedHeads ?? 0),
            sessions.Count(lineage.Contested.Contains), sessions.Count(lineage.Quarantined.Contains),
            Coverage.Of(lineage, institution), UnitsOf(lineage, institution));
    }

    private static ImmutableArray<UnitFigures> UnitsOf(Lineage lineage, InstitutionId institution)
    {
        var today = DateOnly.FromDateTime(lineage.AsOf.UtcDateTime);
        var posts = lineage.PostsOf(institution).Where(p => p.From <= today && (p.To is null || p.To >= today)).ToList();
        var units = posts.Select(p => p.Unit).Concat(lineage.Facts.Staff.Where(s => s.Institution == institution).Select(s => s.Unit)).Where(unit => unit.Length > 0);
        bool Qualified(LearnerId person) => lineage.People.TryGetValue(person, out var place) && place.QualifiedAt is not null;
        return
        [
            .. from unit in units.Distinct().Order(StringComparer.Ordinal)
               let people = posts.Where(p => p.Unit == unit).Select(p => p.Person).Distinct().ToList()
               select new UnitFigures(unit, people.Count(Qualified), people.Count(p => !Qualified(p)), Coverage.Of(lineage, institution, unit)),
        ];
    }
}
