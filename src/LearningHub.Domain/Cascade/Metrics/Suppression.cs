using System.Collections.Immutable;
using LearningHub.Domain.Common;

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
    public static PublishedCut InSteps(IEnumerable<string> parts, int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 2);
        var counts = parts.CountBy(part => part, StringComparer.Ordinal).OrderBy(part => part.Key, StringComparer.Ordinal).ToList();
        var cut = ImmutableArray.CreateBuilder<PublishedPart>();
        var (running, published) = (0, 0);
        foreach (var (part, people) in counts)
        {
            running += people;
            if (Floor(running, step) > published) cut.Add(new(part, Floor(running, step) - published));
            published = Floor(running, step);
        }

        return new(step, published, cut.ToImmutable());
    }

    /// <summary>Publishes a cut of people whose exact number is known on every day.</summary>
    /// <remarks>Only the first so many people are cut that one more would fill a step, in the order in which they became known: from one day
    /// to another the cut changes by no people, or by a whole number of steps.</remarks>
    /// <param name="people">Part of each person and since when she is counted; each person once. Of two since the same moment the one whose part
    /// comes first stands first.</param>
    public static PublishedCut BesideTotal(IEnumerable<(string Part, DateTimeOffset Since)> people, int step)
    {
        ArgumentNullException.ThrowIfNull(people);
        var ordered = people.OrderBy(person => person.Since).ThenBy(person => person.Part, StringComparer.Ordinal).Select(person => person.Part).ToList();
        return InSteps(ordered.Take(Math.Max(0, Floor(ordered.Count + 1, step) - 1)), step);
    }

    /// <summary>A cut of the people reached, in the way the module's content asks for.</summary>
    /// <param name="partOf">The part of a person; null puts her into "-", the people of whom it is not known.</param>
    /// <param name="sensitive">Protection content: steps of 11, and no exact number anywhere.</param>
    public static PublishedCut OfReached(Lineage lineage, Func<Place, string?> partOf, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var step = SmallCells.LeastPeople(sensitive);
        var since = new Dictionary<(CascadeSessionId, LearnerId), DateTimeOffset>();
        foreach (var exposure in lineage.Facts.Exposures.Where(e => e.Tier >= lineage.TierFloor))
        {
            var key = (exposure.Session, exposure.Person);
            if (!since.TryGetValue(key, out var known) || exposure.At < known) since[key] = exposure.At;
        }

        var reached = lineage.People.Values.Where(place => place.Generation >= 1)
            .Select(place => (Part: partOf(place) ?? "-", since[(place.ReachedIn!.Value, place.Person)]));
        return sensitive ? InSteps(reached.Select(person => person.Part), step) : BesideTotal(reached, step);
    }
}
