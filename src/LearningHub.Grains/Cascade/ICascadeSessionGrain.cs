using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>One session that step-down trainers held. The key is the session's id. Every call may be sent again: it adds nothing the second time.</summary>
public interface ICascadeSessionGrain : IGrainWithGuidKey
{
    /// <summary>Keeps the session. Trainers other than <paramref name="by"/> get a message that asks them; until they agree they are none.</summary>
    Task<Reply> Record(SessionDetails details, LearnerId by, DateOnly today);

    /// <summary>What somebody says who was named as a co-trainer. Her yes stands.</summary>
    Task<Reply> AnswerCoTraining(LearnerId by, bool taught);

    /// <summary>Makes coupons, each with a join code of its own.</summary>
    /// <param name="batch">Made by the client: the same batch sent twice is one batch.</param>
    Task<Reply> IssueCoupons(Guid batch, int count, LearnerId by);

    Task<Reply> ListPeople(int listed, LearnerId by);

    /// <summary>"Yes, this trainer taught me": tier T2.</summary>
    /// <param name="mode">One of <see cref="ConfirmModes"/>.</param>
    /// <param name="phone">Anything that tells this phone from another; only a keyed hash of it is kept. Null when there is none.</param>
    /// <param name="happenedAt">When the phone says it happened, for a confirmation that waited on it: a hint, judged by nothing.</param>
    Task<Reply> Redeem(Guid coupon, LearnerId learner, string mode, string? phone = null, DateTimeOffset? happenedAt = null);

    /// <summary>A sheet filled in with a pen. Typed by somebody independent it is T2, with all its answers T3; typed by a trainer of the session it is T1 and waits.</summary>
    /// <param name="learner">Made for the name on the sheet.</param>
    /// <param name="letters">A letter for each question as <see cref="SheetAnswers.Read"/> takes them; null for a sheet without answers.</param>
    /// <param name="by">Who typed it; the caller vouches that this is a trainer of the session or a member of staff.</param>
    Task<Reply> TypePaper(Guid coupon, LearnerId learner, string? letters, LearnerId by);

    /// <summary>Somebody independent has the sheet in her hand that a trainer typed, and it says the same.</summary>
    Task<Reply> SeePaper(Guid coupon, LearnerId by);

    /// <summary>The five questions of the coupon: tier T3, and when passed, the colleague is qualified from now on.</summary>
    /// <param name="happenedAt">When the phone says it was answered, for a check that waited on it: a hint.</param>
    Task<Reply> CompleteCheck(Guid coupon, LearnerId learner, ImmutableArray<GivenAnswer> answers, DateTimeOffset? happenedAt = null);

    /// <summary>Freezes the session out of every total.</summary>
    /// <param name="institution">Whose staff were taught, or null for a programme officer; the caller vouches that <paramref name="by"/> speaks for it.</param>
    Task<Reply> Contest(InstitutionId? institution, ContestReason reason, LearnerId by);

    /// <summary>Ends the dispute: the session counts again, or stays out for good.</summary>
    Task<Reply> Resolve(InstitutionId? institution, bool counts, LearnerId by);

    /// <summary>What an independent check found. The caller vouches that <paramref name="by"/> is a programme officer.</summary>
    Task<Reply> RecordSpotCheck(LearnerId person, SpotCheckOutcome outcome, LearnerId by);
}
