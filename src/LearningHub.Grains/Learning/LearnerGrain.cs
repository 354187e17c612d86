using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Common;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;

namespace LearningHub.Grains.Learning;

/// <summary>One person's learning: lessons read, tests taken, pledges made. The key is the learner's id.</summary>
public interface ILearnerGrain : IGrainWithGuidKey
{
    Task<Reply> ReadLesson(ModuleVersion module, string lesson);

    Task<Reply> AnswerSelfCheck(ModuleVersion module, string item, string option);

    /// <summary>Draws a test, or gives the one that is open.</summary>
    Task<TestReply> TakeTest(ModuleVersion module, TestOccasion occasion);

    /// <summary>Keeps an answer; until the test is finished it may be changed, and the last one counts.</summary>
    /// <param name="sure">False when the learner calls it a guess; null when not asked.</param>
    Task<Reply> AnswerTest(Guid attempt, string item, string option, bool? sure);

    Task<Reply> FinishTest(Guid attempt);

    /// <summary>Takes in what the learner answered in a live session.</summary>
    Task<Reply> TakePartLive(LiveSessionId session, ModuleVersion module, ImmutableArray<LiveTaken> answers);

    /// <summary>Keeps a promise to teach colleagues.</summary>
    /// <param name="pledge">Made by the caller: the same pledge sent twice is one pledge.</param>
    /// <param name="cohort">The workshop in which it is made, or null; the caller vouches that the learner belongs to it.</param>
    Task<Reply> Pledge(Guid pledge, ModuleVersion module, int people, DateOnly dueOn, CohortId? cohort);
}

public sealed class LearnerGrain(Journal<HubDbContext, LearnerEvent> journal, ContentLibrary library, QualificationQuery qualifications, TimeProvider clock)
    : DecidingGrain<LearnerState, LearnerCommand, LearnerEvent>(journal, Learner.Rules), ILearnerGrain
{
    public const string StreamPrefix = "learner-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    private DateTimeOffset Now => clock.GetUtcNow();

    public Task<Reply> ReadLesson(ModuleVersion module, string lesson) =>
        library.Find(module)?.Lessons.Any(known => known.Id == lesson) == true
            ? HandleAsync(new LearnerCommand.ReadLesson(module, lesson, Now))
            : Unknown();

    public Task<Reply> AnswerSelfCheck(ModuleVersion module, string item, string option) =>
        library.Find(module)?.Item(item) is { } known
            ? HandleAsync(new LearnerCommand.AnswerSelfCheck(module, known, option, Now))
            : Unknown();

    public async Task<TestReply> TakeTest(ModuleVersion module, TestOccasion occasion)
    {
        var since = occasion.IsRefresher() ? await SinceAsync(module) : null;
        var reply = library.Find(module) is { } known
            ? await HandleAsync(new LearnerCommand.TakeTest(Guid.CreateVersion7(Now), module, occasion, known.Items, Now, since))
            : await Unknown();
        return new(reply, reply.Accepted ? State.AttemptsAt(module, occasion).LastOrDefault()?.Id : null);
    }

    public Task<Reply> AnswerTest(Guid attempt, string item, string option, bool? sure) =>
        ModuleOf(attempt)?.Item(item) is { } known
            ? HandleAsync(new LearnerCommand.AnswerTest(attempt, known, option, sure, Now))
            : Unknown();

    public Task<Reply> FinishTest(Guid attempt) =>
        ModuleOf(attempt) is { } module
            ? HandleAsync(new LearnerCommand.FinishTest(attempt, module.PassMark, Now))
            : Unknown();

    public Task<Reply> Pledge(Guid pledge, ModuleVersion module, int people, DateOnly dueOn, CohortId? cohort) =>
        library.Find(module) is not null
            ? HandleAsync(new LearnerCommand.MakePledge(pledge, module, people, dueOn, cohort, DateOnly.FromDateTime(clock.GetLocalNow().DateTime), Now))
            : Unknown();

    public Task<Reply> TakePartLive(LiveSessionId session, ModuleVersion module, ImmutableArray<LiveTaken> answers) =>
        HandleAsync(new LearnerCommand.TakePartLive(session, module, answers, Now));

    private async Task<DateTimeOffset?> SinceAsync(ModuleVersion module) =>
        (await qualifications.OfAsync(new(this.GetPrimaryKey()))).Where(own => own.Module == module).Select(own => (DateTimeOffset?)own.Since).FirstOrDefault();

    private Module? ModuleOf(Guid attempt) => State.Attempts.TryGetValue(attempt, out var taken) ? library.Find(taken.Module) : null;

    private Task<Reply> Unknown() =>
        Task.FromResult(new Reply(Version, new Refusal("learner.not-on-this-site", "This hub does not hold that lesson or question any more. Open the module again.")));
}
