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

    /// <param name="sure">How the learner felt about it; null when not asked.</param>
    Task<Reply> AnswerSelfCheck(ModuleVersion module, string item, string option, bool? sure = null);

    /// <summary>Keeps which key messages she can say without looking. The same again changes nothing.</summary>
    Task<Reply> Rehearse(ModuleVersion module, ImmutableArray<Rehearsal> said);

    /// <summary>Draws a test, or gives the one that is open.</summary>
    Task<TestReply> TakeTest(ModuleVersion module, TestOccasion occasion);

    /// <summary>The test that <see cref="TakeTest"/> would give now, without beginning it: for a phone that will have no link.</summary>
    Task<TestPreview> PreviewTest(ModuleVersion module, TestOccasion occasion);

    /// <summary>Begins the test that was given ahead; nothing when it is begun or finished already.</summary>
    Task<Reply> BeginTest(ModuleVersion module, TestOccasion occasion, Guid attempt);

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

public sealed class LearnerGrain(Journal<HubDbContext, LearnerEvent> journal, ContentLibrary library, QualificationQuery qualifications, Seal seal, TimeProvider clock)
    : DecidingGrain<LearnerState, LearnerCommand, LearnerEvent>(journal, Learner.Rules), ILearnerGrain
{
    public const string StreamPrefix = "learner-";
    private const string AttemptPurpose = "test-attempt";

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    private DateTimeOffset Now => clock.GetUtcNow();

    public Task<Reply> ReadLesson(ModuleVersion module, string lesson) =>
        library.Find(module)?.Lessons.Any(known => known.Id == lesson) == true
            ? HandleAsync(new LearnerCommand.ReadLesson(module, lesson, Now))
            : Unknown();

    public Task<Reply> AnswerSelfCheck(ModuleVersion module, string item, string option, bool? sure) =>
        library.Find(module)?.Item(item) is { } known
            ? HandleAsync(new LearnerCommand.AnswerSelfCheck(module, known, option, Now, sure))
            : Unknown();

    public Task<Reply> Rehearse(ModuleVersion module, ImmutableArray<Rehearsal> said) =>
        library.Find(module) is { } known && said.All(one => known.KeyMessages.Any(message => message.Id == one.Message))
            ? HandleAsync(new LearnerCommand.Rehearse(module, said, Now))
            : Unknown();

    public async Task<TestReply> TakeTest(ModuleVersion module, TestOccasion occasion)
    {
        var reply = await CommandAsync(module, occasion) is { } command ? await HandleAsync(command) : await Unknown();
        return new(reply, reply.Accepted ? State.AttemptsAt(module, occasion).LastOrDefault()?.Id : null);
    }

    public async Task<TestPreview> PreviewTest(ModuleVersion module, TestOccasion occasion)
    {
        if (await CommandAsync(module, occasion) is not { } command) return new((await Unknown()).Refusal, null, [], false);
        await DurableAsync();
        if (State.AttemptsAt(module, occasion).LastOrDefault() is { Finished: false } open) return new(null, open.Id, open.Items, true);
        var decision = Learner.Rules.Decide(command, State);
        return decision.Events is [LearnerEvent.TestDrawn drawn]
            ? new(null, drawn.Attempt, drawn.Items, false)
            : new(decision.Refusal, null, [], false);
    }

    public async Task<Reply> BeginTest(ModuleVersion module, TestOccasion occasion, Guid attempt)
    {
        if (State.Attempts.ContainsKey(attempt))
        {
            await DurableAsync();
            return new(Version, Repeated: true);
        }

        if (await CommandAsync(module, occasion) is not { } command) return await Unknown();
        return command.Attempt == attempt
            ? await HandleAsync(command)
            : new(Version, new("learner.test-moved-on", "This test was taken elsewhere meanwhile, so these answers have no place. Your result stands on the module's page."));
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

    private async Task<LearnerCommand.TakeTest?> CommandAsync(ModuleVersion module, TestOccasion occasion) => library.Find(module) is { } known
        ? new(AttemptId(module, occasion), module, occasion, known.Items, Now, occasion.IsRefresher() ? await SinceAsync(module) : null, AttemptId(module, TestOccasion.Pre))
        : null;

    /// <summary>The same until the attempt is made, so that questions handed out ahead are those that will be asked. Nobody can choose or foresee it.</summary>
    private Guid AttemptId(ModuleVersion module, TestOccasion occasion) =>
        seal.IdFor(AttemptPurpose, $"{this.GetPrimaryKey()} {module} {occasion} {State.AttemptsAt(module, occasion).Count()}");

    private Module? ModuleOf(Guid attempt) => State.Attempts.TryGetValue(attempt, out var taken) ? library.Find(taken.Module) : null;

    private Task<Reply> Unknown() =>
        Task.FromResult(new Reply(Version, new Refusal("learner.not-on-this-site", "This hub does not hold that lesson or question any more. Open the module again.")));
}
