using System.Data.Common;
using LearningHub.Journal;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace LearningHub.Web.Hosting;

/// <summary>Answers 503 when the database can't be used: nothing was kept, and the same request may be sent again.</summary>
internal sealed class StorageFailure(IProblemDetailsService problems, Texts texts, ILogger<StorageFailure> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 10;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not JournalUnavailableException && !(exception.GetBaseException() is DbException && Unavailable.Is(exception))) return false;
        logger.LogError(exception, "The database can't be used: {Reason} {Advice}", StorageTrouble.Reason(exception), StorageTrouble.Advice(exception));
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        response.Headers.CacheControl = "no-store";
        if (httpContext.Request.IsForReading()) return false; // the error page has the words for it
        var problem = new ProblemDetails { Status = response.StatusCode, Type = "storage.unavailable", Title = texts["The hub can't save or read right now"], Detail = texts["Nothing of this request was kept. Send it again in a moment; if it keeps failing, tell the person who runs the hub."] };
        return await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }
}
