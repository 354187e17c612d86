using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Cascade.Pledges;

/// <summary>One thing that happened to a pledge after it was made.</summary>
public sealed class PledgeStepRow : IReadRow
{
    public Guid PledgeId { get; set; }

    /// <summary>Its place in the pledge's history, counted from 1.</summary>
    public long Version { get; set; }
    public PledgeStepKind Kind { get; set; }
    public DateTimeOffset At { get; set; }
    public DateOnly? Day { get; set; }
    public string? District { get; set; }
    public int? People { get; set; }
    public NotYetReason? Reason { get; set; }
    public Guid? SessionId { get; set; }
}

/// <summary>What a supervisor typed. It names a person, so it stands here and not in the journal; erased with the trainer, or when the pledge is over.</summary>
public sealed class PledgeSupervisor
{
    public required Guid Id { get; init; }
    public required Guid PledgeId { get; init; }

    /// <summary>Whose pledge it is.</summary>
    public required Guid TrainerId { get; init; }
    public required string Name { get; init; }

    /// <summary>Sealed; null where the supervisor wants no reminder.</summary>
    public string? Contact { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class PledgeTables : IEntityTypeConfiguration<PledgeStepRow>, IEntityTypeConfiguration<PledgeSupervisor>
{
    public void Configure(EntityTypeBuilder<PledgeStepRow> builder)
    {
        builder.ToTable("pledge_steps").HasKey(row => new { row.PledgeId, row.Version });
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.Reason).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.District).HasMaxLength(CascadeSession.LongestPlace);
    }

    public void Configure(EntityTypeBuilder<PledgeSupervisor> builder)
    {
        builder.ToTable("pledge_supervisors").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Name).HasMaxLength(Domain.Identity.PersonName.MaxLength);
        builder.Property(row => row.Contact).HasMaxLength(1024);
        builder.HasIndex(row => row.PledgeId);
        builder.HasIndex(row => row.TrainerId);
    }
}

/// <summary>Keeps the steps of pledges: each event is one row.</summary>
public sealed class PledgeProjection : IProjection<HubDbContext, PledgeEvent>
{
    public bool FindsByKeyOnly => true;

    public ValueTask ProjectAsync(HubDbContext db, Recorded<PledgeEvent> recorded, CancellationToken ct)
    {
        PledgeStepRow Row(PledgeStepKind kind, DateTimeOffset at) => new()
        {
            PledgeId = Guid.Parse(recorded.Stream.AsSpan(PledgeGrain.StreamPrefix.Length)), Version = recorded.Version, Kind = kind, At = at,
        };
        PledgeStepRow With(PledgeStepRow row, Action<PledgeStepRow> change)
        {
            change(row);
            return row;
        }

        db.PledgeSteps.Add(recorded.Event switch
        {
            PledgeEvent.Scheduled e => With(Row(PledgeStepKind.Scheduled, e.At), row => (row.Day, row.District, row.People) = (e.Day, e.District, e.People)),
            PledgeEvent.CoSigned e => With(Row(PledgeStepKind.CoSigned, e.At), row => (row.Day, row.People) = (e.Day, e.People)),
            PledgeEvent.CoSignPutOff e => Row(PledgeStepKind.CoSignPutOff, e.At),
            PledgeEvent.NotYetSaid e => With(Row(PledgeStepKind.NotYet, e.At), row => row.Reason = e.Reason),
            PledgeEvent.SessionLinked e => With(Row(PledgeStepKind.SessionLinked, e.At), row => (row.SessionId, row.Day) = (e.Session.Value, e.HeldOn)),
            PledgeEvent.Withdrawn e => Row(PledgeStepKind.Withdrawn, e.At),
            _ => throw new System.Diagnostics.UnreachableException($"PledgeProjection has no case for {recorded.Event.GetType().Name}; add one."),
        });
        return ValueTask.CompletedTask;
    }
}
