using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LearningHub.Grains.Learning;

public static class Setup
{
    /// <summary>Modules, lessons, tests and pledges: content, events, read tables and queries.</summary>
    /// <param name="contentRoot">Where to begin to look for the content folder when none is configured.</param>
    public static IServiceCollection AddLearning(this IServiceCollection services, string? contentPath, string contentRoot, bool strict)
    {
        services.AddSingleton(provider => ContentLibrary.Load(
            ContentFolder.Find(contentPath, contentRoot), strict, provider.GetRequiredService<ILoggerFactory>().CreateLogger<ContentLibrary>()));
        services.AddJournal<HubDbContext>().Project<LearnerProjection, LearnerEvent>();
        return services.AddSingleton<ModuleProgressQuery>().AddSingleton<TestGivenQuery>().AddSingleton<LearningOverviewQuery>();
    }
}
