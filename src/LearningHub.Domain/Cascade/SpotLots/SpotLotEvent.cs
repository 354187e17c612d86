using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.SpotLots;

/// <summary>Everything that can have happened to one lot of a spot check.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(LotDrawn), "spot-lot.drawn.v1")]
[JsonDerivedType(typeof(CallMissed), "spot-lot.call-missed.v1")]
[JsonDerivedType(typeof(HeadAnswered), "spot-lot.head-answered.v1")]
[JsonDerivedType(typeof(LotClosed), "spot-lot.closed.v1")]
public abstract record SpotLotEvent
{
    private SpotLotEvent() { }

    /// <param name="Seed">As <see cref="SpotDraw.Text"/> prints it.</param>
    /// <param name="Frame">Every session drawn from, with its heads: with the seed, all that is needed to repeat the draw.</param>
    /// <param name="Order">Those who may be asked, in the order of asking; no more than the plan's most.</param>
    public sealed record LotDrawn(
        SpotLotKey Lot, string Seed, ImmutableArray<SpotFrameLine> Frame, ImmutableArray<LearnerId> Trainers, ImmutableArray<SpotUnit> Order, SpotPlan Plan,
        LearnerId By, DateTimeOffset At) : SpotLotEvent;

    /// <summary>Nobody answered.</summary>
    /// <param name="Place">In the order of asking, counted from 1.</param>
    public sealed record CallMissed(int Place, LearnerId By, DateTimeOffset At) : SpotLotEvent;

    /// <param name="Outcome">Unreachable after the last try: the next in the order is drawn in its place.</param>
    /// <param name="Answers">To the blind questions that were asked.</param>
    public sealed record HeadAnswered(int Place, SpotCheckOutcome Outcome, ImmutableArray<JudgedAnswer> Answers, LearnerId By, DateTimeOffset At) : SpotLotEvent;

    public sealed record LotClosed(int Confirmed, int Refuted, int Unreachable, LotDecision Decision, LearnerId By, DateTimeOffset At) : SpotLotEvent;
}

/// <param name="Heads">Heads of the session that could be drawn.</param>
/// <param name="Confirmed">Of them, how many had confirmed at the draw.</param>
public sealed record SpotFrameLine(CascadeSessionId Session, int Heads, int Confirmed);
