using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Everything the figures of one module version are computed from. Order and repetition of facts change nothing.</summary>
/// <remarks>People are pseudonyms. The evidence pack holds the same facts as CSV, so that an outsider can recompute every figure.</remarks>
public sealed record CascadeFacts(ModuleVersion Module)
{
    public ImmutableArray<SeedFact> Seeds { get; init; } = [];
    public ImmutableArray<SessionFact> Sessions { get; init; } = [];
    public ImmutableArray<ExposureFact> Exposures { get; init; } = [];
    public ImmutableArray<QualificationFact> Qualifications { get; init; } = [];
    public ImmutableArray<PledgeFact> Pledges { get; init; } = [];
    public ImmutableArray<PledgeStepFact> PledgeSteps { get; init; } = [];
    public ImmutableArray<StaffFact> Staff { get; init; } = [];
    public ImmutableArray<PostFact> Posts { get; init; } = [];
    public ImmutableArray<AnswerFact> Answers { get; init; } = [];
    public ImmutableArray<SpotCheckFact> SpotChecks { get; init; } = [];
    public ImmutableArray<ItemFact> Items { get; init; } = [];

    /// <summary>Sessions of few people who answered: where answers are resampled, those of one generation are one unit. Only what leaves in a pack has any.</summary>
    public ImmutableHashSet<CascadeSessionId> SmallClusters { get; init; } = [];

    /// <summary>Share of the items answered that passes a test of this module version, 0 to 1.</summary>
    public double PassMark { get; init; } = 0.7;

    /// <summary>Whole days for which a qualification counts in coverage after the last day on which the person qualified; null: it does not expire.</summary>
    public int? ValidDays { get; init; }
}

/// <summary>A workshop participant who qualified: generation 0.</summary>
public readonly record struct SeedFact(LearnerId Person, DateTimeOffset QualifiedAt);

/// <summary>A session that step-down trainers held.</summary>
/// <param name="HeldAt">When it was held; never after the moment it was recorded, so that it stands before every confirmation.</param>
/// <param name="Trainers">One or more; co-trainers share credit equally.</param>
/// <param name="ClaimedHeads">T0: what the trainers say.</param>
/// <param name="Contested">Frozen from every total until the institution resolves it.</param>
/// <param name="District">Where it was held, and nothing finer; empty where it is not known, as in an evidence pack.</param>
public sealed record SessionFact(
    CascadeSessionId Session, DateTimeOffset HeldAt, ImmutableArray<LearnerId> Trainers, int Minutes, int ClaimedHeads, bool Contested = false, string District = "");

/// <summary>One person's evidence of having been at one session.</summary>
/// <param name="At">When the evidence was recorded; for a late confirmation, after the session.</param>
/// <param name="Qualified">This evidence qualifies the person to teach: the check was passed, or the session had none and she confirmed.</param>
/// <param name="Mode">How it was given: <c>link</c>, <c>code</c>, <c>paper</c>...</param>
public readonly record struct ExposureFact(
    CascadeSessionId Session, LearnerId Person, EvidenceTier Tier, DateTimeOffset At, bool Qualified, string Mode = "link");

/// <summary>A qualification earned outside a cascade session: the module's test was passed.</summary>
/// <remarks>Somebody who was reached before keeps her generation and may teach from then on; anybody else becomes a seed.</remarks>
public readonly record struct QualificationFact(LearnerId Person, DateTimeOffset At);

/// <summary>A promise to teach.</summary>
public readonly record struct PledgeFact(Guid Pledge, LearnerId Person, DateOnly MadeOn, DateOnly DueOn, int People);

/// <summary>Something that happened to a pledge after it was made.</summary>
/// <param name="Day">The day that was set.</param>
/// <param name="People">How many were expected then.</param>
/// <param name="Session">The session that the trainer says keeps the pledge.</param>
public sealed record PledgeStepFact(
    Guid Pledge, PledgeStepKind Kind, DateTimeOffset At, DateOnly? Day = null, string? District = null, int? People = null,
    NotYetReason? Reason = null, CascadeSessionId? Session = null);

/// <summary>What it was.</summary>
public enum PledgeStepKind { Scheduled, CoSigned, CoSignPutOff, NotYet, SessionLinked, Withdrawn }

/// <summary>Staff an institution declares to be eligible, as of a day.</summary>
/// <param name="Unit">A part of the institution, or empty for the whole of it.</param>
public sealed record StaffFact(InstitutionId Institution, string Unit, int Eligible, DateOnly DeclaredOn, string Source);

/// <summary>A person's post, as she declared it.</summary>
/// <param name="To">The last day in post, or null while she is in it.</param>
public readonly record struct PostFact(LearnerId Person, InstitutionId Institution, string Unit, DateOnly From, DateOnly? To);

/// <summary>One claimed head drawn for an independent spot check.</summary>
/// <param name="Lot">The draw it belongs to: one trainer or institution in one quarter.</param>
/// <param name="Head">Counted from 1. Heads up to the number of confirmed people are those people in the order of confirming, the rest are unnamed.</param>
/// <param name="Person">Null for a head that nobody has confirmed.</param>
/// <param name="Outcome">Null while nobody has been asked.</param>
/// <param name="CheckedAt">When the outcome became known; null together with <paramref name="Outcome"/>.</param>
/// <param name="Size">Heads of the lot that must answer, as planned when it was drawn: 19, 12 or fewer. It decides by which rule the lot is judged.</param>
public sealed record SpotCheckFact(
    Guid Lot, CascadeSessionId Session, int Head, LearnerId? Person, DateTimeOffset DrawnAt, SpotCheckOutcome? Outcome, DateTimeOffset? CheckedAt, int Size);

/// <summary>What a figure must know of an item beyond its answers.</summary>
/// <param name="Options">How many options it offers, two or more: guessing finds each of them once in so many times.</param>
public sealed record ItemFact(string Item, int Options);
