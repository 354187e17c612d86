using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Cascade;

/// <summary>Everything that may be asked of one cascade session. What the rules judge by (qualifications, items, today) comes in with it.</summary>
public abstract record CascadeCommand
{
    private CascadeCommand() { }

    /// <param name="By">One of the trainers. The others are asked: until they agree they are no trainers of it.</param>
    /// <param name="Qualified">Those of the trainers who had qualified in the module version by now.</param>
    /// <param name="Today">The date where the trainer is.</param>
    public sealed record RecordSession(SessionDetails Details, LearnerId By, ImmutableArray<LearnerId> Qualified, DateOnly Today, DateTimeOffset At) : CascadeCommand;

    /// <param name="Batch">Made by the client: the same batch sent twice is one batch.</param>
    public sealed record IssueCoupons(Guid Batch, ImmutableArray<NewCoupon> Coupons, LearnerId By, DateTimeOffset At) : CascadeCommand;

    /// <summary>Somebody who was named as a co-trainer says whether she taught it.</summary>
    public sealed record AnswerCoTraining(LearnerId By, bool Taught, DateTimeOffset At) : CascadeCommand;

    /// <param name="Listed">People on a list that the trainer keeps on paper; 0 to 500. The names stay with him.</param>
    public sealed record ListPeople(int Listed, LearnerId By, DateTimeOffset At) : CascadeCommand;

    /// <param name="Mode">How the coupon came in: one of <see cref="ConfirmModes"/>.</param>
    /// <param name="Device">A pseudonym of the phone, or null.</param>
    public sealed record RedeemCoupon(Guid Coupon, LearnerId Learner, string Mode, DateTimeOffset At, string? Device = null) : CascadeCommand;

    /// <summary>A sheet filled in with a pen. Typed by somebody independent it proves as much as a coupon; typed by a trainer of the session it is a name on a list.</summary>
    /// <param name="Learner">Made for the name on the sheet; a sheet that is listed already keeps the learner it has.</param>
    /// <param name="Answers">Those that the sheet holds; the check counts when none is missing.</param>
    public sealed record TypePaper(
        Guid Coupon, LearnerId Learner, ImmutableArray<Item> Asked, ImmutableArray<GivenAnswer> Answers, double PassMark, LearnerId By, DateTimeOffset At) : CascadeCommand;

    /// <param name="Asked">The items of this coupon's check, see <see cref="CouponCheck"/>.</param>
    /// <param name="PassMark">Share of the items, 0 to 1.</param>
    public sealed record CompleteCheck(
        Guid Coupon, LearnerId Learner, ImmutableArray<Item> Asked, ImmutableArray<GivenAnswer> Answers, double PassMark, DateTimeOffset At) : CascadeCommand;

    /// <param name="Institution">The institution that objects, or null for a programme officer; the caller vouches for <paramref name="By"/>.</param>
    public sealed record ContestSession(InstitutionId? Institution, ContestReason Reason, LearnerId By, DateTimeOffset At) : CascadeCommand;

    public sealed record ResolveContest(InstitutionId? Institution, bool Counts, LearnerId By, DateTimeOffset At) : CascadeCommand;

    /// <param name="By">A programme officer, independent of the trainers; the caller vouches for it.</param>
    public sealed record RecordSpotCheck(LearnerId Person, SpotCheckOutcome Outcome, LearnerId By, DateTimeOffset At) : CascadeCommand;
}

/// <summary>A session as its trainer describes it.</summary>
/// <param name="District">Never finer than a district.</param>
/// <param name="Venue">A short name of the room or building, 1 to 60 characters; no person.</param>
/// <param name="Minutes">Time taught, 5 to 600.</param>
/// <param name="Trainers">One to five, the recorder among them. In an event: those who said themselves that they taught it.</param>
/// <param name="ClaimedHeads">How many people were there, 1 to 500: tier T0.</param>
/// <param name="Institution">Whose staff were taught, or null.</param>
public sealed record SessionDetails(
    ModuleVersion Module, DateOnly HeldOn, string District, string Venue, int Minutes, ImmutableArray<LearnerId> Trainers, int ClaimedHeads,
    InstitutionId? Institution);

/// <param name="Number">Names the coupon; unguessable.</param>
/// <param name="Code">What people type when they can't scan: a join code.</param>
public sealed record NewCoupon(Guid Number, string Code);

/// <summary>What a colleague chose in the check.</summary>
public sealed record GivenAnswer(string Item, string Option);

/// <summary>Why an institution objects.</summary>
public enum ContestReason { NotHeld, HeadsTooHigh, WrongDate, NotOurStaff }

/// <summary>What an independent call or visit found.</summary>
public enum SpotCheckOutcome { Confirmed, Refuted, Unreachable }
