using System.Globalization;
using LearningHub.Grains.Learning.Content;
using LearningHub.Grains.Learning.Questions;
using Microsoft.AspNetCore.OutputCaching;

namespace LearningHub.Web.Learning;

/// <summary>Keeps a whole page in memory for visitors who are not signed in. Content does not change while the program runs.</summary>
/// <remarks>A signed-in learner's page holds progress and is made anew each time. A page with a query (an answer tried out) is not
/// kept either: anybody could fill the memory with made-up queries.</remarks>
public sealed class VisitorPageCache : IOutputCachePolicy
{
    public const string Policy = "visitor-page";

    /// <summary>The program's build: its layout is part of every page.</summary>
    private static readonly string Build = typeof(VisitorPageCache).Module.ModuleVersionId.ToString("N")[..8];

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.HttpContext.Request;
        var isVisitors = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && context.HttpContext.User.Identity?.IsAuthenticated != true && !request.QueryString.HasValue;
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = isVisitors;
        context.AllowCacheStorage = isVisitors;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Kept;
        context.CacheVaryByRules.VaryByValues["language"] = CultureInfo.CurrentUICulture.Name;
        if (!isVisitors) return;
        // An answer that is published now stands on the lesson now, in this memory and on phones that ask again.
        var questions = await context.HttpContext.RequestServices.GetRequiredService<QuestionEdition>().CurrentAsync(cancellation);
        context.CacheVaryByRules.VaryByValues["questions"] = questions;
        SayHowToAskAgain(context.HttpContext, questions);
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0) context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    /// <summary>A phone that has the page asks whether it is still the same, and is told so in a few bytes.</summary>
    private static void SayHowToAskAgain(HttpContext context, string questions)
    {
        var content = context.RequestServices.GetRequiredService<ContentLibrary>().Fingerprint;
        context.Response.Headers.ETag = $"W/\"{content}-{Build}-{questions}-{CultureInfo.CurrentUICulture.Name}\"";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Cookie, Accept-Language";
    }
}
