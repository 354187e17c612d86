using LearningHub.Domain.Common;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Learning.Questions;

/// <summary>What was typed in questions and answers: whose it is, and forgetting it with its writer.</summary>
public sealed class QuestionTexts(IDbContextFactory<HubDbContext> databases, Seal seal, QuestionEdition edition) : IForgetsPeople
{
    private const string Purpose = "question-without-name";

    /// <summary>Under which id somebody asks without her name. Only the hub can make it again, from a person who is signed in; no list leads back.</summary>
    public Guid Nameless(LearnerId person) => seal.IdFor(Purpose, person.ToString());

    /// <summary>Questions of hers that wait for an answer, with and without her name.</summary>
    public async Task<int> WaitingAsync(LearnerId person, CancellationToken ct = default)
    {
        var (id, nameless) = (person.Value, Nameless(person));
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.LessonQuestionTexts.CountAsync(
            text => text.Kind == QuestionTextKind.Asked && (text.AuthorId == id || text.AuthorId == nameless) && db.LessonQuestions.Any(row => row.Id == text.QuestionId && row.AnsweredAt == null), ct);
    }

    /// <summary>The id under which a question was asked; null when its writer was erased.</summary>
    public async Task<Guid?> AuthorOfAsync(Guid question, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.LessonQuestionTexts.AsNoTracking().Where(text => text.QuestionId == question && text.Kind == QuestionTextKind.Asked).Select(text => (Guid?)text.AuthorId).SingleOrDefaultAsync(ct);
    }

    public async Task ForgetAsync(LearnerId person, CancellationToken ct = default)
    {
        var (id, nameless) = (person.Value, Nameless(person));
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.LessonQuestionTexts.Where(text => text.AuthorId == id || text.AuthorId == nameless).ExecuteDeleteAsync(ct);
        edition.Changed();
    }
}

/// <summary>Changes when a question comes onto a lesson, leaves it or is put better: part of the key under which visitors' pages are kept in memory.</summary>
/// <remarks>On the node that published it counts at once, on others within <see cref="Fresh"/>.</remarks>
public sealed class QuestionEdition(IDbContextFactory<HubDbContext> databases, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private volatile Known? known;

    public async ValueTask<string> CurrentAsync(CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        if (known is { } here && now - here.At < Fresh) return here.Edition;
        await using var db = await databases.CreateDbContextAsync(ct);
        var shown = db.LessonQuestionTexts.AsNoTracking().Where(text => text.Kind == QuestionTextKind.Answer && db.LessonQuestions.Any(row => row.Id == text.QuestionId && row.PublishedAt != null));
        var count = await shown.CountAsync(ct);
        var last = count == 0 ? null : await db.LessonQuestions.AsNoTracking().Where(row => row.PublishedAt != null).OrderByDescending(row => row.PublishedAt).ThenBy(row => row.Id).Select(row => row.PublishedAt).FirstOrDefaultAsync(ct);
        var words = await db.LessonQuestionTexts.AsNoTracking().CountAsync(text => text.Kind == QuestionTextKind.Shown, ct);
        var edition = $"{count}.{words}.{last?.UtcTicks:x}";
        known = new(edition, now);
        return edition;
    }

    /// <summary>Asks the database again at the next page.</summary>
    public void Changed() => known = null;

    private sealed record Known(string Edition, DateTimeOffset At);
}
