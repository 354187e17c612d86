using System.Collections.Immutable;
using System.Diagnostics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using static LearningHub.Domain.Cascade.InstitutionCommand;
using static LearningHub.Domain.Cascade.InstitutionEvent;

namespace LearningHub.Domain.Cascade;

/// <summary>What the rules of an institution ask about.</summary>
/// <param name="Members">Those in post, with their unit.</param>
/// <param name="Staff">The newest number of each unit.</param>
public sealed record InstitutionState(
    string? Name, Sector Sector, ImmutableHashSet<LearnerId> FocalPoints, ImmutableDictionary<LearnerId, string> Members,
    ImmutableDictionary<string, (int Eligible, DateOnly DeclaredOn, string Source)> Staff)
{
    public static readonly InstitutionState Initial = new(
        null, default, [], ImmutableDictionary<LearnerId, string>.Empty, ImmutableDictionary<string, (int, DateOnly, string)>.Empty);
}

/// <summary>The rules of an institution: its people declare themselves, its staff number is dated and sourced, and nothing declared is forgotten.</summary>
public static class Institution
{
    public const int LongestName = 120;
    public const int LongestUnit = 60;
    public const int MostStaff = 1_000_000;

    public static readonly Decider<InstitutionState, InstitutionCommand, InstitutionEvent> Rules = new(InstitutionState.Initial, Decide, Evolve);

    public static Decision<InstitutionEvent> Decide(InstitutionCommand command, InstitutionState state) => command switch
    {
        RegisterInstitution c => Decide(c, state),
        _ when state.Name is null => new Refusal("institution.unknown", "There is no such institution. Choose one from the list."),
        NameFocalPoint c => state.FocalPoints.Contains(c.Person) ? Decision<InstitutionEvent>.Nothing : new FocalPointNamed(c.Person, c.By, c.At),
        ReleaseFocalPoint c => state.FocalPoints.Contains(c.Person) ? new FocalPointReleased(c.Person, c.By, c.At) : Decision<InstitutionEvent>.Nothing,
        DeclareStaff c => Decide(c, state),
        DeclareMembership c => Decide(c, state),
        LeaveInstitution c => state.Members.ContainsKey(c.Learner) ? new MemberLeft(c.Learner, c.Today, c.At) : Decision<InstitutionEvent>.Nothing,
        _ => throw new UnreachableException($"Institution.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static InstitutionState Evolve(InstitutionState state, InstitutionEvent @event) => @event switch
    {
        InstitutionRegistered e => state with { Name = e.Name, Sector = e.Sector },
        FocalPointNamed e => state with { FocalPoints = state.FocalPoints.Add(e.Person) },
        FocalPointReleased e => state with { FocalPoints = state.FocalPoints.Remove(e.Person) },
        StaffDeclared e => state with { Staff = state.Staff.SetItem(e.Unit, (e.Eligible, e.DeclaredOn, e.Source)) },
        MembershipDeclared e => state with { Members = state.Members.SetItem(e.Learner, e.Unit) },
        MemberLeft e => state with { Members = state.Members.Remove(e.Learner) },
        _ => throw new UnreachableException($"Institution.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    private static Decision<InstitutionEvent> Decide(RegisterInstitution command, InstitutionState state)
    {
        var name = command.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName) return new Refusal("institution.name", $"Name the institution in 1 to {LongestName} characters.");
        if (!Enum.IsDefined(command.Sector)) return new Refusal("institution.sector", "Choose a sector from the list.");
        return state.Name is null ? new InstitutionRegistered(name, command.Sector, command.By, command.At) : Decision<InstitutionEvent>.Nothing;
    }

    private static Decision<InstitutionEvent> Decide(DeclareStaff command, InstitutionState state)
    {
        var (unit, source) = (command.Unit?.Trim() ?? "", command.Source?.Trim() ?? "");
        if (command.Eligible is < 1 or > MostStaff) return new Refusal("institution.staff", "Write how many staff are to be reached: a number from 1 on.");
        if (command.DeclaredOn > command.Today) return new Refusal("institution.staff-date", "The number can't be of a later day than today.");
        if (unit.Length > LongestUnit) return new Refusal("institution.unit", $"Name the unit in at most {LongestUnit} characters.");
        if (source.Length is 0 or > LongestName) return new Refusal("institution.staff-source", $"Say where the number comes from, in 1 to {LongestName} characters: for example, the staff register.");
        if (Naming(unit) is { } refusal) return refusal;
        if (LiveTexts.MayNameSomebody(source))
            return new Refusal("institution.source-names", "The source looks as if it names or reaches a person. Write which list it is: no name, no long number, no e-mail address, no link. The day has a field of its own.");
        return state.Staff.TryGetValue(unit, out var earlier) && earlier == (command.Eligible, command.DeclaredOn, source)
            ? Decision<InstitutionEvent>.Nothing
            : new StaffDeclared(unit, command.Eligible, command.DeclaredOn, source, command.By, command.At);
    }

    private static Decision<InstitutionEvent> Decide(DeclareMembership command, InstitutionState state)
    {
        var unit = command.Unit?.Trim() ?? "";
        if (unit.Length > LongestUnit) return new Refusal("institution.unit", $"Name your unit in at most {LongestUnit} characters.");
        if (Naming(unit) is { } refusal) return refusal;
        return state.Members.TryGetValue(command.Learner, out var earlier) && earlier == unit
            ? Decision<InstitutionEvent>.Nothing
            : new MembershipDeclared(command.Learner, unit, command.Today, command.At);
    }

    private static Refusal? Naming(string unit) => LiveTexts.MayNameSomebody(unit)
        ? new("institution.unit-names", "The unit looks as if it names or reaches a person. Write what it is called on the door: no name, no long number, no e-mail address, no link.")
        : null;
}
