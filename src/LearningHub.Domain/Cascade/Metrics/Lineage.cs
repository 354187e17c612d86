using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>One person's place in the cascade of one module version.</summary>
/// <param name="Generation">0 for seeds; otherwise 1 + the smallest generation among the parents.</param>
/// <param name="Parents">Trainers of the session of the first verified exposure; empty for seeds.</param>
/// <param name="ReachedIn">That session; null for seeds.</param>
/// <param name="ReachedAt">When that session was held; null for seeds.</param>
/// <param name="QualifiedAt">From when on the person may teach; null while not qualified.</param>
public sealed record Place(
    LearnerId Person, int Generation, ImmutableArray<LearnerId> Parents, CascadeSessionId? ReachedIn, DateTimeOffset? ReachedAt, DateTimeOffset? QualifiedAt);

/// <summary>A session that counts, with everybody whose presence is verified.</summary>
public sealed record CountedSession(SessionFact Fact, ImmutableArray<LearnerId> Verified);

/// <summary>A trainer's share in one learner reached: 1 divided by the number of co-trainers.</summary>
public sealed record Credit(LearnerId Trainer, LearnerId Learner, double Share, DateTimeOffset At);

/// <summary>Who taught whom, as of one moment: the base of every quantity. Ground rules D0 of docs/cascade-metrics.md.</summary>
/// <remarks>Sessions are walked in the order they were held. A trainer must have qualified strictly before the session, and nobody
/// qualifies by a session before it is held, so that a person can never be an ancestor of herself.</remarks>
public sealed class Lineage
{
    private Lineage(CascadeFacts facts, DateTimeOffset asOf, EvidenceTier floor) => (Facts, AsOf, TierFloor) = (facts, asOf, floor);

    public CascadeFacts Facts { get; }

    /// <summary>Facts after this moment are not seen.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Exposures below this tier are not seen; <see cref="EvidenceTier.Confirmed"/> or higher.</summary>
    public EvidenceTier TierFloor { get; }

    /// <summary>Everybody who has a generation.</summary>
    public ImmutableDictionary<LearnerId, Place> People { get; private init; } = ImmutableDictionary<LearnerId, Place>.Empty;

    /// <summary>Sessions that count, in the order they were held.</summary>
    public ImmutableArray<CountedSession> Sessions { get; private init; } = [];

    /// <summary>Sessions with a trainer who had not qualified before them: kept, shown, in no total.</summary>
    public ImmutableHashSet<CascadeSessionId> Quarantined { get; private init; } = [];

    /// <summary>Sessions frozen by an institution: kept, shown, in no total until resolved.</summary>
    public ImmutableHashSet<CascadeSessionId> Contested { get; private init; } = [];

    /// <summary>Credits for learners reached, in a stable order. They sum to the reach.</summary>
    public IEnumerable<Credit> Credits =>
        from place in People.Values
        where place.Generation > 0
        orderby place.ReachedAt, place.Person.Value
        from parent in place.Parents
        select new Credit(parent, place.Person, 1.0 / place.Parents.Length, place.ReachedAt!.Value);

