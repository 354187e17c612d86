using System.Data.Common;
using LearningHub.Journal;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace LearningHub.Web.Hosting;

/// <summary>Answers 503 when the database can't be used: nothing was kept, and the same request may be sent again.</summary>
internal sealed class StorageFailure(IProblemDetailsService problems, ILogger<StorageFailure> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 10;

    private const string Title = "The hub can't save or read right now";
    private const string Detail = "Nothing of this request was kept. Send it again in a moment; if it keeps failing, tell the person who runs the hub.";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not JournalUnavailableException && !(exception.GetBaseException() is DbException && Unavailable.Is(exception))) return false;
        logger.LogError(exception, "The database can't be used: {Reason} {Advice}", StorageTrouble.Reason(exception), StorageTrouble.Advice(exception));
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        response.Headers.CacheControl = "no-store";
        if (AsksForPage(httpContext.Request))
        {
            response.ContentType = "text/html; charset=utf-8";
            await response.WriteAsync(Page, cancellationToken);
            return true;
        }

        var problem = new ProblemDetails { Status = response.StatusCode, Type = "storage.unavailable", Title = Title, Detail = Detail };
        return await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    private static bool AsksForPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private const string Page = $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Title}</title>
        <main>
          <h1>{Title}</h1>
          <p role="alert">{Detail}</p>
          <p><a href="">Try again</a></p>
        </main>
        </html>
        """;
}
