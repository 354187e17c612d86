using Microsoft.AspNetCore.Antiforgery;

namespace LearningHub.Web.Hosting;

/// <summary>No form is taken without its antiforgery token, whichever endpoint it is sent to.</summary>
/// <remarks>ASP.NET Core checks endpoints that declare a form; this closes the gap of those that read one without saying so.
/// JSON needs no token: another site can't send it here without being asked first, and the sign-in cookie doesn't travel with it.</remarks>
internal static class SecurityForms
{
    public static IApplicationBuilder UseFormProtection(this IApplicationBuilder app) => app.Use(RefuseTooLarge).UseAntiforgery().Use(async (context, next) =>
    {
        if (IsUnsafe(context.Request.Method) && !await IsGenuineAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            context.Items[SecurityErrors.FormTooOld] = true;
            return;
        }

        await next(context);
    });

    /// <summary>Before anybody reads it: the server would cut it off, and the form would look forged.</summary>
    private static Task RefuseTooLarge(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentLength is null or <= Security.MaxBodyBytes) return next(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }

    private static bool IsUnsafe(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method) && !HttpMethods.IsConnect(method);

    private static async Task<bool> IsGenuineAsync(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { } @checked) return @checked.IsValid;
        var mustCheck = context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { } said
            ? said.RequiresValidation
            : context.Request.HasFormContentType || IsPlainText(context.Request);
        return !mustCheck || await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }

    /// <summary>The third type that a form of another site can send without being asked first.</summary>
    private static bool IsPlainText(HttpRequest request) => request.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true;
}
