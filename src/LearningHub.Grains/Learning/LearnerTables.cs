using LearningHub.Domain.Learning;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Learning;

/// <summary>A lesson that a learner says is read.</summary>
public sealed class LessonReadRow : IReadRow
{
    public Guid LearnerId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public string Lesson { get; set; } = "";
    public DateTimeOffset At { get; set; }
}

/// <summary>A learner's last answer to a self-check.</summary>
public sealed class SelfCheckRow : IReadRow
{
    public Guid LearnerId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public string Item { get; set; } = "";
    public string Option { get; set; } = "";
    public bool Right { get; set; }

    /// <summary>How the learner felt about it; null when not asked.</summary>
    public bool? Sure { get; set; }

    /// <summary>How often an answer was given; 1 for the first.</summary>
    public int Tries { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>The first answer: what was held before the page said what is right.</summary>
    public bool FirstRight { get; set; }
    public bool? FirstSure { get; set; }
    public DateTimeOffset FirstAt { get; set; }
}

/// <summary>Whether a learner can say a key message without looking.</summary>
public sealed class RehearsalRow : IReadRow
{
    public Guid LearnerId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public string Message { get; set; } = "";
    public bool Ready { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>What a learner did in one live session.</summary>
public sealed class LiveTakenRow : IReadRow
{
    public Guid LearnerId { get; set; }
    public Guid SessionId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }

    /// <summary>Answers to questions of the module's bank, late ones too.</summary>
    public int Answers { get; set; }

    /// <summary>Those of them where something can be right or wrong.</summary>
    public int Judged { get; set; }
    public int Right { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>One taking of a test.</summary>
public sealed class TestAttemptRow : IReadRow
{
    public Guid Id { get; set; }
    public Guid LearnerId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public TestOccasion Occasion { get; set; }

    /// <summary>Ids in the order asked, separated by one blank.</summary>
    public string Items { get; set; } = "";
    public DateTimeOffset DrawnAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Items answered rightly; 0 until finished.</summary>
    public int Right { get; set; }

    /// <summary>Items in the test.</summary>
    public int Of { get; set; }
    public bool Passed { get; set; }
}

/// <summary>The last answer to one item of a test.</summary>
public sealed class TestAnswerRow : IReadRow
{
    public Guid AttemptId { get; set; }
    public string Item { get; set; } = "";
    public string Option { get; set; } = "";
    public bool Right { get; set; }
    public bool? Sure { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>Since when a learner is qualified in a module version, and how. The first time stays.</summary>
public sealed class QualificationRow : IReadRow
{
    /// <summary><see cref="Via"/> of a passed post-test.</summary>
    public const string PostTest = "post-test";

    public Guid LearnerId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public DateTimeOffset At { get; set; }
    public string Via { get; set; } = "";
}

/// <summary>A promise to teach colleagues.</summary>
public sealed class PledgeRow : IReadRow
{
    public Guid Id { get; set; }
    public Guid LearnerId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public int People { get; set; }
    public DateOnly DueOn { get; set; }
    public Guid? CohortId { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class LearnerTables :
    IEntityTypeConfiguration<LessonReadRow>, IEntityTypeConfiguration<SelfCheckRow>, IEntityTypeConfiguration<TestAttemptRow>,
    IEntityTypeConfiguration<TestAnswerRow>, IEntityTypeConfiguration<QualificationRow>, IEntityTypeConfiguration<PledgeRow>,
    IEntityTypeConfiguration<LiveTakenRow>, IEntityTypeConfiguration<RehearsalRow>
{
    public void Configure(EntityTypeBuilder<RehearsalRow> builder)
    {
        builder.ToTable("rehearsals").HasKey(row => new { row.LearnerId, row.Module, row.ModuleVersion, row.Message });
        builder.Property(row => row.Module).HasMaxLength(IdLength);
        builder.Property(row => row.Message).HasMaxLength(IdLength);
    }

    public void Configure(EntityTypeBuilder<LiveTakenRow> builder) => builder.ToTable("live_taken").HasKey(row => new { row.LearnerId, row.SessionId });

    private const int IdLength = 64;

    public void Configure(EntityTypeBuilder<LessonReadRow> builder)
    {
        builder.ToTable("lessons_read").HasKey(row => new { row.LearnerId, row.Module, row.ModuleVersion, row.Lesson });
        builder.Property(row => row.Module).HasMaxLength(IdLength);
        builder.Property(row => row.Lesson).HasMaxLength(IdLength);
    }

    public void Configure(EntityTypeBuilder<SelfCheckRow> builder)
    {
        builder.ToTable("self_checks").HasKey(row => new { row.LearnerId, row.Module, row.ModuleVersion, row.Item });
        builder.Property(row => row.Module).HasMaxLength(IdLength);
        builder.Property(row => row.Item).HasMaxLength(IdLength);
        builder.Property(row => row.Option).HasMaxLength(1);
    }

    public void Configure(EntityTypeBuilder<TestAttemptRow> builder)
    {
        builder.ToTable("test_attempts").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Module).HasMaxLength(IdLength);
        builder.Property(row => row.Items).HasMaxLength(1024);
        builder.Property(row => row.Occasion).HasConversion<string>().HasMaxLength(8);
        builder.HasIndex(row => new { row.LearnerId, row.Module });
        builder.HasIndex(row => new { row.Module, row.ModuleVersion, row.FinishedAt });
    }

    public void Configure(EntityTypeBuilder<TestAnswerRow> builder)
    {
        builder.ToTable("test_answers").HasKey(row => new { row.AttemptId, row.Item });
        builder.Property(row => row.Item).HasMaxLength(IdLength);
        builder.Property(row => row.Option).HasMaxLength(1);
        builder.HasIndex(row => row.Item);
    }

    public void Configure(EntityTypeBuilder<QualificationRow> builder)
    {
        builder.ToTable("qualifications").HasKey(row => new { row.LearnerId, row.Module, row.ModuleVersion });
        builder.Property(row => row.Module).HasMaxLength(IdLength);
        builder.Property(row => row.Via).HasMaxLength(32);
        builder.HasIndex(row => new { row.Module, row.ModuleVersion, row.At });
    }

    public void Configure(EntityTypeBuilder<PledgeRow> builder)
    {
        builder.ToTable("pledges").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Module).HasMaxLength(IdLength);
        builder.HasIndex(row => row.LearnerId);
        builder.HasIndex(row => row.CohortId);
        builder.HasIndex(row => row.At); // whom to remind today
    }
}
