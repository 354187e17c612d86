using LearningHub.Web.Cascade;
using LearningHub.Web.Cohorts;
using LearningHub.Web.Hosting;
using LearningHub.Web.Learning;
using LearningHub.Web.Live;
using Microsoft.AspNetCore.Mvc;

namespace LearningHub.Web.Outboxes;

/// <summary>Where phones send what they kept.</summary>
public static class OutboxEndpoints
{
    /// <summary>Items that one batch may carry.</summary>
    public const int MostItems = 60;

    private const long MaxBodyBytes = 128 * 1024;

    private static readonly OutboxBatch Nothing = new([], 0);

    public static IServiceCollection AddOutboxPages(this IServiceCollection services) => services
        .AddScoped<OutboxDesk>().AddScoped<SessionRecorder>().AddScoped<PaperSheets>().AddScoped<CouponKeeper>()
        .AddScoped<IOutboxActions, LearningActions>().AddScoped<IOutboxActions, CascadeActions>().AddScoped<IOutboxActions, RoomActions>();

    public static IEndpointRouteBuilder MapOutbox(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/outbox", TakeAsync).AllowAnonymous().RequireRateLimiting(Rates.Outbox).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        return routes;
    }

    private static async Task<IResult> TakeAsync(OutboxBatch batch, OutboxDesk desk, HttpContext http)
    {
        var (items, waiting) = (batch ?? Nothing) is { Items: { IsDefault: false } some } sent ? (some, sent.Waiting ?? some.Length) : ([], 0);
        if (items.Length > MostItems || items.Any(item => item is null))
            return TypedResults.Problem(title: $"A batch carries at most {MostItems} items.", type: "outbox.too-many", statusCode: StatusCodes.Status400BadRequest);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(await desk.TakeAsync(items, waiting, http), LiveWire.Json);
    }
}
