using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>How many people were really taught, as independent calls to a sample of the claimed heads say. docs/cascade-metrics.md, section Spot checks.</summary>
/// <param name="Claimed">Heads claimed for the sessions that count: what the estimate corrects.</param>
/// <param name="Confirmed">p̂ = confirmed / (confirmed + refuted) with its interval; null while nobody has answered.</param>
/// <param name="Unreachable">Heads drawn and called in vain. Not in the denominator: nobody knows what they would have said.</param>
/// <param name="Waiting">Heads drawn and not yet called.</param>
/// <param name="Sessions">Sessions that the answers come from.</param>
/// <param name="DesignEffect">D, 1 or more: people of one session answer alike, so that n answers are worth n / D.</param>
public sealed record SpotCheckEstimate(
    int Claimed, Share? Confirmed, int Unreachable, int Waiting, int Sessions, double DesignEffect, int LotsAccepted, int LotsRefused, int LotsOpen)
{
    /// <summary>N̂ = claimed × p̂; null while nobody has answered.</summary>
    public double? Value => Claimed * Confirmed?.Value;

    /// <summary>Lower bound of N̂.</summary>
    public double? Low => Claimed * Confirmed?.Low;

    /// <summary>Upper bound of N̂.</summary>
    public double? High => Claimed * Confirmed?.High;

    /// <summary>n / D: independent answers that the sample is worth.</summary>
    public double EffectiveSample => (Confirmed?.Of ?? 0) / DesignEffect;

    /// <summary>The estimate over everything that was drawn; null while nothing was.</summary>
    public static SpotCheckEstimate? Of(Lineage lineage)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var counted = lineage.Sessions.Select(session => session.Fact.Session).ToHashSet();
        var drawn = lineage.Facts.SpotChecks.Where(check => check.DrawnAt <= lineage.AsOf).ToList();
        var estimated = drawn.Where(check => counted.Contains(check.Session)).ToList();
        if (estimated.Count == 0) return null;

        var heads = estimated.GroupBy(HeadOf).Select(head => (head.First().Session, Outcome: Known(head, lineage.AsOf))).ToList();
        var sessions = heads.Where(head => head.Outcome is SpotCheckOutcome.Confirmed or SpotCheckOutcome.Refuted).GroupBy(head => head.Session)
            .Select(session => (N: session.Count(), Confirmed: session.Count(head => head.Outcome == SpotCheckOutcome.Confirmed))).ToList();
        var (n, confirmed) = (sessions.Sum(s => s.N), sessions.Sum(s => s.Confirmed));
        var effect = Effect(sessions, n, confirmed);
        var judged = estimated.Select(check => check.Lot).ToHashSet();
        var lots = drawn.Where(check => judged.Contains(check.Lot)).GroupBy(check => check.Lot).Select(lot => Decide([.. lot], lineage.AsOf)).CountBy(decision => decision).ToDictionary();
        return new(
            Quantity.ClaimedHeads(lineage), n == 0 ? null : Share.Wilson(confirmed, n, n / effect),
            heads.Count(head => head.Outcome == SpotCheckOutcome.Unreachable), heads.Count(head => head.Outcome is null), sessions.Count, effect,
            lots.GetValueOrDefault(LotDecision.Accepted), lots.GetValueOrDefault(LotDecision.Refused), lots.GetValueOrDefault(LotDecision.Open));
    }

    /// <summary>D: the variance of p̂ between sessions over that of as many independent answers, never below 1.</summary>
    /// <remarks>One session, or the same answer everywhere, says nothing about the difference between sessions: 1.
    /// All sums but the last division are of whole numbers, so that their order changes nothing.</remarks>
    private static double Effect(List<(int N, int Confirmed)> sessions, int n, int confirmed)
    {
        long m = sessions.Count;
        if (m < 2 || confirmed == 0 || confirmed == n) return 1;
        // Σ (y − p̂ n_s)² with p̂ = y / n, times n²
        var squares = sessions.Select(s => s.Confirmed * (long)n - confirmed * (long)s.N).Sum(difference => difference * difference);
        var between = m / (double)(m - 1) * (squares / ((double)n * n)) / ((double)n * n);
        var independent = confirmed / (double)n * (1 - confirmed / (double)n) / (n - 1);
        return Math.Max(1, between / independent);
    }

    /// <summary>What the estimate counts once: a person in a session, however many lots drew her. Somebody unnamed is known within her lot alone,
    /// since the numbers of heads differ from lot to lot.</summary>
    internal static (CascadeSessionId Session, LearnerId? Person, Guid Lot, int Head) HeadOf(SpotCheckFact check) =>
        check.Person is { } person ? (check.Session, person, default, 0) : (check.Session, null, check.Lot, check.Head);

    /// <summary>The whole lot by its own plan, whatever became of its sessions since.</summary>
    internal static LotDecision Decide(List<SpotCheckFact> lot, DateTimeOffset asOf)
    {
        var outcomes = lot.GroupBy(check => (check.Session, check.Head)).Select(head => Known(head, asOf)).ToImmutableArray();
        return SpotCheck.Decide(lot.Max(check => check.Size), outcomes.Count(o => o == SpotCheckOutcome.Confirmed), outcomes.Count(o => o == SpotCheckOutcome.Refuted));
    }

    /// <summary>What is known of one head: the last answer, and of two at the same moment the one that says less.</summary>
    internal static SpotCheckOutcome? Known(IEnumerable<SpotCheckFact> records, DateTimeOffset asOf) =>
        records.Where(check => check.Outcome is not null && check.CheckedAt <= asOf)
            .OrderByDescending(check => check.CheckedAt).ThenByDescending(check => check.Outcome).Select(check => check.Outcome).FirstOrDefault();
}
