using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Pledges;

/// <summary>One step of the funnel.</summary>
/// <param name="Tier">What the step rests on; null where nothing has been taught yet.</param>
/// <param name="Pledges">Pledges that came at least so far. Co-signing stands beside the others: a session needs no supervisor's word.</param>
/// <param name="Trainers">Different people behind them.</param>
/// <param name="People">Promised, expected, claimed (T0) or confirmed (T2 and higher), as the step says.</param>
public sealed record FunnelStep(PledgeStep Step, EvidenceTier? Tier, int Pledges, int Trainers, int People);

/// <summary>The steps, in order.</summary>
public enum PledgeStep { Pledged, Scheduled, CoSigned, Delivered, Verified }

/// <summary>How many pledges came how far, as of one moment. A pledge that nobody said anything about stays in the first step: silence is not kept.</summary>
/// <remarks>Delivered means: a session that counts was held between the pledge and its due date + grace. So <see cref="Due"/> and
/// <see cref="Kept"/> are those of <see cref="Conversion"/>, whatever a trainer links or plans.</remarks>
/// <param name="NotYet">Pledges without a session whose trainer gave this reason last.</param>
/// <param name="Withdrawn">Pledges taken back and not delivered; they stay in the first step.</param>
/// <param name="PutOff">Pledges whose supervisor said "not now" and nobody agreed since.</param>
/// <param name="Late">Pledges kept by a session after due date + grace, which the trainer linked. In no step after "scheduled".</param>
/// <param name="Due">People with at least one pledge whose due date + grace has passed.</param>
/// <param name="Kept">Those of them with a verified session in the time of such a pledge.</param>
public sealed record PledgeFunnel(
    DateTimeOffset AsOf, int Grace, ImmutableArray<FunnelStep> Steps, ImmutableSortedDictionary<NotYetReason, int> NotYet, int Withdrawn, int PutOff, int Late, int Due, int Kept)
{
    /// <summary>Days after the due date that still count.</summary>
    public const int GraceDays = 14;

    public FunnelStep this[PledgeStep step] => Steps[(int)step];

    /// <param name="only">The pledges to count; null for all. A workshop's funnel counts those made in it.</param>
    public static PledgeFunnel Of(Lineage lineage, IReadOnlySet<Guid>? only = null, int graceDays = GraceDays)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var today = Days.Of(lineage.AsOf);
        var steps = lineage.Facts.PledgeSteps.Where(step => step.At <= lineage.AsOf).Distinct().ToLookup(step => step.Pledge);
        List<One> all = [.. lineage.Facts.Pledges.DistinctBy(pledge => pledge.Pledge)
            .Where(pledge => pledge.MadeOn <= today && only?.Contains(pledge.Pledge) != false)
            .Select(pledge => One.Of(pledge, steps[pledge.Pledge], lineage.SessionsOf(pledge.Person), graceDays))];
        var due = all.Where(one => one.Pledge.DueOn.AddDays(graceDays) <= today).ToList();
        return new(
            lineage.AsOf, graceDays,
            [
                Step(PledgeStep.Pledged, null, all, one => one.Pledge.People),
                Step(PledgeStep.Scheduled, null, all.Where(one => one.Plan is not null || !one.Held.IsEmpty), one => one.Plan ?? one.Pledge.People),
                Step(PledgeStep.CoSigned, null, all.Where(one => one.CoSigned), one => one.Plan ?? one.Pledge.People),
                Taught(PledgeStep.Delivered, EvidenceTier.Claimed, all.Where(one => !one.Held.IsEmpty), session => session.Fact.ClaimedHeads),
                Taught(PledgeStep.Verified, lineage.TierFloor, all.Where(one => one.Verified), session => session.Verified.Length),
            ],
            all.Where(one => one is { NotYet: not null, Held.IsEmpty: true, Withdrawn: false }).GroupBy(one => one.NotYet!.Value).ToImmutableSortedDictionary(same => same.Key, same => same.Count()),
            all.Count(one => one is { Withdrawn: true, Held.IsEmpty: true }), all.Count(one => one is { PutOff: true, CoSigned: false, Held.IsEmpty: true }),
            all.Count(one => one is { Late: true, Held.IsEmpty: true }),
            due.Select(one => one.Pledge.Person).Distinct().Count(), due.Where(one => one.Verified).Select(one => one.Pledge.Person).Distinct().Count());
    }

    private static FunnelStep Step(PledgeStep step, EvidenceTier? tier, IEnumerable<One> reached, Func<One, int> people)
    {
        var all = reached.ToList();
        return new(step, tier, all.Count, all.Select(one => one.Pledge.Person).Distinct().Count(), all.Sum(people));
    }

    /// <summary>A session that keeps two pledges has its people once.</summary>
    private static FunnelStep Taught(PledgeStep step, EvidenceTier tier, IEnumerable<One> reached, Func<CountedSession, int> people)
    {
        var all = reached.ToList();
        return Step(step, tier, all, _ => 0) with { People = all.SelectMany(one => one.Held).DistinctBy(session => session.Fact.Session).Sum(people) };
    }

    private sealed record One(
        PledgeFact Pledge, int? Plan, bool CoSigned, bool PutOff, NotYetReason? NotYet, bool Withdrawn, bool Late, ImmutableArray<CountedSession> Held)
    {
        public bool Verified => Held.Any(session => !session.Verified.IsEmpty);

        public static One Of(PledgeFact pledge, IEnumerable<PledgeStepFact> steps, IEnumerable<CountedSession> sessions, int graceDays)
        {
            var terms = new PledgeTerms(pledge.Pledge, pledge.Person, new("", 1), pledge.People, pledge.MadeOn, pledge.DueOn);
            var said = steps.ToList();
            var known = PledgeProgress.Of(terms, said, [], graceDays);
            bool InTime(CountedSession session) => Days.Of(session.Fact.HeldAt) is var day && day >= pledge.MadeOn && day <= pledge.DueOn.AddDays(graceDays);
            var own = sessions.ToList();
            var linked = said.Select(step => step.Session).OfType<CascadeSessionId>().ToHashSet();
            return new(
                pledge, known.Plan?.People, known.CoSignedAt is not null, known.PutOff, known.NotYet, known.Withdrawn,
                own.Any(session => linked.Contains(session.Fact.Session) && !InTime(session)), [.. own.Where(InTime)]);
        }
    }
}
