using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning.Questions;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Learning.Questions;

/// <summary>One question with what was typed.</summary>
/// <param name="By">Null for somebody who asked without her name.</param>
/// <param name="Text">As it was asked; null when the asker was erased.</param>
/// <param name="Shown">The question as everybody reads it; null when it never stood on the lesson.</param>
public sealed record QuestionLine(
    Guid Id, ModuleVersion Module, string Lesson, LearnerId? By, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? PublishedAt,
    string? Text, string? Answer, string? Shown)
{
    /// <summary>It has waited so long that somebody must look.</summary>
    public bool IsLate(DateTimeOffset now) => AnsweredAt is null && now - AskedAt > LessonQuestion.RaisedAfter;
}

/// <summary>Answers what was asked about lessons, and what was answered.</summary>
public sealed class QuestionQuery(IDbContextFactory<HubDbContext> databases, QuestionTexts texts, TimeProvider clock)
{
    public const int MaxLines = 100;

    private const int MaxTimes = 1_000;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(365);

    /// <summary>What waits for an answer, the oldest first. A question whose asker was erased waits for nothing.</summary>
    public async Task<ImmutableArray<QuestionLine>> OpenAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await WithTextsAsync(db, Waiting(db).OrderBy(row => row.AskedAt).ThenBy(row => row.Id).Take(MaxLines), ct);
    }

    /// <summary>How many wait, and how many of them for too long.</summary>
    public async Task<(int Open, int Late)> CountsAsync(CancellationToken ct = default)
    {
        var oldest = clock.GetUtcNow() - LessonQuestion.RaisedAfter;
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await Waiting(db).CountAsync(ct), await Waiting(db).CountAsync(row => row.AskedAt < oldest, ct));
    }

    /// <summary>Answered ones, the newest first: to show them on the lesson, or to take them off it.</summary>
    public async Task<ImmutableArray<QuestionLine>> AnsweredAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await WithTextsAsync(db, db.LessonQuestions.AsNoTracking().Where(row => row.AnsweredAt != null).OrderByDescending(row => row.AnsweredAt).ThenBy(row => row.Id).Take(MaxLines), ct);
    }

    /// <summary>The middle time from question to answer in the last year; null without any.</summary>
    public async Task<TimeSpan?> MedianAsync(CancellationToken ct = default)
    {
        var since = clock.GetUtcNow() - Lately;
        await using var db = await databases.CreateDbContextAsync(ct);
        var times = await db.LessonQuestions.AsNoTracking().Where(row => row.AnsweredAt != null && row.AskedAt > since)
            .OrderByDescending(row => row.AskedAt).ThenBy(row => row.Id).Take(MaxTimes).Select(row => new { row.AskedAt, AnsweredAt = row.AnsweredAt!.Value }).ToListAsync(ct);
        return LessonQuestion.Median(times.Select(time => time.AnsweredAt - time.AskedAt));
    }

    public async Task<QuestionLine?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await WithTextsAsync(db, db.LessonQuestions.AsNoTracking().Where(row => row.Id == id).OrderBy(row => row.Id), ct)).FirstOrDefault();
    }

    /// <summary>What stands on a lesson for everybody, of whatever version of the module; the oldest first.</summary>
    public async Task<ImmutableArray<QuestionLine>> OnLessonAsync(string module, string lesson, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var lines = await WithTextsAsync(db, db.LessonQuestions.AsNoTracking().Where(row => row.Module == module && row.Lesson == lesson && row.PublishedAt != null)
            .OrderBy(row => row.PublishedAt).ThenBy(row => row.Id).Take(MaxLines), ct);
        return [.. lines.Where(line => line.Answer is not null)];
    }

    /// <summary>A person's own, with and without her name, the newest first.</summary>
    public async Task<ImmutableArray<QuestionLine>> OfPersonAsync(LearnerId person, CancellationToken ct = default)
    {
        var (id, nameless) = (person.Value, texts.Nameless(person));
        await using var db = await databases.CreateDbContextAsync(ct);
        return await WithTextsAsync(db, db.LessonQuestions.AsNoTracking()
            .Where(row => db.LessonQuestionTexts.Any(text => text.QuestionId == row.Id && text.Kind == QuestionTextKind.Asked && (text.AuthorId == id || text.AuthorId == nameless)))
            .OrderByDescending(row => row.AskedAt).ThenBy(row => row.Id).Take(MaxLines), ct);
    }

    private static IQueryable<QuestionRow> Waiting(HubDbContext db) => db.LessonQuestions.AsNoTracking()
        .Where(row => row.AnsweredAt == null && db.LessonQuestionTexts.Any(text => text.QuestionId == row.Id && text.Kind == QuestionTextKind.Asked));

    private static async Task<ImmutableArray<QuestionLine>> WithTextsAsync(HubDbContext db, IQueryable<QuestionRow> asked, CancellationToken ct)
    {
        var rows = await asked.ToListAsync(ct);
        var ids = rows.Select(row => row.Id).ToArray();
        var typed = (await db.LessonQuestionTexts.AsNoTracking().Where(text => ids.Contains(text.QuestionId)).ToListAsync(ct)).ToDictionary(text => (text.QuestionId, text.Kind), text => text.Text);
        return [.. rows.Select(row => new QuestionLine(
            row.Id, new(row.Module, row.ModuleVersion), row.Lesson, row.LearnerId is { } by ? new LearnerId(by) : null, row.AskedAt, row.AnsweredAt, row.PublishedAt,
            typed.GetValueOrDefault((row.Id, QuestionTextKind.Asked)), typed.GetValueOrDefault((row.Id, QuestionTextKind.Answer)), typed.GetValueOrDefault((row.Id, QuestionTextKind.Shown))))];
    }
}
