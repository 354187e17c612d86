using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>People reached first in one district.</summary>
/// <param name="People">As it may be shown: a multiple of the step; 0 reads "fewer than" it.</param>
public sealed record DistrictReach(string Name, int People)
{
    /// <summary>Districts in which a session that counts was held, those with most people first.</summary>
    /// <remarks>In protection content a district without enough people is left out: that somebody was taught there would already tell.</remarks>
    public static ImmutableArray<DistrictReach> Of(Lineage lineage, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        return Made.Of(lineage, sensitive, of => new All(Count(of, sensitive))).Districts;
    }

    private static ImmutableArray<DistrictReach> Count(Lineage lineage, bool sensitive)
    {
        var cut = Suppression.OfReached(lineage, session => session.District, sensitive);
        var names = lineage.Sessions.Select(session => session.Fact.District).Distinct();
        return [.. names.Select(name => new DistrictReach(name, cut.Of(name))).Where(d => d.People > 0 || !sensitive).OrderByDescending(d => d.People).ThenBy(d => d.Name, StringComparer.Ordinal)];
    }

    private sealed record All(ImmutableArray<DistrictReach> Districts);
}
