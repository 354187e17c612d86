using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>One part of a cut as it may be published.</summary>
/// <param name="People">A multiple of the step, less than one step away from the count.</param>
public sealed record PublishedPart(string Part, int People);

/// <summary>A count of people cut into parts, such as districts or units, as it may be published.</summary>
/// <param name="Step">k: 5, or 11 for protection content.</param>
/// <param name="Total">The sum of the parts, a multiple of the step.</param>
/// <param name="Parts">In order. A part that is not there has fewer than the step, perhaps nobody: listing it would tell that it has somebody.</param>
public sealed record PublishedCut(int Step, int Total, ImmutableArray<PublishedPart> Parts)
{
    /// <summary>The published count of a part; 0 reads "fewer than" the step.</summary>
    public int Of(string part) => Parts.FirstOrDefault(p => p.Part == part)?.People ?? 0;
}

/// <summary>Publishes counts of people so that no group of fewer than k can be worked out: neither from the total, nor from another cut of
/// the same people, nor by subtracting two exports of different days. docs/cascade-metrics.md, section Small groups.</summary>
/// <remarks>Hiding small cells alone does not hold: what is hidden beside a total comes back when a neighbouring cell is shown a day later.
/// So the running total of the parts, in their fixed order, is rounded down to steps of k, and a part is published as the difference of two of them.
/// Totals add up, and every part stays open by a whole step from one export, by one value less from two.</remarks>
public static class Suppression
{
    /// <summary>The largest multiple of the step that is not above the count.</summary>
    public static int Floor(int count, int step) => count - count % step;

    /// <summary>Publishes a cut whose total is itself published in steps only: protection content.</summary>
    /// <param name="parts">Part of each person; each person once.</param>
    /// <param name="step">k.</param>
    public static PublishedCut InSteps(IEnumerable<string> parts, int step) => InSteps(parts.CountBy(part => part, StringComparer.Ordinal), step);

    /// <summary>Publishes a cut of people whose exact number is known on every day.</summary>
    /// <remarks>Only the first so many people are cut that one more would fill a step, in the order in which they became known: from one day
    /// to another the cut changes by no people, or by a whole number of steps.</remarks>
    /// <param name="people">Part of each person and since when she is counted; each person once. Of two since the same moment the one whose part
    /// comes first stands first.</param>
    public static PublishedCut BesideTotal(IEnumerable<(string Part, DateTimeOffset Since)> people, int step)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 2);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var last = new PriorityQueue<string, (string Part, DateTimeOffset Since)>(Later); // sorting a million people for the last few would take a second
        var all = 0;
        foreach (var person in people)
        {
            all++;
            CollectionsMarshal.GetValueRefOrAddDefault(counts, person.Part, out _)++;
            if (last.Count < step - 1) last.Enqueue(person.Part, person);
            else last.EnqueueDequeue(person.Part, person);
        }

        var uncut = all < step - 1 ? all : all + 1 - Floor(all + 1, step);
        while (last.Count > uncut) last.Dequeue();
        while (last.TryDequeue(out var part, out _)) counts[part]--;
        return InSteps(counts, step);
    }

    /// <summary>A cut of the people reached by the session that reached them, in the way the module's content asks for.</summary>
    /// <param name="partOf">The part of a session.</param>
    /// <param name="sensitive">Protection content: steps of 11, and no exact number anywhere.</param>
    public static PublishedCut OfReached(Lineage lineage, Func<SessionFact, string> partOf, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        ArgumentNullException.ThrowIfNull(partOf);
        var step = SmallCells.LeastPeople(sensitive);
        return sensitive ? InSteps(Reached(lineage, partOf).Select(person => person.Part), step) : BesideTotal(Reached(lineage, partOf), step);
    }

    /// <summary>The same by what is known of each person; null puts her into <see cref="NotKnown"/>.</summary>
    public static PublishedCut OfPeopleReached(Lineage lineage, Func<Place, string?> partOf, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        ArgumentNullException.ThrowIfNull(partOf);
        var people = Reached(lineage, _ => "").Zip(lineage.People.Values.Where(place => place.Generation > 0), (known, place) => (Part: partOf(place) ?? NotKnown, known.Since));
        var step = SmallCells.LeastPeople(sensitive);
        return sensitive ? InSteps(people.Select(person => person.Part), step) : BesideTotal(people, step);
    }

    /// <summary>The part of people of whom it is not known.</summary>
    public const string NotKnown = "-";

    private static IEnumerable<(string Part, DateTimeOffset Since)> Reached(Lineage lineage, Func<SessionFact, string> partOf)
    {
        for (var session = 0; session < lineage.Sessions.Length; session++)
        {
            var part = partOf(lineage.Sessions[session].Fact);
            for (var at = lineage.New[session].Start.Value; at < lineage.New[session].End.Value; at++) yield return (part, new(lineage.KnownSince[at], TimeSpan.Zero));
        }
    }

    private static PublishedCut InSteps(IEnumerable<KeyValuePair<string, int>> counts, int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 2);
        var cut = ImmutableArray.CreateBuilder<PublishedPart>();
        var (running, published) = (0, 0);
        foreach (var (part, people) in counts.OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            running += people;
            if (Floor(running, step) > published) cut.Add(new(part, Floor(running, step) - published));
            published = Floor(running, step);
        }

        return new(step, published, cut.ToImmutable());
    }

    private static readonly Comparer<(string Part, DateTimeOffset Since)> Later = Comparer<(string Part, DateTimeOffset Since)>.Create(
        (one, other) => one.Since.CompareTo(other.Since) is not 0 and var by ? by : string.CompareOrdinal(one.Part, other.Part));
}
