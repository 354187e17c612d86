using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;

namespace LearningHub.Tests.Cascade;

/// <summary>Branches beside each other: everybody stands in one, and a small branch is no worse than chance makes it.</summary>
public sealed class BranchComparisonTests
{
    [Fact]
    public void Branches_share_out_the_reach_and_small_ones_are_drawn_towards_the_mean()
    {
        foreach (var number in Enumerable.Range(0, 12).Append(RandomCascades.Large))
        {
            var lineage = Lineage.Of(RandomCascades.Of(number), RandomCascades.AsOf);
            var branches = BranchComparison.Of(lineage);
            Assert.Equal(Quantity.Reach(lineage), branches.Sum(branch => branch.People));
            Assert.All(branches, branch => Assert.True(branch.Verified >= branch.People && branch.Answered <= branch.People && branch.Deepest >= 1));
            Assert.All(branches.Where(branch => branch.Answered < BranchComparison.LeastPeople), branch => Assert.Null(branch.Score));
            if (branches.All(branch => branch.Score is null)) continue;
            var raw = lineage.People.Values.Where(place => place.Generation > 0).Select(place => Share(lineage, place)).OfType<double>().ToList();
            Assert.All(branches.Where(branch => branch.Score is not null), branch => Assert.InRange(branch.Score!.Value, 100 * raw.Average() * 10 / (branch.Answered + 10) - 1e-9, 100));
        }
    }

    private static double? Share(Lineage lineage, Place place)
    {
        var first = lineage.Facts.Answers.Where(answer => answer.Person == place.Person && answer.Occasion == AnswerOccasion.Post && answer.Anchor && answer.At <= lineage.AsOf)
            .GroupBy(answer => answer.Item).Select(item => item.OrderBy(answer => answer.At).ThenBy(answer => answer.Option, StringComparer.Ordinal).First()).ToList();
        return first.Count == 0 ? null : first.Average(answer => answer.Correct ? 1.0 : 0.0);
    }
}
