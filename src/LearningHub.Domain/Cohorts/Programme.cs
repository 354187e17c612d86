using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cohorts;

/// <summary>Everything that may be asked of a programme.</summary>
public abstract record ProgrammeCommand
{
    private ProgrammeCommand() { }

    /// <param name="Name">1 to 120 characters.</param>
    public sealed record StartProgramme(string Name, LearnerId By, DateTimeOffset At) : ProgrammeCommand;

    /// <summary>Says what a figure shall reach, and by when.</summary>
    /// <param name="Target">Null takes the target back.</param>
    public sealed record SetTarget(ModuleVersion Module, string Figure, Target? Target, LearnerId By, DateTimeOffset At) : ProgrammeCommand;

    /// <summary>Keeps that an evidence pack left the house.</summary>
    public sealed record RecordExport(EvidenceExport Export, LearnerId By, DateTimeOffset At) : ProgrammeCommand;
}

/// <summary>What a figure shall reach.</summary>
/// <param name="Value">As the figure has it: shares from 0 to 1, people as whole numbers.</param>
/// <param name="Due">The last day on which it is in time.</param>
public sealed record Target(double Value, DateOnly Due);

/// <summary>What an evidence pack was about, and what it can be recognised by.</summary>
/// <param name="AsOf">The moment its figures are named after.</param>
/// <param name="ChainPosition">The journal's last position when it was made.</param>
/// <param name="ChainHash">The journal's chain there, 64 hex characters.</param>
/// <param name="ManifestHash">SHA-256 of its manifest.json, 64 hex characters.</param>
public sealed record EvidenceExport(ModuleVersion Module, DateTimeOffset AsOf, long ChainPosition, string ChainHash, string ManifestHash);

/// <summary>Everything that can have happened to a programme: what pays for and follows several workshops.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ProgrammeStarted), "programme.started.v1")]
[JsonDerivedType(typeof(TargetSet), "programme.target-set.v1")]
[JsonDerivedType(typeof(EvidenceExported), "programme.evidence-exported.v1")]
public abstract record ProgrammeEvent
{
    private ProgrammeEvent() { }

    public sealed record ProgrammeStarted(string Name, LearnerId By, DateTimeOffset At) : ProgrammeEvent;

    /// <param name="Target">Null: there is none any more.</param>
    public sealed record TargetSet(ModuleVersion Module, string Figure, Target? Target, LearnerId By, DateTimeOffset At) : ProgrammeEvent;

    public sealed record EvidenceExported(EvidenceExport Export, LearnerId By, DateTimeOffset At) : ProgrammeEvent;
}

/// <summary>What the rules of a programme ask about.</summary>
public sealed record ProgrammeState(string? Name)
{
    public ImmutableDictionary<(ModuleVersion Module, string Figure), Target> Targets { get; init; } = ImmutableDictionary<(ModuleVersion, string), Target>.Empty;
}

/// <summary>The rules of a programme: it is started once, with a name; workshops say themselves which programme they belong to.</summary>
public static class Programme
{
    private const double MostWanted = 10_000_000;

    public static readonly Decider<ProgrammeState, ProgrammeCommand, ProgrammeEvent> Rules = new(new(null), Decide, Evolve);

    public static ProgrammeState Evolve(ProgrammeState state, ProgrammeEvent @event) => @event switch
    {
        ProgrammeEvent.ProgrammeStarted e => state with { Name = e.Name },
        ProgrammeEvent.TargetSet e => state with { Targets = e.Target is { } target ? state.Targets.SetItem((e.Module, e.Figure), target) : state.Targets.Remove((e.Module, e.Figure)) },
        ProgrammeEvent.EvidenceExported => state,
        _ => throw new UnreachableException($"Programme.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    public static Decision<ProgrammeEvent> Decide(ProgrammeCommand command, ProgrammeState state) => command switch
    {
        ProgrammeCommand.StartProgramme when state.Name is not null => Decision<ProgrammeEvent>.Nothing,
        ProgrammeCommand.StartProgramme { Name.Length: 0 or > 120 } => new Refusal("programme.name", "Give the programme a name of 1 to 120 characters."),
        ProgrammeCommand.StartProgramme c => new ProgrammeEvent.ProgrammeStarted(c.Name, c.By, c.At),
        not ProgrammeCommand.StartProgramme when state.Name is null => new Refusal("programme.unknown", "There is no such programme."),
        ProgrammeCommand.RecordExport c => new ProgrammeEvent.EvidenceExported(c.Export, c.By, c.At),
        ProgrammeCommand.SetTarget { Target: { } target } when !(target.Value is > 0 and <= MostWanted) => new Refusal("programme.target", "Write what the figure shall reach: a number above 0."),
        ProgrammeCommand.SetTarget c => state.Targets.GetValueOrDefault((c.Module, c.Figure)) == c.Target ? Decision<ProgrammeEvent>.Nothing : new ProgrammeEvent.TargetSet(c.Module, c.Figure, c.Target, c.By, c.At),
        _ => throw new UnreachableException($"Programme.Decide has no case for {command.GetType().Name}; add one."),
    };
}
