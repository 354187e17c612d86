using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>Everybody by generation, then the moment she came in, then id: the order of rows about people.</summary>
/// <param name="Numbers">Places in the lineage's list of people.</param>
internal sealed record PeopleInOrder(int[] Numbers)
{
    public static PeopleInOrder Of(Lineage lineage)
    {
        var numbers = new List<int>(lineage.People.Count);
        for (var generation = 0; generation < lineage.Index.Generations; generation++)
        {
            // Below the seeds people stand in the order of their sessions already: only those of one moment are left to sort.
            int[] people = [.. lineage.Index.OfGeneration(generation)];
            if (generation == 0) Array.Sort(people, (one, other) => Moment(lineage, one).CompareTo(Moment(lineage, other)) is not 0 and var by ? by : ById(lineage, one, other));
            for (var (start, end) = (0, 0); start < people.Length && generation > 0; start = end)
            {
                for (end = start + 1; end < people.Length && Moment(lineage, people[end]) == Moment(lineage, people[start]);) end++;
                people.AsSpan(start, end - start).Sort((one, other) => ById(lineage, one, other));
            }

            numbers.AddRange(people);
        }

        return new([.. numbers]);
    }

    private static DateTimeOffset Moment(Lineage lineage, int person) => (lineage.People.Values[person].ReachedAt ?? lineage.People.Values[person].QualifiedAt)!.Value;

    private static int ById(Lineage lineage, int one, int other) => lineage.People.Values[one].Person.Value.CompareTo(lineage.People.Values[other].Person.Value);
}
