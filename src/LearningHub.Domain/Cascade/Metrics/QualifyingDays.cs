namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Every day on which somebody qualified, first or again: what an expiry is counted from. docs/cascade-metrics.md, section Coverage.</summary>
internal static class QualifyingDays
{
    /// <returns>Day numbers by a person's number in the lineage; days may come twice.</returns>
    public static ILookup<int, int> Of(Lineage lineage)
    {
        var days = new List<(int Person, int Day)>();
        void Add(int person, DateTimeOffset at)
        {
            if (person >= 0) days.Add((person, Days.Of(at).DayNumber));
        }

        var (facts, people) = (lineage.Facts, lineage.People);
        foreach (var seed in facts.Seeds.Where(seed => seed.QualifiedAt <= lineage.AsOf)) Add(people.IndexOf(seed.Person), seed.QualifiedAt);
        foreach (var passed in facts.Qualifications.Where(passed => passed.At <= lineage.AsOf)) Add(people.IndexOf(passed.Person), passed.At);
        foreach (var evidence in facts.Exposures.Where(e => e.Qualified && e.Tier >= lineage.TierFloor && e.At <= lineage.AsOf))
        {
            if (lineage.Find(evidence.Session) is not { } session || session.Fact.Trainers.Contains(evidence.Person)) continue;
            Add(people.IndexOf(evidence.Person), evidence.At < session.Fact.HeldAt ? session.Fact.HeldAt : evidence.At);
        }

        return days.ToLookup(earned => earned.Person, earned => earned.Day);
    }
}
