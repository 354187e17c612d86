using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>How many: contacts, reach, generations, depth, credits. docs/cascade-metrics.md, section Quantity.</summary>
public static class Quantity
{
    /// <summary>K: verified persons × sessions. Activity only; it does not show that anybody learned.</summary>
    public static int Contacts(Lineage lineage) => lineage.Sessions.Sum(session => session.Verified.Length);

    /// <summary>R: people, each counted once, whose first verified exposure was in a session that counts. Seeds are not reach.</summary>
    public static int Reach(Lineage lineage) => lineage.People.Values.Count(place => place.Generation >= 1);

    /// <summary>δ = (K − R) / K, 0 to 1; null without contacts.</summary>
    public static double? Duplication(Lineage lineage) =>
        Contacts(lineage) is var contacts and > 0 ? (contacts - Reach(lineage)) / (double)contacts : null;

    /// <summary>What trainers say: heads claimed for the sessions that count (T0). Never added to a verified figure.</summary>
    public static int ClaimedHeads(Lineage lineage) => lineage.Sessions.Sum(session => session.Fact.ClaimedHeads);

    /// <summary>V = verified contacts / claimed contacts; null when nothing is claimed. Above 1 where trainers claim too little.</summary>
    public static double? VerifiedShare(Lineage lineage) =>
        ClaimedHeads(lineage) is var claimed and > 0 ? Contacts(lineage) / (double)claimed : null;

    /// <summary>N_g: people by generation, counted from 0; every generation up to the last has an entry.</summary>
    public static ImmutableArray<int> Generations(Lineage lineage)
    {
        var sizes = lineage.People.Values.CountBy(place => place.Generation).ToDictionary();
        return sizes.Count == 0 ? [] : [.. Enumerable.Range(0, sizes.Keys.Max() + 1).Select(g => sizes.GetValueOrDefault(g))];
    }

    /// <summary>D = the deepest generation with at least <paramref name="atLeast"/> people, so that one long chain is not called depth 4.</summary>
    /// <returns>0 or more; null when no generation is that large.</returns>
    public static int? Depth(Lineage lineage, int atLeast = 5) =>
        Generations(lineage).Select((size, g) => (size, g)).Where(x => x.size >= atLeast).Select(x => (int?)x.g).Max();

    /// <summary>Learners reached by each trainer, co-trainers sharing equally. The values sum to the reach.</summary>
    public static ImmutableDictionary<LearnerId, double> CreditByTrainer(Lineage lineage) =>
        lineage.Credits.GroupBy(credit => credit.Trainer).ToImmutableDictionary(g => g.Key, g => g.Sum(credit => credit.Share));

    /// <summary>Share of the reach that the most active fifth of the trainers brought (rounded up to whole people), 0 to 1; null without reach.</summary>
    public static double? Concentration(Lineage lineage)
    {
        var credits = CreditByTrainer(lineage).Values.OrderDescending().ToList();
        return credits.Count == 0 ? null : credits.Take((credits.Count + 4) / 5).Sum() / credits.Sum();
    }

    /// <summary>Median days from a parent's qualification to the child's, over the pairs seen so far.</summary>
    /// <remarks>Early in a cascade this is too short: the slow pairs have not happened yet. Print it with that note.</remarks>
    public static double? GenerationInterval(Lineage lineage)
    {
        var days = (from child in lineage.People.Values
                    where child.QualifiedAt is not null
                    from parent in child.Parents
                    let interval = Days.Between(lineage.People[parent].QualifiedAt!.Value, child.QualifiedAt!.Value)
                    orderby interval
                    select interval).ToList();
        return days.Count == 0 ? null : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2.0;
    }
}

/// <summary>Whole calendar days in UTC, so that a session on the 90th day is within a window of 90 days at any hour.</summary>
internal static class Days
{
    public static int Between(DateTimeOffset from, DateTimeOffset to) => Of(to).DayNumber - Of(from).DayNumber;

    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);
}
