using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Cascade.SpotLots;
using LearningHub.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Grains.Cascade;

public static class Setup
{
    /// <summary>Cascade sessions and institutions: events, read tables, facts and queries.</summary>
    public static IServiceCollection AddCascade(this IServiceCollection services)
    {
        services.AddPledges();
        services.AddJournal<HubDbContext>()
            .Project<CascadeProjection, CascadeEvent>()
            .Project<InstitutionProjection, InstitutionEvent>()
            .Project<SpotLotProjection, SpotLotEvent>();
        return services.AddSingleton<CascadeFactsQuery>().AddSingleton<CascadeBooks>().AddSingleton<CascadeSessionQuery>().AddSingleton<CoTeachingQuery>().AddSingleton<QualificationQuery>()
            .AddSingleton<InstitutionQuery>().AddSingleton<CouponLinks>().AddSingleton<CouponPhones>().AddSingleton<CascadeFlagsQuery>()
            .AddSingleton<SpotFrameQuery>().AddSingleton<SpotLotQuery>();
    }
}
