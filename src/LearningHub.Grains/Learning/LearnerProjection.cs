using LearningHub.Domain.Learning;
using LearningHub.Journal;

namespace LearningHub.Grains.Learning;

/// <summary>Keeps the read tables of learning.</summary>
public sealed class LearnerProjection : IProjection<HubDbContext, LearnerEvent>
{
    public bool FindsByKeyOnly => true;

    public ValueTask ProjectAsync(HubDbContext db, Recorded<LearnerEvent> recorded, CancellationToken ct)
    {
        var learner = Guid.Parse(recorded.Stream.AsSpan(LearnerGrain.StreamPrefix.Length));
        switch (recorded.Event)
        {
            case LearnerEvent.LessonRead e:
                db.LessonsRead.Add(new() { LearnerId = learner, Module = e.Module.Module, ModuleVersion = e.Module.Version, Lesson = e.Lesson, At = e.At });
                return ValueTask.CompletedTask;
            case LearnerEvent.SelfCheckAnswered e:
                return CheckAsync(db, learner, e, ct);
            case LearnerEvent.MessageRehearsed e:
                return RehearseAsync(db, learner, e, ct);
            case LearnerEvent.TestDrawn e:
                db.TestAttempts.Add(new()
                {
                    Id = e.Attempt, LearnerId = learner, Module = e.Module.Module, ModuleVersion = e.Module.Version, Occasion = e.Occasion,
                    Items = string.Join(' ', e.Items), Of = e.Items.Length, DrawnAt = e.At,
                });
                return ValueTask.CompletedTask;
            case LearnerEvent.TestAnswered e:
                return AnswerAsync(db, e, ct);
            case LearnerEvent.TestFinished e:
                return FinishAsync(db, learner, e, ct);
            case LearnerEvent.PledgeMade e:
                db.Pledges.Add(new()
                {
                    Id = e.Pledge, LearnerId = learner, Module = e.Module.Module, ModuleVersion = e.Module.Version, People = e.People, DueOn = e.DueOn,
                    CohortId = e.Cohort?.Value, At = e.At,
                });
                return ValueTask.CompletedTask;
            case LearnerEvent.LiveSessionTaken e:
                return LiveAsync(db, learner, e, ct);
            default:
                return ValueTask.CompletedTask;
        }
    }

    private static async ValueTask CheckAsync(HubDbContext db, Guid learner, LearnerEvent.SelfCheckAnswered e, CancellationToken ct)
    {
        var row = await db.SelfChecks.FindAsync([learner, e.Module.Module, e.Module.Version, e.Item], ct)
            ?? db.SelfChecks.Add(new() { LearnerId = learner, Module = e.Module.Module, ModuleVersion = e.Module.Version, Item = e.Item, FirstRight = e.Right, FirstSure = e.Sure, FirstAt = e.At }).Entity;
        (row.Option, row.Right, row.Sure, row.At, row.Tries) = (e.Option, e.Right, e.Sure, e.At, row.Tries + 1);
    }

    private static async ValueTask RehearseAsync(HubDbContext db, Guid learner, LearnerEvent.MessageRehearsed e, CancellationToken ct)
    {
        var row = await db.Rehearsals.FindAsync([learner, e.Module.Module, e.Module.Version, e.Message], ct)
            ?? db.Rehearsals.Add(new() { LearnerId = learner, Module = e.Module.Module, ModuleVersion = e.Module.Version, Message = e.Message }).Entity;
        (row.Ready, row.At) = (e.Ready, e.At);
    }

    private static async ValueTask LiveAsync(HubDbContext db, Guid learner, LearnerEvent.LiveSessionTaken e, CancellationToken ct)
    {
        var row = await db.LiveTaken.FindAsync([learner, e.Session.Value], ct)
            ?? db.LiveTaken.Add(new() { LearnerId = learner, SessionId = e.Session.Value, Module = e.Module.Module, ModuleVersion = e.Module.Version }).Entity;
        (row.Answers, row.Judged, row.Right, row.At) = (e.Answers.Length, e.Answers.Count(answer => answer.Right is not null), e.Answers.Count(answer => answer.Right == true), e.At);
    }

    private static async ValueTask AnswerAsync(HubDbContext db, LearnerEvent.TestAnswered e, CancellationToken ct)
    {
        var row = await db.TestAnswers.FindAsync([e.Attempt, e.Item], ct)
            ?? db.TestAnswers.Add(new() { AttemptId = e.Attempt, Item = e.Item }).Entity;
        (row.Option, row.Right, row.Sure, row.At) = (e.Option, e.Right, e.Sure, e.At);
    }

    private static async ValueTask FinishAsync(HubDbContext db, Guid learner, LearnerEvent.TestFinished e, CancellationToken ct)
    {
        if (await db.TestAttempts.FindAsync([e.Attempt], ct) is { } attempt)
            (attempt.FinishedAt, attempt.Right, attempt.Of, attempt.Passed) = (e.At, e.Right, e.Of, e.Passed);

        if (e is not { Passed: true, Occasion: TestOccasion.Post }) return;
        if (await db.Qualifications.FindAsync([learner, e.Module.Module, e.Module.Version], ct) is not null) return;
        db.Qualifications.Add(new()
        {
            LearnerId = learner, Module = e.Module.Module, ModuleVersion = e.Module.Version, At = e.At, Via = QualificationRow.PostTest,
        });
    }
}
