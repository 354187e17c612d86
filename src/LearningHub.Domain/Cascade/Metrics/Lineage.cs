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
public readonly record struct Credit(LearnerId Trainer, LearnerId Learner, double Share, DateTimeOffset At);

/// <summary>Who taught whom, as of one moment: the base of every quantity. Ground rules D0 of docs/cascade-metrics.md.</summary>
/// <remarks>Sessions are walked in the order they were held. A trainer must have qualified strictly before the session, and nobody
/// qualifies by a session before it is held, so that a person can never be an ancestor of herself.</remarks>
public sealed class Lineage
{
    private LineageIndex? index;

    internal Lineage(CascadeFacts facts, DateTimeOffset asOf, EvidenceTier floor) => (Facts, AsOf, TierFloor) = (facts, asOf, floor);

    public CascadeFacts Facts { get; }

    /// <summary>Facts after this moment are not seen.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Exposures below this tier are not seen; <see cref="EvidenceTier.Confirmed"/> or higher.</summary>
    public EvidenceTier TierFloor { get; }

    /// <summary>Everybody who has a generation.</summary>
    public PlaceDictionary People { get; internal init; } = PlaceDictionary.None;

    /// <summary>Sessions that count, in the order they were held.</summary>
    public ImmutableArray<CountedSession> Sessions { get; internal init; } = [];

    /// <summary>Sessions with a trainer who had not qualified before them: kept, shown, in no total.</summary>
    public ImmutableHashSet<CascadeSessionId> Quarantined { get; internal init; } = [];

    /// <summary>Sessions frozen by an institution: kept, shown, in no total until resolved.</summary>
    public ImmutableHashSet<CascadeSessionId> Contested { get; internal init; } = [];

    /// <summary>For each of <see cref="People"/> the session (its place in <see cref="Sessions"/>) that reached her; −1 for seeds.</summary>
    internal int[] ReachedIn { get; init; } = [];

    /// <summary>For each of <see cref="People"/> the first moment, in UTC ticks, at which evidence of that session was recorded; 0 for seeds.</summary>
    internal long[] KnownSince { get; init; } = [];

    /// <summary>For each of <see cref="Sessions"/> its trainers, by their place in <see cref="People"/>.</summary>
    internal int[][] Trainers { get; init; } = [];

    /// <summary>For each of <see cref="Sessions"/> the people whose first it was: they stand together in <see cref="People"/>.</summary>
    internal Range[] New { get; init; } = [];

    /// <summary>Lists and tallies that several figures need, each made when it is first asked for.</summary>
    internal LineageIndex Index => index ??= new(this);

    /// <summary>Credits for learners reached, in the order of sessions. They sum to the reach.</summary>
    public IEnumerable<Credit> Credits =>
        from place in People.Values
        where place.Generation > 0
        from parent in place.Parents
        select new Credit(parent, place.Person, 1.0 / place.Parents.Length, place.ReachedAt!.Value);

    /// <summary>People of one generation, in the order in which they came in.</summary>
    public IEnumerable<Place> OfGeneration(int generation) => Index.OfGeneration(generation).Select(at => People.Values[at]);

    /// <summary>Whether a person's qualification counts on a day: earned by then, and not expired where the module says for how long it holds.</summary>
    /// <param name="day">Not after the as-of day.</param>
    public bool Holds(LearnerId person, DateOnly day) => People.IndexOf(person) is >= 0 and var number && Index.Holds(number, day.DayNumber);

    /// <summary>Everybody whose first verified exposure was a session of this person, in the order reached.</summary>
    public IEnumerable<Place> LearnersOf(LearnerId trainer) => Index.SessionsOf(trainer).SelectMany(Index.ReachedBy);

    /// <summary>Everybody whose first verified exposure was this session; nobody when it does not count.</summary>
    public IEnumerable<Place> LearnersOf(CascadeSessionId session) => Index.NumberOf(session) is { } number ? Index.ReachedBy(number) : [];

    /// <summary>The session, if it counts; null otherwise.</summary>
    public CountedSession? Find(CascadeSessionId session) => Index.NumberOf(session) is { } number ? Sessions[number] : null;

    /// <summary>The session that stands for a person beside her answers, as <see cref="CascadeFacts.SmallClusters"/> says; null for seeds.</summary>
    public CascadeSessionId? ClusterOf(Place place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.ReachedIn is { } session && Index.NumberOf(session) is { } number ? Sessions[Index.ClusterOf(New[number].Start.Value)].Fact.Session : null;
    }

    /// <summary>Posts at one institution.</summary>
    public IEnumerable<PostFact> PostsOf(InstitutionId institution) => Index.PostsOf(institution);

    /// <summary>Sessions of this person that count, in the order held.</summary>
    public IEnumerable<CountedSession> SessionsOf(LearnerId trainer) => Index.SessionsOf(trainer).Select(at => Sessions[at]);

    /// <summary>Whether this person held a verified session: one that counts and that at least one person confirmed.</summary>
    public bool HasTaught(LearnerId person) => SessionsOf(person).Any(session => !session.Verified.IsEmpty);

    /// <summary>Builds the lineage.</summary>
    /// <param name="facts">In any order; repeated facts count once.</param>
    /// <param name="asOf">The moment every figure is named after.</param>
    /// <param name="floor">The weakest evidence that counts as verified.</param>
    /// <exception cref="ArgumentOutOfRangeException">The floor is below T2: a claim gives nobody a generation.</exception>
    public static Lineage Of(CascadeFacts facts, DateTimeOffset asOf, EvidenceTier floor = EvidenceTier.Confirmed)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentOutOfRangeException.ThrowIfLessThan((int)floor, (int)EvidenceTier.Confirmed, nameof(floor));
        return new LineageWalk(facts, asOf, floor).Run();
    }
}
