using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>One session that step-down trainers held. The key is the session's id. Every call may be sent again: it adds nothing the second time.</summary>
public interface ICascadeSessionGrain : IGrainWithGuidKey
{
    Task<Reply> Record(SessionDetails details, LearnerId by, DateOnly today);

    /// <summary>Makes coupons, each with a join code of its own.</summary>
    /// <param name="batch">Made by the client: the same batch sent twice is one batch.</param>
    Task<Reply> IssueCoupons(Guid batch, int count, LearnerId by);

    Task<Reply> ListPeople(int listed, LearnerId by);

    /// <summary>"Yes, this trainer taught me": tier T2.</summary>
    /// <param name="mode"><c>link</c> or <c>code</c>.</param>
    Task<Reply> Redeem(Guid coupon, LearnerId learner, string mode);

    /// <summary>The five questions of the coupon: tier T3, and when passed, the colleague is qualified from now on.</summary>
    Task<Reply> CompleteCheck(Guid coupon, LearnerId learner, ImmutableArray<GivenAnswer> answers);

    /// <summary>Freezes the session out of every total. The caller vouches that <paramref name="by"/> speaks for the institution.</summary>
    Task<Reply> Contest(InstitutionId institution, ContestReason reason, LearnerId by);

    /// <summary>Ends the dispute: the session counts again, or stays out for good.</summary>
    Task<Reply> Resolve(InstitutionId institution, bool counts, LearnerId by);

    /// <summary>What an independent check found. The caller vouches that <paramref name="by"/> is a programme officer.</summary>
    Task<Reply> RecordSpotCheck(LearnerId person, SpotCheckOutcome outcome, LearnerId by);
}
