using Microsoft.AspNetCore.Components.Endpoints;

namespace LearningHub.Web.Hosting;

/// <summary>A form that its page no longer prints: a thumb pressed twice, or somebody else was first. Either way the page itself says how it stands now.</summary>
/// <remarks>Without this, the second of two equal posts is told "we could not read that" about something that was kept.</remarks>
internal static class SecurityFormsGone
{
    /// <summary>The field in which the framework names a form.</summary>
    private const string FormName = "_handler";

    /// <summary>Pages that say by themselves what became of it. In a room or a test a person must hear that an answer was not taken, so those are not here.</summary>
    private static readonly PathString[] Led = ["/cascade", "/confirm", "/help", "/institutions", "/people", "/programmes"];

    /// <summary>Stands behind the check of tokens, so that a forged form is refused and never sent on.</summary>
    public static IApplicationBuilder UseFormsGone(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && Array.Exists(Led, path => context.Request.Path.StartsWithSegments(path)) && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
            && context.Request.HasFormContentType && (await context.Request.ReadFormAsync(context.RequestAborted))[FormName].Count > 0)
        {
            context.Response.OnStarting(() => SendOn(context)); // in development the framework writes a sentence of its own
            await next(context);
            await SendOn(context);
            return;
        }

        await next(context);
    });

    private static Task SendOn(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted || response.StatusCode != StatusCodes.Status400BadRequest) return Task.CompletedTask;
        response.StatusCode = StatusCodes.Status303SeeOther; // to where the page itself wanted to go on, or to the page as it is now
        if (response.Headers.Location.Count == 0) response.Headers.Location = $"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}";
        return Task.CompletedTask;
    }
}
