using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Everybody whom one person reached, directly and through others, by steps away from that person.</summary>
/// <param name="Steps">First those she taught herself, then those whom these taught, and so on. Each person stands once, at the shortest way.</param>
public sealed record Branch(LearnerId Root, ImmutableArray<ImmutableArray<Place>> Steps)
{
    /// <summary>People in all steps.</summary>
    public int People => Steps.Sum(step => step.Length);

    /// <summary>The branch of a person; empty when she has reached nobody.</summary>
    public static Branch Of(Lineage lineage, LearnerId root)
    {
        var steps = ImmutableArray.CreateBuilder<ImmutableArray<Place>>();
        HashSet<LearnerId> seen = [root];
        ImmutableArray<LearnerId> edge = [root];
        while (true)
        {
            ImmutableArray<Place> next = [.. edge.SelectMany(lineage.LearnersOf).DistinctBy(place => place.Person)
                .Where(place => seen.Add(place.Person)).OrderBy(place => place.ReachedAt).ThenBy(place => place.Person.Value)];
            if (next.IsEmpty) return new(root, steps.ToImmutable());
            steps.Add(next);
            edge = [.. next.Select(place => place.Person)];
        }
    }
}
