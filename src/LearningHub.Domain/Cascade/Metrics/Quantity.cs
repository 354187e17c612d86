using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>How many: contacts, reach, generations, depth, credits. docs/cascade-metrics.md, section Quantity.</summary>
public static class Quantity
{
    /// <summary>K: verified persons × sessions. Activity only; it does not show that anybody learned.</summary>
    public static int Contacts(Lineage lineage) => lineage.Sessions.Sum(session => session.Verified.Length);

    /// <summary>R: people, each counted once, whose first verified exposure was in a session that counts. Seeds are not reach.</summary>
    public static int Reach(Lineage lineage) => lineage.People.Count - lineage.Index.OfGeneration(0).Length;

    /// <summary>δ = (K − R) / K, 0 to 1; null without contacts.</summary>
    public static double? Duplication(Lineage lineage) =>
        Contacts(lineage) is var contacts and > 0 ? (contacts - Reach(lineage)) / (double)contacts : null;

    /// <summary>What trainers say: heads claimed for the sessions that count (T0). Never added to a verified figure.</summary>
    public static int ClaimedHeads(Lineage lineage) => lineage.Sessions.Sum(session => session.Fact.ClaimedHeads);

    /// <summary>V = verified contacts / claimed contacts; null when nothing is claimed. Above 1 where trainers claim too little.</summary>
    public static double? VerifiedShare(Lineage lineage) =>
        ClaimedHeads(lineage) is var claimed and > 0 ? Contacts(lineage) / (double)claimed : null;

    /// <summary>N_g: people by generation, counted from 0; every generation up to the last has an entry.</summary>
    public static ImmutableArray<int> Generations(Lineage lineage) =>
        [.. Enumerable.Range(0, lineage.Index.Generations).Select(g => lineage.Index.OfGeneration(g).Length)];

    /// <summary>D = the deepest generation with at least <paramref name="atLeast"/> people, so that one long chain is not called depth 4.</summary>
    /// <returns>0 or more; null when no generation is that large.</returns>
    public static int? Depth(Lineage lineage, int atLeast = 5) =>
        Generations(lineage).Select((size, g) => (size, g)).Where(x => x.size >= atLeast).Select(x => (int?)x.g).Max();

    /// <summary>Learners reached by each trainer, co-trainers sharing equally. The values sum to the reach.</summary>
    public static IReadOnlyDictionary<LearnerId, double> CreditByTrainer(Lineage lineage)
    {
        var shares = new Dictionary<LearnerId, Shares>();
        for (var session = 0; session < lineage.Sessions.Length; session++)
        {
            if (lineage.Index.NewIn(session) == 0) continue;
            var trainers = lineage.Sessions[session].Fact.Trainers;
            foreach (var trainer in trainers)
            {
                if (!shares.TryGetValue(trainer, out var own)) shares.Add(trainer, own = new());
                own.Add(lineage.Index.NewIn(session), trainers.Length);
            }
        }

        return shares.ToDictionary(pair => pair.Key, pair => pair.Value.Sum());
    }

    /// <summary>Share of the reach that the most active fifth of the trainers brought (rounded up to whole people), 0 to 1; null without reach.</summary>
    public static double? Concentration(Lineage lineage)
    {
        var credits = CreditByTrainer(lineage).Values.OrderDescending().ToList();
        return credits.Count == 0 ? null : credits.Take((credits.Count + 4) / 5).Sum() / credits.Sum();
    }

    /// <summary>Median days from a parent's qualification to the child's, over the pairs seen so far; null without pairs.</summary>
    /// <remarks>Early in a cascade this is too short: the slow pairs have not happened yet. Print it with that note.</remarks>
    public static double? GenerationInterval(Lineage lineage) => GenerationIntervals(lineage) is { Count: > 0 } days
        ? (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2.0
        : null;

    /// <summary>Days from qualification to qualification of each pair of trainer and qualified learner, the shortest first.</summary>
    public static IReadOnlyList<int> GenerationIntervals(Lineage lineage)
    {
        var days = new List<int>();
        for (var child = 0; child < lineage.ReachedIn.Length; child++)
        {
            if (lineage.ReachedIn[child] < 0 || !lineage.Index.IsQualified(child)) continue;
            foreach (var parent in lineage.Trainers[lineage.ReachedIn[child]]) days.Add(lineage.Index.FollowUp(parent) - lineage.Index.FollowUp(child));
        }

        days.Sort();
        return days;
    }

    /// <summary>Dose: verified sessions for each person reached, 1 or more; what is above 1 is reinforcement. Null without reach.</summary>
    public static double? Dose(Lineage lineage)
    {
        var sessions = 0;
        foreach (var session in lineage.Sessions)
            foreach (var person in session.Verified)
                if (lineage.People.TryGetValue(person, out var place) && place.Generation >= 1) sessions++;
        return Reach(lineage) is var reach and > 0 ? sessions / (double)reach : null;
    }
}

/// <summary>Whole calendar days in UTC, so that a session on the 90th day is within a window of 90 days at any hour.</summary>
internal static class Days
{
    public static int Between(DateTimeOffset from, DateTimeOffset to) => Of(to).DayNumber - Of(from).DayNumber;

    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);
}
