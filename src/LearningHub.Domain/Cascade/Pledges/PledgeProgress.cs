using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Pledges;

/// <summary>How far a pledge has come, at least.</summary>
public enum PledgeStanding
{
    Pledged,

    /// <summary>A day is set.</summary>
    Scheduled,

    /// <summary>A session was recorded in time: T0, what the trainer claims.</summary>
    Delivered,

    /// <summary>At least one colleague confirmed it: T2 or higher.</summary>
    Verified,

    Withdrawn,
}

/// <summary>What the trainer does next about a pledge.</summary>
public enum PledgeNext { SetDay, AskSupervisor, Teach, SetNewDay, HandOutCoupons, Done, Nothing }

/// <summary>A session that may keep a pledge.</summary>
/// <param name="Heads">T0: how many the trainer says were there.</param>
/// <param name="Confirmed">T2 or higher.</param>
public sealed record KeptIn(CascadeSessionId Session, DateOnly HeldOn, int Heads, int Confirmed);

/// <summary>One pledge with everything that followed.</summary>
/// <param name="NotYet">The reason given last, unless a plan came after it.</param>
/// <param name="Sessions">Those that keep the pledge, in the order they were held: in time by themselves, later when the trainer says so.</param>
public sealed record PledgeProgress(
    PledgeTerms Terms, PledgePlan? Plan, DateTimeOffset? CoSignedAt, bool PutOff, NotYetReason? NotYet, bool Withdrawn, ImmutableArray<KeptIn> Sessions)
{
    public PledgeStanding Standing =>
        Sessions.Any(session => session.Confirmed > 0) ? PledgeStanding.Verified
        : !Sessions.IsEmpty ? PledgeStanding.Delivered
        : Withdrawn ? PledgeStanding.Withdrawn
        : Plan is not null ? PledgeStanding.Scheduled : PledgeStanding.Pledged;

    /// <summary>Nothing is asked of anybody any more.</summary>
    public bool IsOver => Standing is PledgeStanding.Delivered or PledgeStanding.Verified or PledgeStanding.Withdrawn;

    public PledgeNext Next(DateOnly today) => Standing switch
    {
        PledgeStanding.Withdrawn => PledgeNext.Nothing,
        PledgeStanding.Verified => PledgeNext.Done,
        PledgeStanding.Delivered => PledgeNext.HandOutCoupons,
        PledgeStanding.Pledged => PledgeNext.SetDay,
        _ when Plan!.Day < today => PledgeNext.SetNewDay,
        _ when CoSignedAt is null && !PutOff => PledgeNext.AskSupervisor,
        _ => PledgeNext.Teach,
    };

    /// <param name="steps">Of this pledge; those of one moment in the order they happened.</param>
    /// <param name="sessions">Of this trainer and module, contested ones left out.</param>
    /// <param name="graceDays">Days after the due date in which a session still keeps the pledge by itself.</param>
    public static PledgeProgress Of(PledgeTerms terms, IEnumerable<PledgeStepFact> steps, IEnumerable<KeptIn> sessions, int graceDays = PledgeFunnel.GraceDays)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var known = new PledgeProgress(terms, null, null, false, null, false, []);
        HashSet<CascadeSessionId> linked = [];
        foreach (var step in steps.OrderBy(step => step.At))
        {
            if (step.Session is { } session) linked.Add(session);
            known = step.Kind switch
            {
                PledgeStepKind.Scheduled => known with { Plan = new(step.Day!.Value, step.District ?? "", step.People ?? terms.People), NotYet = null },
                PledgeStepKind.CoSigned => known with { CoSignedAt = step.At, PutOff = false },
                PledgeStepKind.CoSignPutOff => known with { PutOff = true },
                PledgeStepKind.NotYet => known with { NotYet = step.Reason },
                PledgeStepKind.Withdrawn => known with { Withdrawn = true },
                _ => known,
            };
        }

        bool Keeps(KeptIn session) => session.HeldOn >= terms.MadeOn && (session.HeldOn <= terms.DueOn.AddDays(graceDays) || linked.Contains(session.Session));
        return known with { Sessions = [.. sessions.Where(Keeps).OrderBy(session => session.HeldOn).ThenBy(session => session.Session.Value)] };
    }
}
