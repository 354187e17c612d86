using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Grains.Cascade.Pledges;

public static class Setup
{
    /// <summary>What follows a pledge: events, read tables and queries.</summary>
    public static IServiceCollection AddPledges(this IServiceCollection services)
    {
        services.AddJournal<HubDbContext>().Project<PledgeProjection, PledgeEvent>();
        return services.AddSingleton<PledgeQuery>().AddSingleton<PledgeLinks>();
    }
}