    /// <summary>Builds the lineage.</summary>
    /// <param name="facts">In any order; repeated facts count once.</param>
    /// <param name="asOf">The moment every figure is named after.</param>
    /// <param name="floor">The weakest evidence that counts as verified.</param>
    /// <exception cref="ArgumentOutOfRangeException">The floor is below T2: a claim gives nobody a generation.</exception>
    public static Lineage Of(CascadeFacts facts, DateTimeOffset asOf, EvidenceTier floor = EvidenceTier.Confirmed)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentOutOfRangeException.ThrowIfLessThan((int)floor, (int)EvidenceTier.Confirmed, nameof(floor));
        return new Walk(facts, asOf, floor).Run();
    }

    private sealed class Walk(CascadeFacts facts, DateTimeOffset asOf, EvidenceTier floor)
    {
        private readonly Dictionary<LearnerId, Place> people = [];
        private readonly List<CountedSession> counted = [];
        private readonly HashSet<CascadeSessionId> quarantined = [];
        private readonly HashSet<CascadeSessionId> contested = [];

        private readonly Queue<(LearnerId Person, DateTimeOffset At)> elsewhere = new(
            facts.Qualifications.Where(q => q.At <= asOf).GroupBy(q => q.Person).Select(g => (g.Key, At: g.Min(q => q.At))).OrderBy(q => q.At));

        public Lineage Run()
        {
            foreach (var seed in facts.Seeds.Where(seed => seed.QualifiedAt <= asOf).OrderBy(seed => seed.QualifiedAt))
                people.TryAdd(seed.Person, new(seed.Person, 0, [], null, null, seed.QualifiedAt));

            var exposures = facts.Exposures.Where(e => e.Tier >= floor && e.At <= asOf).ToLookup(e => e.Session);
            var sessions = facts.Sessions.Where(s => s.HeldAt <= asOf).GroupBy(s => s.Session).Select(Same);
            foreach (var session in sessions.OrderBy(s => s.HeldAt).ThenBy(s => s.Session.Value))
            {
                Qualify(until: session.HeldAt);
                Visit(session, exposures[session.Session]);
            }

            Qualify(until: asOf);

            return new Lineage(facts, asOf, floor)
            {
                People = people.ToImmutableDictionary(),
                Sessions = [.. counted],
                Quarantined = [.. quarantined],
                Contested = [.. contested],
            };
        }

        /// <summary>Who passed the module's test without having been reached before begins a tree of her own.</summary>
        private void Qualify(DateTimeOffset until)
        {
            while (elsewhere.TryPeek(out var next) && next.At <= until)
            {
                elsewhere.Dequeue();
                people[next.Person] = people.TryGetValue(next.Person, out var place)
                    ? place with { QualifiedAt = Earlier(place.QualifiedAt, next.At) }
                    : new(next.Person, 0, [], null, null, next.At);
            }
        }

        private void Visit(SessionFact session, IEnumerable<ExposureFact> exposures)
        {
            if (session.Contested)
                contested.Add(session.Session);
            else if (session.Trainers.IsEmpty || !session.Trainers.All(trainer => QualifiedBefore(trainer, session.HeldAt)))
                quarantined.Add(session.Session);
            else
                Count(session, exposures);
        }

        private bool QualifiedBefore(LearnerId trainer, DateTimeOffset heldAt) =>
            people.TryGetValue(trainer, out var place) && place.QualifiedAt < heldAt;

        private void Count(SessionFact session, IEnumerable<ExposureFact> exposures)
        {
            var generation = 1 + session.Trainers.Min(trainer => people[trainer].Generation);
            var there = exposures.Where(e => !session.Trainers.Contains(e.Person)).GroupBy(e => e.Person).OrderBy(g => g.Key.Value).ToList();
            counted.Add(new(session, [.. there.Select(g => g.Key)]));
            foreach (var evidence in there)
            {
                var qualified = Earliest(evidence.Where(e => e.Qualified).Select(e => e.At < session.HeldAt ? session.HeldAt : e.At));
                if (people.TryGetValue(evidence.Key, out var place))
                {
                    // A reinforcement: dose, never reach. It can still be what qualifies a person who had not passed before.
                    people[evidence.Key] = place with { QualifiedAt = Earlier(place.QualifiedAt, qualified) };
                    continue;
                }

                people.Add(evidence.Key, new(evidence.Key, generation, session.Trainers, session.Session, session.HeldAt, qualified));
            }
        }

        /// <summary>The one fact behind repeated records of a session. Should they differ, the choice does not depend on their order.</summary>
        private static SessionFact Same(IEnumerable<SessionFact> records)
        {
            var chosen = records.OrderBy(s => s.HeldAt).ThenBy(s => s.ClaimedHeads).ThenByDescending(s => s.Contested).First();
            return chosen with { Trainers = [.. chosen.Trainers.Distinct().OrderBy(trainer => trainer.Value)] };
        }

        private static DateTimeOffset? Earliest(IEnumerable<DateTimeOffset> moments) => moments.Select(m => (DateTimeOffset?)m).Min();

        private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
    }
}
