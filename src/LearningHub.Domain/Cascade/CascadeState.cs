using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade;

/// <summary>One coupon.</summary>
public sealed record Coupon(Guid Number, string Code, DateTimeOffset ExpiresAt, LearnerId? RedeemedBy);

/// <summary>Whether a session is in the totals as far as its institution is concerned.</summary>
public enum SessionStanding { Undisputed, Contested, Rejected }

/// <summary>What the rules of a cascade session ask about.</summary>
/// <param name="Papers">By coupon: sheets that a trainer of the session typed, and that nobody independent has seen.</param>
/// <param name="Confirmed">People who redeemed a coupon, with their check once it is done.</param>
public sealed record CascadeState(
    SessionDetails? Details, LearnerId RecordedBy, ImmutableHashSet<Guid> Batches, ImmutableDictionary<Guid, Coupon> Coupons, int Listed,
    ImmutableDictionary<LearnerId, ImmutableArray<JudgedAnswer>?> Confirmed, SessionStanding Standing,
    ImmutableDictionary<LearnerId, SpotCheckOutcome> SpotChecks, ImmutableDictionary<Guid, ListedSheet> Papers)
{
    public static readonly CascadeState Initial = new(
        null, default, [], ImmutableDictionary<Guid, Coupon>.Empty, 0, ImmutableDictionary<LearnerId, ImmutableArray<JudgedAnswer>?>.Empty,
        SessionStanding.Undisputed, ImmutableDictionary<LearnerId, SpotCheckOutcome>.Empty,
        ImmutableDictionary<Guid, ListedSheet>.Empty);

    /// <summary>Who contested the session last; null for a programme officer.</summary>
    public InstitutionId? ContestedBy { get; init; }

    /// <summary>People whom the recorder named as co-trainers, with what they said; null while they have not answered.</summary>
    public ImmutableDictionary<LearnerId, bool?> Named { get; init; } = ImmutableDictionary<LearnerId, bool?>.Empty;

    /// <summary>People who judged this session as somebody independent: typed a sheet, checked a person, settled a dispute.</summary>
    public ImmutableHashSet<LearnerId> Witnesses { get; init; } = [];

    /// <summary>Whether the person taught this session, by her own word.</summary>
    public bool IsTrainer(LearnerId person) => Details is not null && Details.Trainers.Contains(person);

    /// <summary>Whether the person was named as a trainer and has not answered.</summary>
    public bool IsAsked(LearnerId person) => Named.TryGetValue(person, out var said) && said is null;

    /// <summary>Whoever may have taught it is not independent.</summary>
    public bool IsTrainerOrAsked(LearnerId person) => IsTrainer(person) || IsAsked(person);
}
