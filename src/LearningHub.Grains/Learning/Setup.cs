using LearningHub.Domain.Learning;
using LearningHub.Domain.Learning.Questions;
using LearningHub.Domain.Learning.TeachBacks;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Content;
using LearningHub.Grains.Learning.Questions;
using LearningHub.Grains.Learning.TeachBacks;
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
        // Read while the rest of the program starts: on a small machine that is a noticeable part of the wait for the first page.
        var reading = Task.Run(() => ContentTree.Read(ContentFolder.Find(contentPath, contentRoot)));
        services.AddSingleton(provider => ContentLibrary.Load(
            reading.GetAwaiter().GetResult(), strict, provider.GetRequiredService<ILoggerFactory>().CreateLogger<ContentLibrary>()));
        services.AddJournal<HubDbContext>().Project<LearnerProjection, LearnerEvent>().Project<ItemUseProjection, ModuleEvent>()
            .Project<QuestionProjection, QuestionEvent>().Project<TeachBackProjection, TeachBackEvent>();
        return services.AddSingleton<ModuleProgressQuery>().AddSingleton<TestGivenQuery>().AddSingleton<LearningOverviewQuery>().AddSingleton<ItemStatisticsQuery>()
            .AddSingleton<TeachReadyQuery>().AddSingleton<OwnWords>().AddSingleton<TeachBackQuery>()
            .AddSingleton<QuestionEdition>().AddSingleton<QuestionTexts>().AddSingleton<IForgetsPeople>(provider => provider.GetRequiredService<QuestionTexts>())
            .AddSingleton<QuestionQuery>().AddSingleton<QuestionQueue>();
    }
}
