using LearningHub.Domain.Outboxes;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Outboxes;

/// <summary>What the hub knows of one person's phone: when it was heard of last, what came in, what still waits there.</summary>
public sealed class OutboxRow : IReadRow
{
    public Guid LearnerId { get; set; }

    /// <summary>When something of hers was decided on last, by the hub's clock.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>Things kept so far.</summary>
    public int Kept { get; set; }

    /// <summary>Things refused so far.</summary>
    public int Refused { get; set; }

    /// <summary>Things that waited on the phone after its last contact, as it said itself.</summary>
    public int Waiting { get; set; }

    /// <summary>The last contact that told anything new.</summary>
    public DateTimeOffset ContactAt { get; set; }

    /// <summary>Things that a facilitator handed in for her.</summary>
    public int HandedIn { get; set; }
}

internal sealed class OutboxRowConfiguration : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("outboxes").HasKey(row => row.LearnerId);
        builder.Property(row => row.LearnerId).ValueGeneratedNever();
    }
}

public sealed class OutboxProjection : IProjection<HubDbContext, OutboxEvent>
{
    public bool FindsByKeyOnly => true;

    public async ValueTask ProjectAsync(HubDbContext db, Recorded<OutboxEvent> recorded, CancellationToken ct)
    {
        if (recorded.Event is not OutboxEvent.OutboxReceived e) return;
        var learner = Guid.Parse(recorded.Stream.AsSpan(OutboxGrain.StreamPrefix.Length));
        var row = await db.Outboxes.FindAsync([learner], ct) ?? db.Outboxes.Add(new() { LearnerId = learner }).Entity;
        row.Kept += e.Outcomes.Count(outcome => outcome.Refusal is null);
        row.Refused += e.Outcomes.Count(outcome => outcome.Refusal is not null);
        if (e.TypedBy is not null) row.HandedIn += e.Outcomes.Length;
        if (!e.Outcomes.IsEmpty) row.ReceivedAt = e.At;
        (row.Waiting, row.ContactAt) = (e.Waiting, e.At);
    }
}
