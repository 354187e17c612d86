using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>How far the cascade had come at the end of a month.</summary>
/// <param name="Until">The last day of the month, or the as-of day in the last one.</param>
/// <param name="Reached">People first reached in sessions held until then.</param>
/// <param name="Claimed">Heads claimed for sessions held until then.</param>
public sealed record MonthEnd(DateOnly Until, int Reached, int Claimed)
{
    /// <summary>Every month from the first session to the as-of day; empty without sessions.</summary>
    public static ImmutableArray<MonthEnd> Of(Lineage lineage)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        if (lineage.Sessions.IsEmpty) return [];
        var months = ImmutableArray.CreateBuilder<MonthEnd>();
        var (people, heads, session) = (0, 0, 0); // sessions stand in the order held
        foreach (var until in Ends(lineage, Days.Of(lineage.AsOf)))
        {
            for (; session < lineage.Sessions.Length && Days.Of(lineage.Sessions[session].Fact.HeldAt) <= until; session++)
                (people, heads) = (people + lineage.Index.NewIn(session), heads + lineage.Sessions[session].Fact.ClaimedHeads);
            months.Add(new(until, people, heads));
        }

        return months.ToImmutable();
    }

    /// <summary>The end of each month since the first session, the last day itself at the end: what a scrubber through time steps on.</summary>
    /// <remarks>From the facts, whatever the lineage's own day is: the steps stay the same while somebody moves along them.</remarks>
    public static IEnumerable<DateOnly> Ends(Lineage lineage, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        if (lineage.Facts.Sessions.IsEmpty) yield break;
        var first = Days.Of(lineage.Facts.Sessions.Min(s => s.HeldAt));
        for (var month = new DateOnly(first.Year, first.Month, 1).AddMonths(1); month.AddDays(-1) < last; month = month.AddMonths(1)) yield return month.AddDays(-1);
        yield return last;
    }
}
