using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Evidence;

/// <summary>The posts that may leave: without the unit, and with months in place of days.</summary>
/// <remarks>An institution and an exact day would name a person. Which institutions are named at all is <see cref="Named"/>.</remarks>
public static class ReleasedPosts
{
    /// <summary>Institutions that the pack names by their id: those with at least five people of the cascade. Others appear under a pseudonym.</summary>
    public static HashSet<Guid> Named(CascadeFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. facts.Posts.GroupBy(post => post.Institution.Value).Where(own => own.DistinctBy(post => post.Person).Count() >= Release.LeastPeople).Select(own => own.Key)];
    }

    internal static ImmutableArray<PostFact> Of(Lineage lineage)
    {
        var today = DateOnly.FromDateTime(lineage.AsOf.UtcDateTime);
        return
        [
            .. lineage.Facts.Posts.Where(post => post.From <= today && lineage.People.ContainsKey(post.Person))
                // An end that has not come is no end yet. Cutting to the month keeps who is in post today.
                .Select(post => post with { Unit = "", From = Month(post.From), To = post.To < today ? Month(post.To.Value) : null }).Distinct(),
        ];
    }

    private static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);
}
