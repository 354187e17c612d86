using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>An institution's figures for one module version. Everything comes from one lineage, so the numbers fit together.</summary>
/// <param name="Reach">People first reached in sessions held for this institution that count.</param>
/// <param name="ByGeneration">The same people by generation; the first entry is generation 1.</param>
/// <param name="ClaimedHeads">Heads claimed for these sessions (T0).</param>
/// <param name="Frozen">Sessions of the institution that are contested or rejected.</param>
/// <param name="Quarantined">Sessions whose trainer had not qualified.</param>
public sealed record InstitutionFigures(
    Lineage Lineage, int Reach, ImmutableArray<int> ByGeneration, int ClaimedHeads, int Frozen, int Quarantined, Coverage? Coverage)
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
            Coverage.Of(lineage, institution));
    }
}
