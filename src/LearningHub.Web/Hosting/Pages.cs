using LearningHub.Web.Layout;
using Microsoft.AspNetCore.Authorization;

namespace LearningHub.Web.Hosting;

/// <summary>Pages, their files, and the live link: what the browser meets.</summary>
internal static class Pages
{
    /// <summary>Time that requests under way get to finish when the program is asked to stop.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);

    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        // Run from its build folder, the program serves the files where they lie in the source tree; a published one has them beside it.
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, $"{builder.Environment.ApplicationName}.staticwebassets.runtime.json"))) builder.WebHost.UseStaticWebAssets();
        // Development, too, serves files by the list that the build made: what a person sees there is what she publishes.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddRazorComponents(options => options.MaxFormMappingCollectionSize = 400);
        builder.Services.AddOutputCache();
        builder.Services.AddSignalR(hub =>
        {
            hub.EnableDetailedErrors = false;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        });
        // On a stop SignalR closes every connection with the leave to come back, and Kestrel finishes what it has begun.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        return builder;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().Add(endpoint =>
        {
            // The framework's own addresses answer nothing that anybody owns; pages name their policies themselves.
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } address } && address.TrimStart('/').StartsWith("_framework", StringComparison.Ordinal))
                endpoint.Metadata.Add(new AllowAnonymousAttribute());
        });
        app.MapFallback("{**address}", () => Results.NotFound()).AllowAnonymous();
        return app;
    }

    /// <summary>Pages answer HEAD as they answer GET: link checkers and monitors ask so. The server leaves the body out.</summary>
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    });
}
