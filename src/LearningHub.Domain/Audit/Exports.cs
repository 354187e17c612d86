using System.Diagnostics;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Audit;

/// <summary>What left the hub as a file.</summary>
public enum ExportKind { Attendance, LiveSession, EvidencePack, DonorReport, Roster, OwnData }

/// <summary>Says that a file is about to leave.</summary>
/// <param name="About">The workshop, session or programme it is about.</param>
public sealed record MakeExport(ExportKind Kind, Guid About, LearnerId By, DateTimeOffset At);

/// <summary>Everything that can have happened with one person's exports.</summary>
/// <remarks>The quoted name is what the journal stores.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ExportMade), "exports.made.v1")]
public abstract record ExportEvent
{
    private ExportEvent() { }

    public sealed record ExportMade(ExportKind Kind, Guid About, LearnerId By, DateTimeOffset At) : ExportEvent;
}

/// <summary>The rules of exports: each is written down before the file is sent. The state is how many were made.</summary>
public static class Exports
{
    public static readonly Decider<int, MakeExport, ExportEvent> Rules = new(0, Decide, (made, _) => made + 1);

    public static Decision<ExportEvent> Decide(MakeExport command, int made) => Enum.IsDefined(command.Kind)
        ? new ExportEvent.ExportMade(command.Kind, command.About, command.By, command.At)
        : throw new UnreachableException($"There is no kind of export {command.Kind}; add one.");
}
