using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Cascade;

/// <summary>One cascade session.</summary>
public sealed class CascadeSessionRow : IReadRow
{
    public Guid Id { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public DateOnly HeldOn { get; set; }

    /// <summary>The order in which figures see the session.</summary>
    public DateTimeOffset HeldAt { get; set; }
    public string District { get; set; } = "";
    public string Venue { get; set; } = "";
    public int Minutes { get; set; }

    /// <summary>Tier T0.</summary>
    public int ClaimedHeads { get; set; }

    /// <summary>Tier T1: names on the trainer's own list.</summary>
    public int Listed { get; set; }
    public Guid? InstitutionId { get; set; }
    public SessionStanding Standing { get; set; }

    /// <summary>The last reason given; null when nobody ever objected.</summary>
    public ContestReason? ContestReason { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
}

/// <summary>One trainer of a session, by his own word.</summary>
public sealed class CascadeTrainerRow : IReadRow
{
    public Guid SessionId { get; set; }
    public Guid LearnerId { get; set; }
}

/// <summary>Somebody whom the recorder of a session named as a co-trainer, and what she said.</summary>
public sealed class CoTrainerRow : IReadRow
{
    public Guid SessionId { get; set; }
    public Guid LearnerId { get; set; }
    public Guid NamedBy { get; set; }
    public DateTimeOffset NamedAt { get; set; }

    /// <summary>Null until she answers.</summary>
    public bool? Taught { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

/// <summary>One coupon of a session.</summary>
public sealed class CouponRow : IReadRow
{
    public Guid Number { get; set; }
    public Guid SessionId { get; set; }

    /// <summary>Its place on the printed sheets, counted from 1.</summary>
    public int Place { get; set; }
    public string Code { get; set; } = "";
    public DateTimeOffset ExpiresAt { get; set; }
    public Guid? RedeemedBy { get; set; }
    public DateTimeOffset? RedeemedAt { get; set; }

    /// <summary>Whom a trainer's list names for it, while the sheet waits for somebody independent.</summary>
    public Guid? ListedAs { get; set; }
}

/// <summary>One sheet that a trainer of the session typed himself, waiting to be seen by somebody independent.</summary>
public sealed class PaperSheetRow : IReadRow
{
    public Guid Coupon { get; set; }
    public Guid SessionId { get; set; }
    public Guid LearnerId { get; set; }
    public Guid TypedBy { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Item and option of each answer that the sheet holds: <c>LM-Q01=b LM-Q04=a</c>.</summary>
    public string Answers { get; set; } = "";

    internal static string Write(ImmutableArray<JudgedAnswer> answers) => string.Join(' ', answers.Select(answer => $"{answer.Item}={answer.Option}"));

    internal ImmutableArray<GivenAnswer> Read() =>
        [.. Answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(answer => new GivenAnswer(answer[..answer.IndexOf('=', StringComparison.Ordinal)], answer[(answer.IndexOf('=', StringComparison.Ordinal) + 1)..]))];
}

/// <summary>One person's evidence of having been at one session.</summary>
public sealed class ExposureRow : IReadRow
{
    public Guid SessionId { get; set; }
    public Guid LearnerId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public EvidenceTier Tier { get; set; }
    public DateTimeOffset ConfirmedAt { get; set; }

    /// <summary>When the check was completed; null when it was not.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>The check was passed.</summary>
    public bool Passed { get; set; }

    /// <summary>Questions answered rightly, 0 to <see cref="Of"/>.</summary>
    public int Right { get; set; }

    /// <summary>Questions asked; 0 without a check.</summary>
    public int Of { get; set; }
    public string Mode { get; set; } = "";

    /// <summary>Tells one phone from another within the sessions of one trainer; null where none was used.</summary>
    public string? Device { get; set; }
}

/// <summary>One answer of a check.</summary>
public sealed class CascadeAnswerRow : IReadRow
{
    public Guid SessionId { get; set; }
    public Guid LearnerId { get; set; }
    public string Item { get; set; } = "";
    public string? Message { get; set; }
    public string Option { get; set; } = "";
    public bool Right { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>What an independent check of one person found last.</summary>
public sealed class SpotCheckRow : IReadRow
{
    public Guid SessionId { get; set; }
    public Guid LearnerId { get; set; }
    public SpotCheckOutcome Outcome { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class CascadeTables :
    IEntityTypeConfiguration<CascadeSessionRow>, IEntityTypeConfiguration<CascadeTrainerRow>, IEntityTypeConfiguration<CouponRow>,
    IEntityTypeConfiguration<ExposureRow>, IEntityTypeConfiguration<CascadeAnswerRow>, IEntityTypeConfiguration<SpotCheckRow>,
    IEntityTypeConfiguration<PaperSheetRow>, IEntityTypeConfiguration<CoTrainerRow>
{
    private const int IdLength = 64;

    public void Configure(EntityTypeBuilder<CascadeSessionRow> builder)
    {
        builder.ToTable("cascade_sessions").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Module).HasMaxLength(IdLength);
        builder.Property(row => row.District).HasMaxLength(CascadeSession.LongestPlace);
        builder.Property(row => row.Venue).HasMaxLength(CascadeSession.LongestPlace);
        builder.Property(row => row.Standing).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.ContestReason).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(row => new { row.Module, row.ModuleVersion });
        builder.HasIndex(row => row.InstitutionId);
    }

    public void Configure(EntityTypeBuilder<CascadeTrainerRow> builder)
    {
        builder.ToTable("cascade_trainers").HasKey(row => new { row.SessionId, row.LearnerId });
        builder.HasIndex(row => row.LearnerId);
    }

    public void Configure(EntityTypeBuilder<CoTrainerRow> builder)
    {
        builder.ToTable("co_trainers").HasKey(row => new { row.SessionId, row.LearnerId });
        builder.HasIndex(row => row.LearnerId);
    }

    public void Configure(EntityTypeBuilder<CouponRow> builder)
    {
        builder.ToTable("coupons").HasKey(row => row.Number);
        builder.Property(row => row.Number).ValueGeneratedNever();
        builder.Property(row => row.Code).HasMaxLength(16);
        builder.HasIndex(row => new { row.SessionId, row.Place });
    }

    public void Configure(EntityTypeBuilder<ExposureRow> builder)
    {
        builder.ToTable("exposures").HasKey(row => new { row.SessionId, row.LearnerId });
        builder.Property(row => row.Module).HasMaxLength(IdLength);
        builder.Property(row => row.Tier).HasConversion<int>();
        builder.Property(row => row.Mode).HasMaxLength(16);
        builder.Property(row => row.Device).HasMaxLength(16);
        builder.HasIndex(row => new { row.Module, row.ModuleVersion });
        builder.HasIndex(row => row.LearnerId);
    }

    public void Configure(EntityTypeBuilder<CascadeAnswerRow> builder)
    {
        builder.ToTable("cascade_answers").HasKey(row => new { row.SessionId, row.LearnerId, row.Item });
        builder.Property(row => row.Item).HasMaxLength(IdLength);
        builder.Property(row => row.Message).HasMaxLength(IdLength);
        builder.Property(row => row.Option).HasMaxLength(1);
    }

    public void Configure(EntityTypeBuilder<SpotCheckRow> builder)
    {
        builder.ToTable("spot_checks").HasKey(row => new { row.SessionId, row.LearnerId });
        builder.Property(row => row.Outcome).HasConversion<string>().HasMaxLength(16);
    }

    public void Configure(EntityTypeBuilder<PaperSheetRow> builder)
    {
        builder.ToTable("paper_sheets").HasKey(row => row.Coupon);
        builder.Property(row => row.Coupon).ValueGeneratedNever();
        builder.HasIndex(row => row.SessionId);
    }
}
