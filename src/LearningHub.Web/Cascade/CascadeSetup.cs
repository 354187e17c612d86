namespace LearningHub.Web.Cascade;

/// <summary>Adds what the cascade's pages need to the program.</summary>
public static class CascadeSetup
{
    public static IServiceCollection AddCascadePages(this IServiceCollection services)
    {
        services.AddScoped<CouponDoor>();
        services.AddSingleton<ColleagueSlip>();
        return services;
    }
}
