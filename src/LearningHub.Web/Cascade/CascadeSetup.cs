using LearningHub.Web.Cascade.Print;

namespace LearningHub.Web.Cascade;

/// <summary>Adds what the cascade's pages need to the program.</summary>
public static class CascadeSetup
{
    public static IServiceCollection AddCascadePages(this IServiceCollection services)
    {
        services.AddScoped<CouponDoor>();
        services.AddSingleton<ColleagueSlip>();
        services.AddSingleton<CorrectionNotes>();
        services.AddOptions<PrintOptions>().BindConfiguration("Print").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PrintPress>();
        services.AddSingleton<KitPress>();
        services.AddHostedService<CascadeWarmth>();
        return services;
    }

    public static IEndpointRouteBuilder MapCascadePages(this IEndpointRouteBuilder routes)
    {
        KitPress.Map(routes);
        KeptConfirmations.Map(routes);
        return routes;
    }
}
