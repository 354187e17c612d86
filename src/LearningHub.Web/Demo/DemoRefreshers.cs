using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Web.Demo;

/// <summary>Who took a refresher and what was left. It has its own chance, so that the rest of the story does not depend on it.</summary>
public sealed class DemoRefreshers(DemoStage stage, Module module)
{
    private readonly DemoLearning learning = new(stage, new Random(77));

    /// <summary>Most of the workshop's people answer each time, the first of them always; of their learners some after three months.</summary>
    public void Take(IReadOnlyList<LearnerId> seeds, DateTimeOffset seedsQualified, IEnumerable<LearnerId> learners, DateTimeOffset learnersQualified)
    {
        foreach (var (number, seed) in seeds.Index())
        {
            if (number % 5 != 4) learning.Refresh(seed, module, TestOccasion.Month1, seedsQualified, 0.84);
            if (number % 3 != 2) learning.Refresh(seed, module, TestOccasion.Month3, seedsQualified, 0.8);
            if (number % 3 != 1) learning.Refresh(seed, module, TestOccasion.Month6, seedsQualified, 0.74);
        }

        foreach (var (number, learner) in learners.Index())
            if (number % 4 != 3) learning.Refresh(learner, module, TestOccasion.Month3, learnersQualified, 0.72);
    }
}
