using LearningHub.Web.Hosting;
using Microsoft.AspNetCore.OutputCaching;

namespace LearningHub.Web.Learning;

/// <summary>A page that says in its own words that there is no such module, lesson or test.</summary>
internal static class NotHere
{
    /// <summary>Answers 404 with the page's words, and keeps the page out of the cache, where it would be found again as a good one.</summary>
    public static void AnswerNotFound(this HttpContext http)
    {
        if (http.Features.Get<IOutputCacheFeature>() is { } cache) cache.Context.AllowCacheStorage = false;
        http.Response.Headers.ETag = default;
        http.AnswerWith(StatusCodes.Status404NotFound);
    }
}
