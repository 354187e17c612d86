using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Cascade.SpotLots;

/// <summary>One lot of a spot check.</summary>
public sealed class SpotLotRow : IReadRow
{
    public Guid Id { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public SpotLotKind Kind { get; set; }

    /// <summary>The trainer's or the institution's id.</summary>
    public Guid OfId { get; set; }
    public int Year { get; set; }
    public int Quarter { get; set; }
    public int Part { get; set; }
    public string Seed { get; set; } = "";

    /// <summary>Heads that could be drawn.</summary>
    public int Heads { get; set; }
    public int Size { get; set; }
    public int Needed { get; set; }

    /// <summary>Heads drawn so far.</summary>
    public int Drawn { get; set; }
    public DateTimeOffset DrawnAt { get; set; }
    public Guid DrawnBy { get; set; }
    public int Confirmed { get; set; }
    public int Refuted { get; set; }
    public int Unreachable { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Null while the lot is not closed.</summary>
    public LotDecision? Decision { get; set; }
}

/// <summary>One session that a lot was drawn from.</summary>
public sealed class SpotLotSessionRow : IReadRow
{
    public Guid LotId { get; set; }
    public Guid SessionId { get; set; }
    public int Heads { get; set; }
    public int Confirmed { get; set; }
}

/// <summary>One head in the order of asking.</summary>
public sealed class SpotUnitRow : IReadRow
{
    public Guid LotId { get; set; }

    /// <summary>In the order of asking, counted from 1.</summary>
    public int Place { get; set; }
    public Guid SessionId { get; set; }
    public int Head { get; set; }
    public Guid? PersonId { get; set; }

    /// <summary>When it became part of the sample; null for those who wait to take the place of somebody unreachable.</summary>
    public DateTimeOffset? DrawnAt { get; set; }

    /// <summary>Calls in vain.</summary>
    public int Missed { get; set; }
    public SpotCheckOutcome? Outcome { get; set; }
    public DateTimeOffset? CheckedAt { get; set; }
}

/// <summary>One answer to a blind question.</summary>
public sealed class SpotAnswerRow : IReadRow
{
    public Guid LotId { get; set; }
    public int Place { get; set; }
    public string Item { get; set; } = "";
    public string? Message { get; set; }
    public string Option { get; set; } = "";
    public bool Right { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class SpotLotTables :
    IEntityTypeConfiguration<SpotLotRow>, IEntityTypeConfiguration<SpotLotSessionRow>, IEntityTypeConfiguration<SpotUnitRow>, IEntityTypeConfiguration<SpotAnswerRow>
{
    public void Configure(EntityTypeBuilder<SpotLotRow> builder)
    {
        builder.ToTable("spot_lots").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Module).HasMaxLength(64);
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.Decision).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.Seed).HasMaxLength(16);
        builder.HasIndex(row => new { row.Module, row.ModuleVersion });
    }

    public void Configure(EntityTypeBuilder<SpotLotSessionRow> builder)
    {
        builder.ToTable("spot_lot_sessions").HasKey(row => new { row.LotId, row.SessionId });
        builder.HasIndex(row => row.SessionId);
    }

    public void Configure(EntityTypeBuilder<SpotUnitRow> builder)
    {
        builder.ToTable("spot_units").HasKey(row => new { row.LotId, row.Place });
        builder.Property(row => row.Outcome).HasConversion<string>().HasMaxLength(16);
    }

    public void Configure(EntityTypeBuilder<SpotAnswerRow> builder)
    {
        builder.ToTable("spot_answers").HasKey(row => new { row.LotId, row.Place, row.Item });
        builder.Property(row => row.Item).HasMaxLength(64);
        builder.Property(row => row.Message).HasMaxLength(64);
        builder.Property(row => row.Option).HasMaxLength(1);
    }
}
