using LearningHub.Domain.Outboxes;
using LearningHub.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Grains.Outboxes;

public static class Setup
{
    /// <summary>What phones kept while they had no link: what became of it, and when they were heard of last.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddJournal<HubDbContext>().Project<OutboxProjection, OutboxEvent>();
        return services.AddSingleton<OutboxQuery>();
    }
}
