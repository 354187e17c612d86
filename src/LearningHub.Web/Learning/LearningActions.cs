using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning;
using LearningHub.Web.Outboxes;

namespace LearningHub.Web.Learning;

/// <summary>What a learner does without a link: lessons read, self-checks, and whole tests.</summary>
public sealed class LearningActions(IGrainFactory grains) : IOutboxActions
{
    private static readonly Refusal Incomplete = new("learner.form-incomplete", "Something is missing. Open the page again and answer once more.");

    public IEnumerable<OutboxAction> Actions =>
    [
        new("read", ReadAsync), new("check", CheckAsync),
        new("test-begin", BeginAsync), new("test-answer", AnswerAsync), new("test-finish", FinishAsync),
    ];

    private async Task<OutboxDone> ReadAsync(OutboxTask task) => ModuleVersion.TryParse(task["module"]) is { } module
        ? OutboxDone.Of(await Grain(task).ReadLesson(module, task["lesson"] ?? ""), $"/modules/{module.Module}")
        : Incomplete;

    private async Task<OutboxDone> CheckAsync(OutboxTask task) => ModuleVersion.TryParse(task["module"]) is { } module
        ? OutboxDone.Of(await Grain(task).AnswerSelfCheck(module, task["item"] ?? "", task["Option"] ?? "", bool.TryParse(task["Sure"], out var sure) ? sure : null), $"/modules/{module.Module}")
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
