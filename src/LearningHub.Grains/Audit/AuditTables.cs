using System.Collections.Immutable;
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
public enum AuditKind { StaffNumber, FocalPoint, Merge, Unmerge, HeldApart, Contest, SpotCheck, Attendance, Flag, Export, CoTrainer, Target }

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

    /// <summary>What was decided or declared, with the reason given: see <see cref="AuditDetail"/>.</summary>
    public string Detail { get; set; } = "";
}

/// <summary>A sentence in English and what stands in it, kept apart so that a page can say it in the reader's language.</summary>
/// <param name="Template">With <c>{0}</c> where the first value stands.</param>
/// <param name="Values">Numbers, days (2026-11-22), what was declared, and choices from lists in words: "heads too high".</param>
public sealed record AuditDetail(string Template, ImmutableArray<string> Values)
{
    private const char Between = '\u001f';

    internal static AuditDetail Read(string stored) => stored.Split(Between) is [var template, .. var values] ? new(template, [.. values]) : new("", []);

    internal static string Write(string template, params object[] values) =>
        string.Join(Between, values.Select(value => value switch
        {
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Enum choice => Words(choice),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace(Between, ' '),
        }).Prepend(template));

    /// <summary>A choice from a list, in words: <c>HeadsTooHigh</c> as "heads too high".</summary>
    public static string Words(Enum choice) =>
        string.Concat(choice.ToString().Select((letter, i) => char.IsUpper(letter) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
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
        typeof(CascadeEvent.CoTrainerNamed), typeof(CascadeEvent.CoTrainerAnswered), typeof(CascadeEvent.SessionContested), typeof(CascadeEvent.ContestResolved), typeof(CascadeEvent.SpotChecked), typeof(CohortEvent.AttendanceFixed),
        typeof(PersonLinkEvent.PeopleMerged), typeof(PersonLinkEvent.PeopleUnmerged), typeof(PersonLinkEvent.PeopleHeldApart),
        typeof(FlagEvent.FlagExplained), typeof(FlagEvent.ProblemConfirmed), typeof(FlagEvent.FlagReopened), typeof(ExportEvent.ExportMade),
        typeof(ProgrammeEvent.EvidenceExported), typeof(ProgrammeEvent.TargetSet), typeof(SpotLotEvent.LotDrawn), typeof(SpotLotEvent.LotClosed),
    ];

    public bool FindsByKeyOnly => true;

    public bool Wants(Type record) => Wanted.Contains(record);

    public ValueTask ProjectAsync(HubDbContext db, Recorded<InstitutionEvent> recorded, CancellationToken ct) => Add(db, recorded, InstitutionGrain.StreamPrefix, (about, it) => it switch
    {
        InstitutionEvent.StaffDeclared e => Row(AuditKind.StaffNumber, AuditThing.Institution, about, e.By, e.At, null,
            e.Unit.Length > 0
                ? AuditDetail.Write("{0} staff of {1} as of {2}; source: {3}", e.Eligible, e.Unit, e.DeclaredOn, e.Source)
                : AuditDetail.Write("{0} staff as of {1}; source: {2}", e.Eligible, e.DeclaredOn, e.Source)),
        InstitutionEvent.FocalPointNamed e => Row(AuditKind.FocalPoint, AuditThing.Institution, about, e.By, e.At, e.Person, "named"),
        InstitutionEvent.FocalPointReleased e => Row(AuditKind.FocalPoint, AuditThing.Institution, about, e.By, e.At, e.Person, "removed"),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<CascadeEvent> recorded, CancellationToken ct) => Add(db, recorded, CascadeSessionGrain.StreamPrefix, (about, it) => it switch
    {
        CascadeEvent.CoTrainerNamed e => Row(AuditKind.CoTrainer, AuditThing.Session, about, e.By, e.At, e.Trainer, "named as a trainer too"),
        CascadeEvent.CoTrainerAnswered e => Row(AuditKind.CoTrainer, AuditThing.Session, about, e.Trainer, e.At, null, e.Taught ? "says: I taught it too" : "says: I did not teach it"),
        CascadeEvent.SessionContested e => Row(AuditKind.Contest, AuditThing.Session, about, e.By, e.At, null, AuditDetail.Write("contested: {0}", e.Reason)),
        CascadeEvent.ContestResolved e => Row(AuditKind.Contest, AuditThing.Session, about, e.By, e.At, null, e.Counts ? "settled: it counts" : "settled: it does not count"),
        CascadeEvent.SpotChecked e => Row(AuditKind.SpotCheck, AuditThing.Session, about, e.By, e.At, e.Person, AuditDetail.Words(e.Outcome)),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<CohortEvent> recorded, CancellationToken ct) => Add(db, recorded, CohortGrain.StreamPrefix, (about, it) => it switch
    {
        CohortEvent.AttendanceFixed e => Row(AuditKind.Attendance, AuditThing.Workshop, about, e.By, e.At, e.Learner, AuditDetail.Write(e.Present ? "present in {0}: {1}" : "absent in {0}: {1}", e.HalfDay, e.Reason)),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<PersonLinkEvent> recorded, CancellationToken ct) => Add(db, recorded, null, (_, it) => it switch
    {
        PersonLinkEvent.PeopleMerged e => Row(AuditKind.Merge, AuditThing.Person, e.Pair.One.Value, e.By, e.At, e.Pair.Other, AuditDetail.Write("one person: {0}", e.Ground)),
        PersonLinkEvent.PeopleUnmerged e => Row(AuditKind.Unmerge, AuditThing.Person, e.Pair.One.Value, e.By, e.At, e.Pair.Other, "merge taken back"),
        PersonLinkEvent.PeopleHeldApart e => Row(AuditKind.HeldApart, AuditThing.Person, e.Pair.One.Value, e.By, e.At, e.Pair.Other, "not the same person"),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<FlagEvent> recorded, CancellationToken ct) => Add(db, recorded, FlagReviewGrain.StreamPrefix, (about, it) => it switch
    {
        FlagEvent.FlagExplained e => Row(AuditKind.Flag, AuditThing.Flag, about, e.By, e.At, null, AuditDetail.Write("{0}: explained, {1}", e.Kind, e.Why)),
        FlagEvent.ProblemConfirmed e => Row(AuditKind.Flag, AuditThing.Flag, about, e.By, e.At, null, AuditDetail.Write("{0}: confirmed as a problem", e.Kind)),
        FlagEvent.FlagReopened e => Row(AuditKind.Flag, AuditThing.Flag, about, e.By, e.At, null, AuditDetail.Write("{0}: opened again", e.Kind)),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<ExportEvent> recorded, CancellationToken ct) => Add(db, recorded, null, (_, it) => it switch
    {
        ExportEvent.ExportMade e => Row(AuditKind.Export, e.Kind switch { ExportKind.Attendance => AuditThing.Workshop, ExportKind.Roster => AuditThing.Institution, ExportKind.OwnData => AuditThing.Person, ExportKind.DonorReport or ExportKind.EvidencePack => AuditThing.Programme, _ => AuditThing.Other },
            e.About, e.By, e.At, null, AuditDetail.Words(e.Kind)),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<SpotLotEvent> recorded, CancellationToken ct) => Add(db, recorded, SpotLotGrain.StreamPrefix, (about, it) => it switch
    {
        SpotLotEvent.LotDrawn e => Row(AuditKind.SpotCheck, AuditThing.Other, about, e.By, e.At, null, AuditDetail.Write("lot drawn: {0} of {1} heads", e.Order.Length, e.Frame.Sum(line => line.Heads))),
        SpotLotEvent.LotClosed e => Row(AuditKind.SpotCheck, AuditThing.Other, about, e.By, e.At, null,
            AuditDetail.Write("lot {0}: {1} confirmed, {2} refuted, {3} unreachable", e.Decision, e.Confirmed, e.Refuted, e.Unreachable)),
        _ => null,
    });

    public ValueTask ProjectAsync(HubDbContext db, Recorded<ProgrammeEvent> recorded, CancellationToken ct) => Add(db, recorded, ProgrammeGrain.StreamPrefix, (about, it) => it switch
    {
        ProgrammeEvent.TargetSet { Target: { } target } e => Row(AuditKind.Target, AuditThing.Programme, about, e.By, e.At, null, AuditDetail.Write("{0} of {1} shall be {2} by {3}", e.Figure, e.Module, target.Value, target.Due)),
        ProgrammeEvent.TargetSet e => Row(AuditKind.Target, AuditThing.Programme, about, e.By, e.At, null, AuditDetail.Write("target of {0} of {1} taken back", e.Figure, e.Module)),
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
}
