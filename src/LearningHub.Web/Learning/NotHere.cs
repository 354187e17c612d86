using Microsoft.AspNetCore.OutputCaching;

namespace LearningHub.Web.Learning;

/// <summary>A page that says in its own words that there is no such module, lesson or test.</summary>
internal static class NotHere
{
    /// <summary>Answers 404 with the page's words, and keeps the page out of the cache, where it would be found again as a good one.</summary>
    /// <remarks>The status is set when the answer starts. Set at once, it would make the framework throw the page's words away.</remarks>
    public static void AnswerNotFound(this HttpContext http)
    {
        if (http.Features.Get<IOutputCacheFeature>() is { } cache) cache.Context.AllowCacheStorage = false;
        http.Response.OnStarting(() =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.Headers.ETag = default;
            return Task.CompletedTask;
        });
    }
}
