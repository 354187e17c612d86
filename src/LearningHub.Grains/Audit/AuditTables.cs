using System.Globalization;
using LearningHub.Domain.Audit;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Domain.Flags;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.SpotLots;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Flags;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Audit;

/// <summary>What kind of change a line is about.</summary>
public enum AuditKind { StaffNumber, FocalPoint, Merge, Unmerge, HeldApart, Contest, SpotCheck, Attendance, Flag, Export }

/// <summary>What a line's <see cref="AuditRow.About"/> is the id of.</summary>
public enum AuditThing { Person, Session, Institution, Workshop, Flag, Programme, Other }

/// <summary>One change that somebody answers for: who, when, what, why. Ids and choices from lists alone; nothing that anybody typed about a person.</summary>
public sealed class AuditRow : IReadRow
{
    /// <summary>The event's place in the journal.</summary>
    public long Position { get; set; }
    public DateTimeOffset At { get; set; }
    public AuditKind Kind { get; set; }
    public Guid By { get; set; }
    public AuditThing Thing { get; set; }
    public Guid About { get; set; }

    /// <summary>The person it was done to, or the second of two; null when there is none.</summary>
    public Guid? Person { get; set; }

    /// <summary>What was decided or declared, with the reason given.</summary>
    public string Detail { get; set; } = "";
}

internal sealed class AuditRowConfiguration : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit").HasKey(row => row.Position);
        builder.Property(row => row.Position).ValueGeneratedNever();
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.Thing).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.Detail).HasMaxLength(400);
        builder.HasIndex(row => new { row.Kind, row.Position });
    }
}

