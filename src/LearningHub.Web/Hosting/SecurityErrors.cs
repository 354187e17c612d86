using System.Diagnostics;
using LearningHub.Journal;
using LearningHub.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace LearningHub.Web.Hosting;

/// <summary>Every "no" and every accident reaches the person as a page in plain words, and a program as problem+json; never as a stack trace.</summary>
public static class SecurityErrors
{
    /// <summary>Marks a request that was refused because its form was too old or came from elsewhere.</summary>
    public static readonly object FormTooOld = new();

    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app) => app
        .UseStatusCodePages(status => WriteAsync(status.HttpContext))
        .UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = Status,
            SuppressDiagnosticsCallback = handled => Status(handled.Exception) < StatusCodes.Status500InternalServerError,
            ExceptionHandler = WriteAsync,
        });

    /// <summary>Whether a person will read the answer, in a browser.</summary>
    public static bool IsForReading(this HttpRequest request) =>
        request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Sets the status of a page that has words of its own.</summary>
    /// <remarks>Set at once, a 404 would make the framework throw the page's words away and ask for an error page.</remarks>
    public static void AnswerWith(this HttpContext context, int status) => context.Response.OnStarting(() =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    private static int Status(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        TimeoutException or OperationCanceledException or LiveUnreachableException => StatusCodes.Status503ServiceUnavailable,
        _ when Unavailable.Is(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static async Task WriteAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var words = ErrorWords.For(response.StatusCode, context.Items.ContainsKey(FormTooOld));
        var trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0) response.RetryAfter(TimeSpan.FromSeconds(10));
        if (!request.IsForReading())
        {
            await Results.Problem(
                title: ReasonPhrases.GetReasonPhrase(response.StatusCode), detail: $"{words.Happened} {words.Kept} {words.Now}", statusCode: response.StatusCode,
                extensions: new Dictionary<string, object?> { ["traceId"] = trace }).ExecuteAsync(context);
            return;
        }

        var html = await PageAsync(context.RequestServices, words, trace);
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        await response.WriteAsync(html);
    }

    /// <summary>In a scope of its own: the page that failed may have used up what one request has.</summary>
    private static async Task<string> PageAsync(IServiceProvider services, ErrorWords words, string trace)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<ErrorPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ErrorPage.Words)] = words, [nameof(ErrorPage.Trace)] = trace }));
            return page.ToHtmlString();
        });
    }
}

/// <summary>What an error page says: what happened, what was kept, what to do now.</summary>
/// <param name="Kept">Empty where nothing was being sent.</param>
public sealed record ErrorWords(string Title, string Happened, string Kept, string Now)
{
    private const string NothingKept = "What you sent was not kept.";

    /// <param name="formTooOld">The request was a form without a valid antiforgery token.</param>
    public static ErrorWords For(int status, bool formTooOld) => status switch
    {
        400 when formTooOld => new("This form is too old", "The page was open for a long time, or you signed in or out in another tab.", NothingKept, "Go back, load the page again, and send the form once more."),
        400 => new("We could not read that", "What was sent here was not complete or not in the form we expect.", NothingKept, "Go back and try again."),
        401 => new("Please sign in", "This is only for people who are signed in.", "", "Sign in, then open the address again."),
        403 => new("This page is not for this sign-in", "You are signed in, but your role does not open this page.", "Nothing was changed.", "If you should see it, ask the person who runs your programme to give you the role."),
        404 => new("There is no such page", "The address may be mistyped, or what stood here was taken away.", "", "Check the address, or begin at the start page."),
        405 => new("This address does not work that way", "The page was asked in a way that it does not answer.", NothingKept, "Begin at the start page."),
        408 => new("The connection was too slow", "What you sent did not arrive in time.", NothingKept, "Check the link and send it again."),
        413 => new("That is too much at once", "What was sent is larger than this site accepts.", NothingKept, "Send a shorter text."),
        415 => new("We could not read that", "What was sent here was not in a form we expect.", NothingKept, "Go back and try again."),
        429 => new("Too many tries", "There were too many tries from your network in a short time.", NothingKept, "Wait a few minutes, then try again. In a workshop, ask the facilitator."),
        503 => new("The hub cannot keep anything just now", "Its database does not answer, or the program is being restarted.", "What you sent last may not have been kept. Everything confirmed before is safe.", "Wait a minute and try again. Answers in a live room wait on your phone and go out by themselves."),
        >= 500 => new("Something broke on our side", "The program met a mistake of ours while it made this page.", "What you sent last may not have been kept. Everything confirmed before is safe.", "Try again. If it happens once more, tell the person who runs the hub the number below."),
        _ => new("That did not work", "The request was not accepted.", NothingKept, "Go back and try again."),
    };
}
