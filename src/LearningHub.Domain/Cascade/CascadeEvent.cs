using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade;

/// <summary>Everything that can have happened to one cascade session.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.
/// A changed meaning is a new record with a new name (<c>.v2</c>). People appear by id only.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(SessionRecorded), "cascade.session-recorded.v1")]
[JsonDerivedType(typeof(CoTrainerNamed), "cascade.co-trainer-named.v1")]
[JsonDerivedType(typeof(CoTrainerAnswered), "cascade.co-trainer-answered.v1")]
[JsonDerivedType(typeof(CouponsIssued), "cascade.coupons-issued.v1")]
[JsonDerivedType(typeof(PeopleListed), "cascade.people-listed.v1")]
[JsonDerivedType(typeof(CouponRedeemed), "cascade.coupon-redeemed.v1")]
[JsonDerivedType(typeof(PaperListed), "cascade.paper-listed.v1")]
[JsonDerivedType(typeof(CheckCompleted), "cascade.check-completed.v1")]
[JsonDerivedType(typeof(SessionContested), "cascade.session-contested.v1")]
[JsonDerivedType(typeof(ContestResolved), "cascade.contest-resolved.v1")]
[JsonDerivedType(typeof(SpotChecked), "cascade.spot-checked.v1")]
public abstract record CascadeEvent
{
    private CascadeEvent() { }

    /// <param name="HeldAt">The end of the day it was held, or <paramref name="At"/> when that is earlier: the order in which figures see it.</param>
    /// <param name="Unqualified">Trainers who had not qualified when it was recorded. Figures decide anew from what they know.</param>
    public sealed record SessionRecorded(SessionDetails Details, DateTimeOffset HeldAt, ImmutableArray<LearnerId> Unqualified, LearnerId By, DateTimeOffset At) : CascadeEvent;

    /// <summary>The recorder says that somebody taught with him. It changes no figure until she agrees.</summary>
    public sealed record CoTrainerNamed(LearnerId Trainer, LearnerId By, DateTimeOffset At) : CascadeEvent;

    /// <summary>She says so herself: from now on she is a trainer of the session and shares its credit; or she says that she is not.</summary>
    public sealed record CoTrainerAnswered(LearnerId Trainer, bool Taught, DateTimeOffset At) : CascadeEvent;

    public sealed record CouponsIssued(Guid Batch, ImmutableArray<NewCoupon> Coupons, DateTimeOffset ExpiresAt, LearnerId By, DateTimeOffset At) : CascadeEvent;

    /// <summary>Tier T1: how many people the trainer has on a list.</summary>
    public sealed record PeopleListed(int Listed, LearnerId By, DateTimeOffset At) : CascadeEvent;

    /// <summary>Tier T2: the colleague herself said who taught her.</summary>
    /// <param name="Mode">One of <see cref="ConfirmModes"/>.</param>
    /// <param name="Device">Tells one phone from another within the sessions of one trainer; a keyed hash, null where no phone was used.</param>
    /// <param name="TypedBy">Who typed her sheet; null when she confirmed herself.</param>
    public sealed record CouponRedeemed(
        Guid Coupon, LearnerId Learner, string Mode, DateTimeOffset At, string? Device = null, LearnerId? TypedBy = null) : CascadeEvent;

    /// <summary>Tier T1: a trainer of the session typed a sheet himself. It waits for somebody independent; the answers are kept and count nowhere.</summary>
    public sealed record PaperListed(Guid Coupon, LearnerId Learner, ImmutableArray<JudgedAnswer> Answers, LearnerId By, DateTimeOffset At) : CascadeEvent;

    /// <summary>Tier T3. A passed check qualifies the colleague in the module version from <paramref name="At"/> on.</summary>
    /// <param name="Answers">One for each item, as judged by the module version that asked.</param>
    public sealed record CheckCompleted(Guid Coupon, LearnerId Learner, ImmutableArray<JudgedAnswer> Answers, int Right, bool Passed, DateTimeOffset At) : CascadeEvent;

    /// <param name="Institution">Null where a programme officer objects.</param>
    public sealed record SessionContested(InstitutionId? Institution, ContestReason Reason, LearnerId By, DateTimeOffset At) : CascadeEvent;

    /// <param name="Counts">The session is back in the totals; otherwise it stays out for good.</param>
    public sealed record ContestResolved(InstitutionId? Institution, bool Counts, LearnerId By, DateTimeOffset At) : CascadeEvent;

    /// <summary>Tier T4 when confirmed. A refuted exposure is no longer verified.</summary>
    public sealed record SpotChecked(LearnerId Person, SpotCheckOutcome Outcome, LearnerId By, DateTimeOffset At) : CascadeEvent;
}

/// <param name="Message">The key message the item measures, or null.</param>
public sealed record JudgedAnswer(string Item, string? Message, string Option, bool Right);
