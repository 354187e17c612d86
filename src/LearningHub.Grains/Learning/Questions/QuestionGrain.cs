using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning.Questions;
using LearningHub.Domain.Live;
using LearningHub.Grains.Common;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;

namespace LearningHub.Grains.Learning.Questions;

/// <summary>One question on a lesson. The key is its id, made by the form that asks it. Every call may be sent again.</summary>
public interface IQuestionGrain : IGrainWithGuidKey
{
    /// <param name="withoutName">Then neither the journal nor a table says who asked.</param>
    /// <param name="text">As typed; kept outside the journal.</param>
    Task<Reply> Ask(ModuleVersion module, string lesson, LearnerId by, bool withoutName, string text);

    /// <summary>Answers it, and shows question and answer on the lesson when <paramref name="shown"/> says in which words.</summary>
    /// <param name="by">The caller vouches that she may answer.</param>
    /// <param name="shown">The question as everybody will read it; null for an answer to the asker alone.</param>
    Task<Reply> Answer(LearnerId by, string text, string? shown);

    /// <summary>Takes it off the lesson; the asker keeps her answer.</summary>
    Task<Reply> TakeBack(LearnerId by);
}

public sealed class QuestionGrain(Journal<HubDbContext, QuestionEvent> journal, ContentLibrary library, QuestionTexts texts, TimeProvider clock)
    : DecidingGrain<QuestionState, QuestionCommand, QuestionEvent>(journal, LessonQuestion.Rules), IQuestionGrain
{
    public const string StreamPrefix = "question-";

    /// <summary>What is written in the transaction of the command under way.</summary>
    private Func<HubDbContext, CancellationToken, ValueTask>? typed;

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Reply> Ask(ModuleVersion module, string lesson, LearnerId by, bool withoutName, string text)
    {
        if (library.Find(module)?.Lessons.Any(known => known.Id == lesson) != true)
            return new(Version, new("learner.not-on-this-site", "This hub does not hold that lesson or question any more. Open the module again."));
        var (clean, author) = (LiveTexts.Clean(text), withoutName ? texts.Nameless(by) : by.Value);
        var waiting = await texts.WaitingAsync(by);
        return await KeepAsync(new QuestionCommand.Ask(module, lesson, withoutName ? null : by, clean.Length, waiting, Now), QuestionTextKind.Asked, author, clean);
    }

    public async Task<Reply> Answer(LearnerId by, string text, string? shown)
    {
        var answer = LiveTexts.Clean(text);
        var answered = await KeepAsync(new QuestionCommand.Answer(by, answer.Length, Now), QuestionTextKind.Answer, by.Value, answer);
        if (!answered.Accepted || shown is null) return answered;
        var question = LiveTexts.Clean(shown);
        // Whose question it is, also without a name: the words go with her.
        var author = await texts.AuthorOfAsync(this.GetPrimaryKey()) ?? by.Value;
        return await KeepAsync(new QuestionCommand.Publish(by, question.Length, Now), QuestionTextKind.Shown, author, question);
    }

    public Task<Reply> TakeBack(LearnerId by) => HandleAsync(new QuestionCommand.TakeBack(by, Now));

    protected override (ImmutableArray<QuestionEvent> Kept, ImmutableArray<object> Adds, Func<HubDbContext, CancellationToken, ValueTask>? Beside) ForJournal(ImmutableArray<QuestionEvent> events) =>
        (events, [], typed);

    private Task<Reply> KeepAsync(QuestionCommand command, QuestionTextKind kind, Guid author, string text)
    {
        var (id, at) = (this.GetPrimaryKey(), Now);
        typed = async (db, ct) =>
        {
            if (await db.LessonQuestionTexts.FindAsync([id, kind], ct) is { } row) (row.AuthorId, row.Text, row.At) = (author, text, at);
            else db.LessonQuestionTexts.Add(new() { QuestionId = id, Kind = kind, AuthorId = author, Text = text, At = at });
        };
        var kept = HandleAsync(command); // decides before it waits for the disk
        typed = null;
        return kept;
    }
}
