using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning;

namespace LearningHub.Web.Demo;

/// <summary>What the demonstration's people read and how they did in their tests.</summary>
public sealed class DemoLearning(DemoStage stage, Random chance)
{
    /// <summary>Reads all lessons of a module over the days of a workshop.</summary>
    public void Read(LearnerId learner, Module module, DateTimeOffset from)
    {
        var at = from;
        foreach (var lesson in module.Lessons)
            Act(learner, new LearnerCommand.ReadLesson(module.Id, lesson.Id, at = at.AddMinutes(25)));
    }

    /// <summary>Takes a test; each item is answered rightly with the given chance (0 to 1).</summary>
    /// <returns>Whether a post-test was passed.</returns>
    public bool Test(LearnerId learner, Module module, TestOccasion occasion, double skill, DateTimeOffset at) =>
        Test(learner, module, occasion, skill, at, DemoCast.Id($"{learner}|{module.Id}|{occasion}"));

    /// <summary>Takes the post-test once more, and knows everything.</summary>
    public bool Retake(LearnerId learner, Module module, DateTimeOffset at) =>
        Test(learner, module, TestOccasion.Post, skill: 1, at, DemoCast.Id($"{learner}|{module.Id}|again"));

    /// <summary>Takes a refresher the day after it opens.</summary>
    public void Refresh(LearnerId learner, Module module, TestOccasion occasion, DateTimeOffset qualifiedAt, double skill) =>
        Test(learner, module, occasion, skill, new DateTimeOffset(Refresher.OpensOn(occasion, qualifiedAt).AddDays(1), new(9, 0), TimeSpan.Zero), DemoCast.Id($"{learner}|{module.Id}|{occasion}"), qualifiedAt);

    private bool Test(LearnerId learner, Module module, TestOccasion occasion, double skill, DateTimeOffset at, Guid attempt, DateTimeOffset? qualifiedAt = null)
    {
        var state = Act(learner, new LearnerCommand.TakeTest(attempt, module.Id, occasion, module.Items, at, qualifiedAt));
        var items = state.Attempts[attempt].Items;
        var right = 0;
        foreach (var id in items)
        {
            var item = module.Item(id)!;
            var option = Choose(item, skill);
            right += option == item.RightOption ? 1 : 0;
            Act(learner, new LearnerCommand.AnswerTest(attempt, item, option, chance.NextDouble() < 0.7, at = at.AddSeconds(40)));
        }

        Act(learner, new LearnerCommand.FinishTest(attempt, module.PassMark, at.AddSeconds(30)));
        return right >= module.PassMark * items.Length;
    }

    public void Pledge(LearnerId learner, Module module, int people, DateOnly due, CohortId cohort, DateTimeOffset at) =>
        Act(learner, new LearnerCommand.MakePledge(
            DemoCast.Id($"{learner}|pledge|{module.Id}"), module.Id, people, due, cohort, DateOnly.FromDateTime(at.UtcDateTime), at));

    /// <summary>The right option with this chance; else one of the wrong ones.</summary>
    public string Choose(Item item, double skill)
    {
        if (chance.NextDouble() < skill) return item.RightOption!;
        var wrong = item.Options.Where(option => !option.Right).ToArray();
        return wrong[chance.Next(wrong.Length)].Id;
    }

    private LearnerState Act(LearnerId learner, LearnerCommand command) => stage.Act(LearnerGrain.StreamPrefix + learner, Learner.Rules, command);
}
