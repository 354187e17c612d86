using Xunit.Abstractions;

// Two stories at once, since most of a story is waiting: for a program to start, a page to load, a link to come back.
// Those that share a hub follow one another (DemoStories); those that measure time run when all the others are done (TimedStories).
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer("LearningHub.Stories.LongestFirst", "LearningHub.Stories")]

namespace LearningHub.Stories;

/// <summary>The two long rows of stories begin at once; what is short fills up behind them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName switch
        {
            var name when name.Contains(nameof(KillStory), StringComparison.Ordinal) => 0,
            DemoStories.Name => 1,
            ReadingStories.Name => 2,
            _ => 3,
        }).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}