/// <summary>Keeps the audit's lines beside the tables that the same events fill. It is asked only for the events that it wants, so that a confirmation costs nothing more.</summary>
public sealed class AuditProjection :
    IProjection<HubDbContext, InstitutionEvent>, IProjection<HubDbContext, CascadeEvent>, IProjection<HubDbContext, CohortEvent>,
    IProjection<HubDbContext, PersonLinkEvent>, IProjection<HubDbContext, FlagEvent>, IProjection<HubDbContext, ExportEvent>,
    IProjection<HubDbContext, SpotLotEvent>, IProjection<HubDbContext, ProgrammeEvent>
{
    private static readonly HashSet<Type> Wanted =
    [
        typeof(InstitutionEvent.StaffDeclared), typeof(InstitutionEvent.FocalPointNamed), typeof(InstitutionEvent.FocalPointReleased),
        typeof(CascadeEvent.SessionContested), typeof(CascadeEvent.ContestResolved), typeof(CascadeEvent.SpotChecked), typeof(CohortEvent.AttendanceFixed),
        typeof(PersonLinkEvent.PeopleMerged), typeof(PersonLinkEvent.PeopleUnmerged), typeof(PersonLinkEvent.PeopleHeldApart),
        typeof(FlagEvent.FlagExplained), typeof(FlagEvent.ProblemConfirmed), typeof(FlagEvent.FlagReopened), typeof(ExportEvent.ExportMade),
        typeof(ProgrammeEvent.EvidenceExported), typeof(SpotLotEvent.LotDrawn), typeof(SpotLotEvent.LotClosed),
    ];

    public bool FindsByKeyOnly => true;

    public bool Wants(Type record) => Wanted.Contains(record);

    public ValueTask ProjectAsync(HubDbContext db, Recorded<InstitutionEvent> recorded, CancellationToken ct) => Add(db, recorded, InstitutionGrain.StreamPrefix, (about, it) => it switch
    {
        InstitutionEvent.StaffDeclared e => Row(AuditKind.StaffNumber, AuditThing.Institution, about, e.By, e.At, null,
            string.Create(CultureInfo.InvariantCulture, $"{e.Eligible} staff{(e.Unit.Length > 0 ? $" of {e.Unit}" : "")} as of {e.DeclaredOn:yyyy-MM-dd}; source: {e.Source}")),
        InstitutionEvent.FocalPointNamed e => Row(AuditKind.FocalPoint, AuditThing.Institution, about, e.By, e.At, e.Person, "named"),
        InstitutionEvent.FocalPointReleased e => Row(AuditKind.FocalPoint, AuditThing.Institution, about, e.By, e.At, e.Person, "removed"),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<CascadeEvent> recorded, CancellationToken ct) => Add(db, recorded, CascadeSessionGrain.StreamPrefix, (about, it) => it switch
    {
        CascadeEvent.SessionContested e => Row(AuditKind.Contest, AuditThing.Session, about, e.By, e.At, null, $"contested: {Words(e.Reason)}"),
        CascadeEvent.ContestResolved e => Row(AuditKind.Contest, AuditThing.Session, about, e.By, e.At, null, e.Counts ? "settled: it counts" : "settled: it does not count"),
        CascadeEvent.SpotChecked e => Row(AuditKind.SpotCheck, AuditThing.Session, about, e.By, e.At, e.Person, Words(e.Outcome)),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<CohortEvent> recorded, CancellationToken ct) => Add(db, recorded, CohortGrain.StreamPrefix, (about, it) => it switch
    {
        CohortEvent.AttendanceFixed e => Row(AuditKind.Attendance, AuditThing.Workshop, about, e.By, e.At, e.Learner, $"{(e.Present ? "present" : "absent")} in {e.HalfDay}: {Words(e.Reason)}"),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<PersonLinkEvent> recorded, CancellationToken ct) => Add(db, recorded, null, (_, it) => it switch
    {
        PersonLinkEvent.PeopleMerged e => Row(AuditKind.Merge, AuditThing.Person, e.Pair.One.Value, e.By, e.At, e.Pair.Other, $"one person: {Words(e.Ground)}"),
        PersonLinkEvent.PeopleUnmerged e => Row(AuditKind.Unmerge, AuditThing.Person, e.Pair.One.Value, e.By, e.At, e.Pair.Other, "merge taken back"),
        PersonLinkEvent.PeopleHeldApart e => Row(AuditKind.HeldApart, AuditThing.Person, e.Pair.One.Value, e.By, e.At, e.Pair.Other, "not the same person"),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<FlagEvent> recorded, CancellationToken ct) => Add(db, recorded, FlagReviewGrain.StreamPrefix, (about, it) => it switch
    {
        FlagEvent.FlagExplained e => Row(AuditKind.Flag, AuditThing.Flag, about, e.By, e.At, null, $"{Words(e.Kind)}: explained, {Words(e.Why)}"),
        FlagEvent.ProblemConfirmed e => Row(AuditKind.Flag, AuditThing.Flag, about, e.By, e.At, null, $"{Words(e.Kind)}: confirmed as a problem"),
        FlagEvent.FlagReopened e => Row(AuditKind.Flag, AuditThing.Flag, about, e.By, e.At, null, $"{Words(e.Kind)}: opened again"),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<ExportEvent> recorded, CancellationToken ct) => Add(db, recorded, null, (_, it) => it switch
    {
        ExportEvent.ExportMade e => Row(AuditKind.Export, e.Kind switch { ExportKind.Attendance => AuditThing.Workshop, ExportKind.Roster => AuditThing.Institution, ExportKind.OwnData => AuditThing.Person, ExportKind.DonorReport or ExportKind.EvidencePack => AuditThing.Programme, _ => AuditThing.Other },
            e.About, e.By, e.At, null, Words(e.Kind)),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<SpotLotEvent> recorded, CancellationToken ct) => Add(db, recorded, SpotLotGrain.StreamPrefix, (about, it) => it switch
    {
        SpotLotEvent.LotDrawn e => Row(AuditKind.SpotCheck, AuditThing.Other, about, e.By, e.At, null, string.Create(CultureInfo.InvariantCulture, $"lot drawn: {e.Order.Length} of {e.Frame.Sum(line => line.Heads)} heads")),
        SpotLotEvent.LotClosed e => Row(AuditKind.SpotCheck, AuditThing.Other, about, e.By, e.At, null,
            string.Create(CultureInfo.InvariantCulture, $"lot {Words(e.Decision)}: {e.Confirmed} confirmed, {e.Refuted} refuted, {e.Unreachable} unreachable")),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<ProgrammeEvent> recorded, CancellationToken ct) => Add(db, recorded, ProgrammeGrain.StreamPrefix, (about, it) => it switch
    {
        ProgrammeEvent.EvidenceExported e => Row(AuditKind.Export, AuditThing.Programme, about, e.By, e.At, null, "evidence pack"),
        _ => null,
    });

    private static ValueTask Add<TEvent>(HubDbContext db, Recorded<TEvent> recorded, string? prefix, Func<Guid, TEvent, AuditRow?> row)
    {
        if (!Wanted.Contains(recorded.Event!.GetType())) return ValueTask.CompletedTask; // another projection of the family wanted it
        if (row(prefix is null ? Guid.Empty : Guid.Parse(recorded.Stream.AsSpan(prefix.Length)), recorded.Event) is not { } line) return ValueTask.CompletedTask;
        line.Position = recorded.Position;
        db.Audit.Add(line);
        return ValueTask.CompletedTask;
    }

    private static AuditRow Row(AuditKind kind, AuditThing thing, Guid about, LearnerId by, DateTimeOffset at, LearnerId? person, string detail) =>
        new() { Kind = kind, Thing = thing, About = about, By = by.Value, At = at, Person = person?.Value, Detail = detail };

    /// <summary>A choice from a list, in words: <c>HeadsTooHigh</c> as "heads too high".</summary>
    private static string Words<TChoice>(TChoice choice) where TChoice : struct, Enum =>
        string.Concat(choice.ToString().Select((letter, i) => char.IsUpper(letter) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
