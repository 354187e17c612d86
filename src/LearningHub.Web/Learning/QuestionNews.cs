using LearningHub.Grains.Learning.Content;
using LearningHub.Grains.Learning.Questions;
using LearningHub.Grains.Messages;
using LearningHub.Web.Languages;
using LearningHub.Web.Messages;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Learning;

/// <summary>The words of the message that a question on a lesson has waited for too long; null once it is answered.</summary>
public sealed class QuestionNews(QuestionQuery questions, ContentLibrary library, IOptions<MessageOptions> options, Texts T, TimeProvider clock)
{
    public async Task<Words?> OfAsync(MessageLine message, CancellationToken ct)
    {
        if (await questions.FindAsync(message.About, ct) is not { AnsweredAt: null, Text: not null } line) return null;
        var title = library.Current(line.Module.Module)?.Lessons.FirstOrDefault(lesson => lesson.Id == line.Lesson)?.Title ?? line.Module.Module;
        var place = $"/questions/{line.Id}";
        // What was typed stays on the page: a mailbox is read by others.
        var said = T["A question on the lesson “{0}” has waited for {1}. Nobody has answered it yet.", title, QuestionWords.Length(T, clock.GetUtcNow() - line.AskedAt)];
        var where = options.Value.Address.Length > 0 ? T["Open it here: {0}", options.Value.Address + place] : T["Open the Learning Hub; it stands under “Questions”."];
        return new(T["A question waits for you"], said, $"{said}\n\n{where}", $"Learning Hub: {said} {where}", place);
    }
}
