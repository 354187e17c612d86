using LearningHub.Domain.Cascade.Help;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Cascade.Help;

/// <summary>One request for help.</summary>
public sealed class HelpRow : IReadRow
{
    public Guid Id { get; set; }
    public HelpKind Kind { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public Guid ById { get; set; }
    public Guid ToId { get; set; }

    /// <summary>Whose people are to be taught; null for a request between two people.</summary>
    public Guid? InstitutionId { get; set; }
    public DateTimeOffset AskedAt { get; set; }
    public int Answers { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>What somebody typed in a request for help. It may name a person, so it stands here and not in the journal, and goes with its writer.</summary>
public sealed class HelpText
{
    public required Guid Id { get; init; }
    public required Guid HelpId { get; init; }
    public required Guid AuthorId { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class HelpTables : IEntityTypeConfiguration<HelpRow>, IEntityTypeConfiguration<HelpText>
{
    public void Configure(EntityTypeBuilder<HelpRow> builder)
    {
        builder.ToTable("help_requests").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.Module).HasMaxLength(64);
        builder.HasIndex(row => row.ById);
        builder.HasIndex(row => row.ToId);
        builder.HasIndex(row => row.InstitutionId);
    }

    public void Configure(EntityTypeBuilder<HelpText> builder)
    {
        builder.ToTable("help_texts").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Text).HasMaxLength(Domain.Cascade.Help.Help.LongestText);
        builder.HasIndex(row => row.HelpId);
        builder.HasIndex(row => row.AuthorId);
    }
}

public sealed class HelpProjection : IProjection<HubDbContext, HelpEvent>
{
    public bool FindsByKeyOnly => true;

    public async ValueTask ProjectAsync(HubDbContext db, Recorded<HelpEvent> recorded, CancellationToken ct)
    {
        var id = Guid.Parse(recorded.Stream.AsSpan(HelpGrain.StreamPrefix.Length));
        switch (recorded.Event)
        {
            case HelpEvent.Asked e:
                db.HelpRequests.Add(new() { Id = id, Kind = e.Kind, Module = e.Module.Module, ModuleVersion = e.Module.Version, ById = e.By.Value, ToId = e.To.Value, InstitutionId = e.Institution?.Value, AskedAt = e.At });
                break;
            case HelpEvent.Answered when await db.HelpRequests.FindAsync([id], ct) is { } row:
                row.Answers++;
                break;
            case HelpEvent.Closed e when await db.HelpRequests.FindAsync([id], ct) is { } row:
                row.ClosedAt = e.At;
                break;
        }
    }
}
