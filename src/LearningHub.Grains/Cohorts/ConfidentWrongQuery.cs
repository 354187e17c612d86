using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning.Content;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cohorts;

/// <summary>Answers of what the people of one workshop are sure although it is wrong, by key message and without anybody's name.</summary>
/// <remarks>From self-checks (the first answer, given before the page says what is right) and finished tests: answers that say how sure the person was.
/// What was asked in the room stands with the live session.</remarks>
public sealed class ConfidentWrongQuery(IDbContextFactory<HubDbContext> databases, ContentLibrary library)
{
    private const int MaxAnswers = 20_000;

    /// <summary>One line a key message, in the module's order; empty when this site does not hold the module.</summary>
    public async Task<ImmutableArray<ConfidentWrong>> OfAsync(CohortId cohort, ModuleVersion module, CancellationToken ct = default)
    {
        if (library.Find(module) is not { } content) return [];
        await using var db = await databases.CreateDbContextAsync(ct);
        var members = db.CohortPeople.Where(person => person.CohortId == cohort.Value && !person.Facilitates).Select(person => person.LearnerId);
        var checks = await db.SelfChecks.AsNoTracking()
            .Where(row => row.Module == module.Module && row.ModuleVersion == module.Version && row.FirstSure != null && members.Contains(row.LearnerId))
            .OrderByDescending(row => row.FirstAt).ThenBy(row => row.LearnerId).ThenBy(row => row.Item).Take(MaxAnswers)
            .Select(row => new { Person = row.LearnerId, row.Item, Right = row.FirstRight, Sure = row.FirstSure!.Value, At = row.FirstAt }).ToListAsync(ct);
        var tests = await (from answer in db.TestAnswers.AsNoTracking()
                           join attempt in db.TestAttempts on answer.AttemptId equals attempt.Id
                           where attempt.Module == module.Module && attempt.ModuleVersion == module.Version && attempt.FinishedAt != null && answer.Sure != null && members.Contains(attempt.LearnerId)
                           orderby answer.At descending, answer.AttemptId, answer.Item
                           select new { Person = attempt.LearnerId, answer.Item, answer.Right, Sure = answer.Sure!.Value, answer.At }).Take(MaxAnswers).ToListAsync(ct);
        var messages = content.Items.Where(item => item.Message is not null).ToDictionary(item => item.Id, item => item.Message!);
        var facts = checks.Concat(tests).Where(row => messages.ContainsKey(row.Item)).Select(row => new ConfidenceFact(new(row.Person), messages[row.Item], row.Item, row.Right, row.Sure, row.At));
        return ConfidentWrong.Of(facts, content.KeyMessages.Select(message => message.Id), content.Sensitive);
    }
}
