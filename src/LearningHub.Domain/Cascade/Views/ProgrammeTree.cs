using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>How a session stands in the totals.</summary>
public enum KnotStanding { Counted, Contested, Quarantined }

/// <summary>One session in the tree of a programme, with what grew from it.</summary>
/// <param name="Parent">The session in which its trainer was reached; null when she was trained in the workshop.</param>
/// <param name="Reached">People who were reached here first.</param>
/// <param name="Below">People who were reached through these, in all later sessions.</param>
/// <param name="SessionsBelow">Those later sessions.</param>
public sealed record Knot(SessionFact Fact, CascadeSessionId? Parent, int Generation, KnotStanding Standing, int Verified, int Reached, int Below, int SessionsBelow);

/// <summary>The sessions of a cascade as a forest: a session stands below the one in which its trainer was reached.</summary>
/// <remarks>With several trainers it stands below the one of the smallest generation, so that every session stands once.</remarks>
public sealed class ProgrammeTree
{
    private readonly Dictionary<CascadeSessionId, Knot> knots;
    private readonly ILookup<CascadeSessionId, Knot> children;

    private ProgrammeTree(Dictionary<CascadeSessionId, Knot> knots)
    {
        this.knots = knots;
        children = knots.Values.Where(k => k.Parent is not null).OrderBy(k => k.Fact.HeldAt).ThenBy(k => k.Fact.Session.Value).ToLookup(k => k.Parent!.Value);
        (Districts, Deepest) = ([.. knots.Values.Select(k => k.Fact.District).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)], knots.Values.Select(k => k.Generation).DefaultIfEmpty(0).Max());
        Roots = [.. knots.Values.Where(k => k.Parent is null).OrderByDescending(k => k.Reached + k.Below).ThenBy(k => k.Fact.HeldAt).ThenBy(k => k.Fact.Session.Value)];
    }

    /// <summary>Sessions of the workshop's people, those with most people first.</summary>
    public ImmutableArray<Knot> Roots { get; }

    /// <summary>Where sessions were held, by name.</summary>
    public ImmutableArray<string> Districts { get; }

    /// <summary>The deepest generation that a session made.</summary>
    public int Deepest { get; }

    /// <summary>Every session.</summary>
    public IEnumerable<Knot> All => knots.Values;

    public Knot? Find(CascadeSessionId session) => knots.GetValueOrDefault(session);

    /// <summary>What grew from a session, in the order held.</summary>
    public IEnumerable<Knot> Below(CascadeSessionId session) => children[session];

    /// <summary>The way from the workshop to a session, the session itself last.</summary>
    public ImmutableArray<Knot> Way(CascadeSessionId session)
    {
        var way = new List<Knot>();
        for (var knot = Find(session); knot is not null; knot = knot.Parent is { } parent ? Find(parent) : null) way.Insert(0, knot);
        return [.. way];
    }

    /// <summary>Sessions that match, and those on the way to them.</summary>
    public HashSet<CascadeSessionId> Keeping(Func<Knot, bool> matches)
    {
        var kept = new HashSet<CascadeSessionId>();
        foreach (var match in knots.Values.Where(matches))
            for (var knot = match; knot is not null && kept.Add(knot.Fact.Session); knot = knot.Parent is { } parent ? Find(parent) : null)
            {
            }

        return kept;
    }

    /// <summary>Builds it: time and memory grow with the number of sessions and people.</summary>
    public static ProgrammeTree Of(Lineage lineage)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        return Made.Of(lineage, false, Grow);
    }

    private static ProgrammeTree Grow(Lineage lineage)
    {
        var counted = lineage.Sessions.Select((session, number) => (session.Fact.Session, session.Verified.Length, Reached: lineage.Index.NewIn(number))).ToDictionary(s => s.Session, s => (Verified: s.Length, s.Reached));
        var sessions = lineage.Facts.Sessions.Where(s => s.HeldAt <= lineage.AsOf).DistinctBy(s => s.Session).OrderBy(s => s.HeldAt).ThenBy(s => s.Session.Value).ToList();
        var knots = new Dictionary<CascadeSessionId, Knot>(sessions.Count);
        foreach (var fact in sessions)
        {
            var trainer = fact.Trainers.Where(lineage.People.ContainsKey).Select(t => lineage.People[t]).OrderBy(p => p.Generation).ThenBy(p => p.Person.Value).FirstOrDefault();
            var parent = trainer?.ReachedIn is { } session && knots.ContainsKey(session) ? session : (CascadeSessionId?)null; // one held before
            var counts = counted.TryGetValue(fact.Session, out var people);
            var standing = counts ? KnotStanding.Counted : lineage.Contested.Contains(fact.Session) ? KnotStanding.Contested : KnotStanding.Quarantined;
            knots.Add(fact.Session, new(fact, parent, 1 + (trainer?.Generation ?? 0), standing, people.Verified, people.Reached, 0, 0));
        }

        // A parent was held before its children: walked backwards, every knot is complete before it is added to its parent.
        foreach (var fact in Enumerable.Reverse(sessions))
            if (knots[fact.Session] is { Parent: { } parent } knot)
                knots[parent] = knots[parent] with { Below = knots[parent].Below + knot.Reached + knot.Below, SessionsBelow = knots[parent].SessionsBelow + 1 + knot.SessionsBelow };
        return new(knots);
    }
}
