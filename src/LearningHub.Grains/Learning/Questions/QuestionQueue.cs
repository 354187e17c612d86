using LearningHub.Domain.Learning.Questions;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Messages;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Learning.Questions;

/// <summary>Finds questions that have waited too long and tells those who facilitate workshops on their module, once each, however often and on however many nodes it is asked.</summary>
public sealed class QuestionQueue(IDbContextFactory<HubDbContext> databases, Outbox outbox, TimeProvider clock)
{
    private const int AtOnce = 50, MostFacilitators = 20;

    /// <returns>Messages put in.</returns>
    public async Task<int> RaiseAsync(QuietHours quiet, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var (oldest, due) = (now - LessonQuestion.RaisedAfter, quiet.NextAllowed(now, clock.LocalTimeZone));
        await using var db = await databases.CreateDbContextAsync(ct);
        var late = await db.LessonQuestions.AsNoTracking()
            .Where(row => row.AnsweredAt == null && row.AskedAt < oldest && db.LessonQuestionTexts.Any(text => text.QuestionId == row.Id && text.Kind == QuestionTextKind.Asked)
                && !db.Messages.Any(message => message.About == row.Id && message.Kind == MessageKind.QuestionWaiting))
            .OrderBy(row => row.AskedAt).ThenBy(row => row.Id).Take(AtOnce).Select(row => new { row.Id, row.Module }).ToListAsync(ct);
        var put = 0;
        foreach (var question in late)
        {
            var facilitators = await (from person in db.CohortPeople.AsNoTracking()
                                      join module in db.CohortModules on person.CohortId equals module.CohortId
                                      join cohort in db.Cohorts on person.CohortId equals cohort.Id
                                      where person.Facilitates && module.Module == question.Module && db.Users.Any(user => user.Id == person.LearnerId)
                                      group cohort by person.LearnerId into own
                                      orderby own.Max(cohort => cohort.EndsOn) descending, own.Key
                                      select own.Key).Take(MostFacilitators).ToListAsync(ct);
            put += await outbox.PutAsync([.. facilitators.Select(person => new MessageRow
            {
                Id = Outbox.IdOf(MessageKind.QuestionWaiting, question.Id, 0, $"{person}"), Kind = MessageKind.QuestionWaiting, PersonId = person, About = question.Id, MadeAt = now, DueAt = due,
            })], ct);
        }

        return put;
    }
}
