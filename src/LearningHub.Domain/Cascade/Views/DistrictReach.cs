using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>People reached first in one district.</summary>
/// <param name="People">Null where the number is hidden: too small, or needed to keep a small one hidden.</param>
public sealed record DistrictReach(string Name, int? People, int Sessions)
{
    /// <summary>Districts with most people first; the hidden ones last, by name.</summary>
    public static ImmutableArray<DistrictReach> Of(Lineage lineage, Func<CascadeSessionId, string> districtOf, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var reached = lineage.People.Values.Where(p => p.ReachedIn is not null).CountBy(p => districtOf(p.ReachedIn!.Value)).ToDictionary();
        var held = lineage.Sessions.CountBy(s => districtOf(s.Fact.Session)).ToDictionary();
        var all = held.Keys.Select(name => new DistrictReach(name, reached.GetValueOrDefault(name), held[name])).ToList();
        var hidden = all.Where(d => !SmallCells.MayShow(d.People!.Value, sensitive)).Select(d => d.Name).ToHashSet();
        // The total stands on the first screen: one hidden number alone would be found by subtraction.
        if (hidden.Count == 1 && all.Where(d => !hidden.Contains(d.Name)).MinBy(d => (d.People, d.Name)) is { } next) hidden.Add(next.Name);
        return [.. all.Select(d => hidden.Contains(d.Name) ? d with { People = null } : d).OrderBy(d => d.People is null).ThenByDescending(d => d.People).ThenBy(d => d.Name, StringComparer.Ordinal)];
    }
}
