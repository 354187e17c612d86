using LearningHub.Domain.Learning.Questions;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Learning.Questions;

/// <summary>One question on a lesson.</summary>
public sealed class QuestionRow : IReadRow
{
    public Guid Id { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public string Lesson { get; set; } = "";

    /// <summary>Who asked; null for somebody who asked without her name.</summary>
    public Guid? LearnerId { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>When it was answered first.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Since when it stands on the lesson; null when it does not.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
}

/// <summary>Which of the texts of a question.</summary>
public enum QuestionTextKind
{
    /// <summary>As it was asked.</summary>
    Asked,
    Answer,

    /// <summary>The question as everybody reads it on the lesson.</summary>
    Shown,
}

/// <summary>What somebody typed in a question or an answer. It may name a person, so it stands here and not in the journal, and goes with its writer.</summary>
public sealed class QuestionText
{
    public required Guid QuestionId { get; init; }
    public required QuestionTextKind Kind { get; init; }

    /// <summary>The writer; for somebody who asked without her name an id that leads to nobody, made from hers with the hub's key (<see cref="QuestionTexts.Nameless"/>).
    /// The shown question belongs to who asked, and goes with her.</summary>
    public required Guid AuthorId { get; set; }
    public required string Text { get; set; }
    public required DateTimeOffset At { get; set; }
}

internal sealed class QuestionTables : IEntityTypeConfiguration<QuestionRow>, IEntityTypeConfiguration<QuestionText>
{
    public void Configure(EntityTypeBuilder<QuestionRow> builder)
    {
        builder.ToTable("lesson_questions").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Module).HasMaxLength(64);
        builder.Property(row => row.Lesson).HasMaxLength(64);
        builder.HasIndex(row => new { row.Module, row.Lesson });
        builder.HasIndex(row => new { row.AnsweredAt, row.AskedAt });
    }

    public void Configure(EntityTypeBuilder<QuestionText> builder)
    {
        builder.ToTable("lesson_question_texts").HasKey(row => new { row.QuestionId, row.Kind });
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(8);
        builder.Property(row => row.Text).HasMaxLength(LessonQuestion.LongestAnswer);
        builder.HasIndex(row => row.AuthorId);
    }
}

public sealed class QuestionProjection : IProjection<HubDbContext, QuestionEvent>
{
    public bool FindsByKeyOnly => true;

    public async ValueTask ProjectAsync(HubDbContext db, Recorded<QuestionEvent> recorded, CancellationToken ct)
    {
        var id = Guid.Parse(recorded.Stream.AsSpan(QuestionGrain.StreamPrefix.Length));
        switch (recorded.Event)
        {
            case QuestionEvent.Asked e:
                db.LessonQuestions.Add(new() { Id = id, Module = e.Module.Module, ModuleVersion = e.Module.Version, Lesson = e.Lesson, LearnerId = e.By?.Value, AskedAt = e.At });
                break;
            case QuestionEvent.Answered e when await db.LessonQuestions.FindAsync([id], ct) is { } row:
                row.AnsweredAt ??= e.At;
                break;
            case QuestionEvent.Published e when await db.LessonQuestions.FindAsync([id], ct) is { } row:
                row.PublishedAt = e.At;
                break;
            case QuestionEvent.TakenBack when await db.LessonQuestions.FindAsync([id], ct) is { } row:
                row.PublishedAt = null;
                break;
        }
    }
}
