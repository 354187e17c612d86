using System.Collections.Immutable;
using System.Diagnostics;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Cohorts.CohortCommand;
using static LearningHub.Domain.Cohorts.CohortEvent;

namespace LearningHub.Domain.Cohorts;

/// <summary>What the rules of a cohort ask about.</summary>
public sealed record CohortState(
    bool Planned, ImmutableArray<ModuleVersion> Modules, ImmutableHashSet<LearnerId> Facilitators, ImmutableHashSet<LearnerId> Members,
    ImmutableHashSet<LiveSessionId> Sessions, AttendanceState Attendance)
{
    public static readonly CohortState Initial = new(false, [], [], [], [], AttendanceState.Initial);
}

/// <summary>The rules of a cohort: planned once, joined by anyone with its code, run by its own facilitators. Attendance has its own rules beside it.</summary>
public static class Cohort
{
    /// <summary>People one workshop admits.</summary>
    public const int MaxMembers = 500;

    /// <summary>The longest workshop, in days.</summary>
    public const int MaxDays = 60;

    public static readonly Decider<CohortState, CohortCommand, CohortEvent> Rules = new(CohortState.Initial, Decide, Evolve);

    public static CohortState Evolve(CohortState state, CohortEvent @event) => @event switch
    {
        WorkshopPlanned e => state with
        {
            Planned = true, Modules = e.Modules, Facilitators = state.Facilitators.Add(e.Facilitator), Attendance = Attendance.Evolve(state.Attendance, e),
        },
        FacilitatorAdded e => state with { Facilitators = state.Facilitators.Add(e.Facilitator) },
        MemberJoined e => state with { Members = state.Members.Add(e.Learner) },
        LiveSessionAdded e => state with { Sessions = state.Sessions.Add(e.Session) },
        HalfDayOpened or HalfDayClosed or AttendanceConfirmed or AttendanceFixed => state with { Attendance = Attendance.Evolve(state.Attendance, @event) },
        _ => throw new UnreachableException($"Cohort.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    public static Decision<CohortEvent> Decide(CohortCommand command, CohortState state) => command switch
    {
        PlanWorkshop c => Decide(c, state),
        _ when !state.Planned => new Refusal("cohort.unknown", "There is no such workshop. Check the code or the address."),
        AddFacilitator c => Decide(c, state),
        JoinCohort c => Decide(c, state),
        AddLiveSession c => Decide(c, state),
        OpenHalfDay c => Attendance.Decide(c, state),
        CloseHalfDay c => Attendance.Decide(c, state),
        ConfirmAttendance c => Attendance.Decide(c, state),
        FixAttendance c => Attendance.Decide(c, state),
        _ => throw new UnreachableException($"Cohort.Decide has no case for {command.GetType().Name}; add one."),
    };

    private static Decision<CohortEvent> Decide(PlanWorkshop command, CohortState state)
    {
        if (state.Planned) return Decision<CohortEvent>.Nothing;
        if (command.Title is not { Length: > 0 and <= 120 }) return new Refusal("cohort.title", "Give the workshop a title of 1 to 120 characters.");
        if (command.Place is not { Length: > 0 and <= 80 }) return new Refusal("cohort.place", "Name the place in 1 to 80 characters.");
        if (command.EndsOn < command.StartsOn) return new Refusal("cohort.dates", "The last day comes before the first. Choose the days again.");
        if (command.EndsOn.DayNumber - command.StartsOn.DayNumber >= MaxDays) return new Refusal("cohort.dates", $"A workshop lasts at most {MaxDays} days.");
        if (command.Modules.IsDefaultOrEmpty) return new Refusal("cohort.modules", "Choose at least one module.");
        return new WorkshopPlanned(
            command.Title, command.Place, command.StartsOn, command.EndsOn, [.. command.Modules.Distinct()], command.Programme, command.Code,
            command.Facilitator, command.At);
    }

    private static Decision<CohortEvent> Decide(AddFacilitator command, CohortState state)
    {
        if (!command.ByAdministrator && !state.Facilitators.Contains(command.By))
            return new Refusal("cohort.not-facilitator", "Only a facilitator of this workshop can add another.");
        return state.Facilitators.Contains(command.Facilitator)
            ? Decision<CohortEvent>.Nothing
            : new FacilitatorAdded(command.Facilitator, command.By, command.At);
    }

    private static Decision<CohortEvent> Decide(JoinCohort command, CohortState state)
    {
        if (state.Members.Contains(command.Learner)) return Decision<CohortEvent>.Nothing;
        return state.Members.Count >= MaxMembers
            ? new Refusal("cohort.full", $"This workshop is full ({MaxMembers} people). Ask the facilitator to plan a second one.")
            : new MemberJoined(command.Learner, command.At);
    }

    private static Decision<CohortEvent> Decide(AddLiveSession command, CohortState state)
    {
        if (!state.Facilitators.Contains(command.By))
            return new Refusal("cohort.not-facilitator", "Only a facilitator of this workshop can start a live session for it.");
        if (state.Sessions.Contains(command.Session)) return Decision<CohortEvent>.Nothing;
        return state.Modules.Contains(command.Module)
            ? new LiveSessionAdded(command.Session, command.Code, command.Module, command.At)
            : new Refusal("cohort.other-module", "This module is not part of the workshop.");
    }
}
