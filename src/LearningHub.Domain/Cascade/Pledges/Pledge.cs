using System.Diagnostics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using static LearningHub.Domain.Cascade.Pledges.PledgeCommand;
using static LearningHub.Domain.Cascade.Pledges.PledgeEvent;

namespace LearningHub.Domain.Cascade.Pledges;

/// <summary>The rules of a pledge on its way to a session: a date that may change at any time, a supervisor's word, reasons for "not yet", a session that keeps it.</summary>
public static class Pledge
{
    /// <summary>How many days after the day that was promised, or planned, a supervisor can still agree: a link in an old mail must not change what is counted.</summary>
    public const int CoSignDays = 30;

    public static readonly Decider<PledgeState, PledgeCommand, PledgeEvent> Rules = new(PledgeState.Initial, Decide, Evolve);

    public static Decision<PledgeEvent> Decide(PledgeCommand command, PledgeState state) => command switch
    {
        Schedule c => NotFor(c.Terms, c.By, state) ?? Decide(c, state),
        CoSign c => Decide(c, state),
        SayNotYet c => NotFor(c.Terms, c.By, state) ?? Decide(c, state),
        LinkSession c => NotFor(c.Terms, c.By, state) ?? Decide(c, state),
        Withdraw c when state.Withdrawn && c.By == c.Terms.Trainer => Decision<PledgeEvent>.Nothing,
        Withdraw c => NotFor(c.Terms, c.By, state) ?? new PledgeEvent.Withdrawn(c.By, c.At),
        _ => throw new UnreachableException($"Pledge.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static PledgeState Evolve(PledgeState state, PledgeEvent @event) => @event switch
    {
        Scheduled e => state with { Plan = new(e.Day, e.District, e.People), NotYet = null },
        CoSigned e => state with { CoSignedAt = e.At, PutOff = false },
        CoSignPutOff => state with { PutOff = true },
        NotYetSaid e => state with { NotYet = e.Reason },
        SessionLinked e => state with { Sessions = state.Sessions.Add(e.Session) },
        PledgeEvent.Withdrawn => state with { Withdrawn = true },
        _ => throw new UnreachableException($"Pledge.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    private static Decision<PledgeEvent>? NotFor(PledgeTerms terms, LearnerId by, PledgeState state)
    {
        if (by != terms.Trainer) return new Refusal("pledge.not-yours", "Only who made this promise can change it.");
        if (state.Withdrawn) return new Refusal("pledge.withdrawn", "You have withdrawn this promise. You can make a new one.");
        return null;
    }

    private static Decision<PledgeEvent> Decide(Schedule command, PledgeState state)
    {
        var plan = new PledgePlan(command.Day, command.District?.Trim() ?? "", command.People);
        if (plan == state.Plan && state.NotYet is null) return Decision<PledgeEvent>.Nothing;
        if (plan.Day < command.Today) return new Refusal("pledge.day-passed", "This day has passed. Choose today or a later day.");
        if (plan.Day > command.Today.AddYears(1)) return new Refusal("pledge.day-far", "Choose a day within one year.");
        if (!CascadeSession.IsDistrict(plan.District))
            return new Refusal("pledge.district", $"Name the district in 1 to {CascadeSession.LongestPlace} letters, and nothing finer.");
        return plan.People is < 1 or > Learner.MostPeoplePledged
            ? new Refusal("pledge.people", $"Write how many colleagues you expect: a number from 1 to {Learner.MostPeoplePledged}.")
            : new Scheduled(plan.Day, plan.District, plan.People, command.By, command.At);
    }

    private static Decision<PledgeEvent> Decide(CoSign command, PledgeState state)
    {
        if (state.Withdrawn) return new Refusal("pledge.withdrawn", "This promise was withdrawn. There is nothing to agree to.");
        if (command.By == command.Terms.Trainer) return new Refusal("pledge.own-co-sign", "You made this promise, so somebody else has to agree to it. Send the link to your supervisor.");
        if (state.CoSignedAt is not null)
            return command.Agrees ? Decision<PledgeEvent>.Nothing : new Refusal("pledge.co-signed", "Somebody has agreed to this promise already. If that has changed, speak with your colleague.");
        if (DateOnly.FromDateTime(command.At.UtcDateTime) > LastDayToAgree(command.Terms, state))
            return new Refusal("pledge.co-sign-late", "The time to agree to this promise has passed. Ask your colleague to make a new one.");
        if (!command.Agrees) return state.PutOff ? Decision<PledgeEvent>.Nothing : new CoSignPutOff(command.At);
        return command.Named
            ? new CoSigned(state.Plan?.Day, state.Plan?.People ?? command.Terms.People, command.At)
            : new Refusal("pledge.co-sign-name", "Type your name, so that your colleague knows who agreed.");
    }

    private static DateOnly LastDayToAgree(PledgeTerms terms, PledgeState state) => (state.Plan?.Day is { } day && day > terms.DueOn ? day : terms.DueOn).AddDays(CoSignDays);

    private static Decision<PledgeEvent> Decide(SayNotYet command, PledgeState state)
    {
        if (!Enum.IsDefined(command.Reason)) return new Refusal("pledge.no-such-reason", "Choose one of the reasons.");
        return state.NotYet == command.Reason ? Decision<PledgeEvent>.Nothing : new NotYetSaid(command.Reason, command.By, command.At);
    }

    private static Decision<PledgeEvent> Decide(LinkSession command, PledgeState state)
    {
        if (command.Held is not { } held || !held.Trainers.Contains(command.By)) return new Refusal("pledge.no-such-session", "This session is not yours. Choose one from your list.");
        if (held.Module.Module != command.Terms.Module.Module) return new Refusal("pledge.other-module", "That session taught another module, so it does not keep this promise.");
        if (held.HeldOn < command.Terms.MadeOn) return new Refusal("pledge.session-before", "That session was held before you made this promise.");
        return state.Sessions.Contains(held.Session) ? Decision<PledgeEvent>.Nothing : new SessionLinked(held.Session, held.HeldOn, command.By, command.At);
    }
}
