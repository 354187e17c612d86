using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Outboxes;

namespace LearningHub.Web.Learning;

/// <summary>What a learner does without a link: lessons read, self-checks, and whole tests.</summary>
public sealed class LearningActions(IGrainFactory grains, ContentLibrary library, OwnWords words, QuestionDesk questions) : IOutboxActions
{
    private static readonly Refusal Incomplete = new("learner.form-incomplete", "Something is missing. Open the page again and answer once more.");

    public IEnumerable<OutboxAction> Actions =>
    [
        new("read", ReadAsync), new("check", CheckAsync), new("rehearse", RehearseAsync), new("ask", AskAsync),
        new("test-begin", BeginAsync), new("test-answer", AnswerAsync), new("test-finish", FinishAsync),
    ];

    private async Task<OutboxDone> ReadAsync(OutboxTask task) => ModuleVersion.TryParse(task["module"]) is { } module
        ? OutboxDone.Of(await Grain(task).ReadLesson(module, task["lesson"] ?? ""), $"/modules/{module.Module}")
        : Incomplete;

    private async Task<OutboxDone> CheckAsync(OutboxTask task) => ModuleVersion.TryParse(task["module"]) is { } module
        ? OutboxDone.Of(await Grain(task).AnswerSelfCheck(module, task["item"] ?? "", task["Option"] ?? "", bool.TryParse(task["Sure"], out var sure) ? sure : null), $"/modules/{module.Module}")
        : Incomplete;

    /// <summary>As the form on the lesson's page names its fields: <c>ready-M1</c> and <c>words-M1</c> for each message.</summary>
    private async Task<OutboxDone> RehearseAsync(OutboxTask task)
    {
        if (ModuleVersion.TryParse(task["module"]) is not { } module || library.Find(module) is not { } known) return Incomplete;
        var said = known.KeyMessages.Where(message => task[$"ready-{message.Id}"] is not null).Select(message => new Rehearsal(message.Id, task[$"ready-{message.Id}"] == "yes"));
        var reply = await Grain(task).Rehearse(module, [.. said]);
        if (reply.Accepted) await words.KeepAsync(task.Person, module.Module, known.KeyMessages.Where(message => task[$"words-{message.Id}"] is not null).ToDictionary(message => message.Id, message => task[$"words-{message.Id}"]!));
        return OutboxDone.Of(reply, $"/modules/{module.Module}");
    }

    private async Task<OutboxDone> AskAsync(OutboxTask task) =>
        ModuleVersion.TryParse(task["module"]) is { } module && library.Find(module) is { } known && known.Lessons.FirstOrDefault(lesson => lesson.Id == task["lesson"]) is { } lesson
            ? OutboxDone.Of(new Reply(0, await questions.AskAsync(task.Person, task["question"], known, lesson.Id, task["nameless"] == "true", task["text"])), $"/modules/{module.Module}/{lesson.Slug}#questions")
            : Incomplete;

    private async Task<OutboxDone> BeginAsync(OutboxTask task) =>
        ModuleVersion.TryParse(task["module"]) is { } module && Enum.TryParse<TestOccasion>(task["occasion"], ignoreCase: true, out var occasion) && Enum.IsDefined(occasion) && task.Id("attempt") is { } attempt
            ? OutboxDone.Of(await Grain(task).BeginTest(module, occasion, attempt), TestWords.AddressOf(module.Module, occasion))
            : Incomplete;

    private async Task<OutboxDone> AnswerAsync(OutboxTask task) => task.Id("attempt") is { } attempt
        ? OutboxDone.Of(await Grain(task).AnswerTest(attempt, task["item"] ?? "", task["option"] ?? "", task["sure"] == "true"))
        : Incomplete;

    private async Task<OutboxDone> FinishAsync(OutboxTask task) => task.Id("attempt") is { } attempt && ModuleVersion.TryParse(task["module"]) is { } module
        ? OutboxDone.Of(await Grain(task).FinishTest(attempt), $"/modules/{module.Module}/test/{attempt}")
        : Incomplete;

    private ILearnerGrain Grain(OutboxTask task) => grains.GetGrain<ILearnerGrain>(task.Person.Value);
}
