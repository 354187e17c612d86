using System.Diagnostics;
using LearningHub.Journal;
using LearningHub.Web.Languages;
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
        var words = ErrorWords.For(context.RequestServices.GetRequiredService<Texts>(), response.StatusCode, context.Items.ContainsKey(FormTooOld));
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
    /// <param name="formTooOld">The request was a form without a valid antiforgery token.</param>
    public static ErrorWords For(Texts texts, int status, bool formTooOld)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var nothingKept = texts["What you sent was not kept."];
        return status switch
        {
            400 when formTooOld => new(texts["This form is too old"], texts["The page was open for a long time, or you signed in or out in another tab."], nothingKept, texts["Go back, load the page again, and send the form once more."]),
            400 => new(texts["We could not read that"], texts["What was sent here was not complete or not in the form we expect."], nothingKept, texts["Go back and try again."]),
            401 => new(texts["Please sign in"], texts["This is only for people who are signed in."], "", texts["Sign in, then open the address again."]),
            403 => new(texts["This page is not for this sign-in"], texts["You are signed in, but your role does not open this page."], texts["Nothing was changed."], texts["If you should see it, ask the person who runs your programme to give you the role."]),
            404 => new(texts["There is no such page"], texts["The address may be mistyped, or what stood here was taken away."], "", texts["Check the address, or begin at the start page."]),
            405 => new(texts["This address does not work that way"], texts["The page was asked in a way that it does not answer."], nothingKept, texts["Begin at the start page."]),
            408 => new(texts["The connection was too slow"], texts["What you sent did not arrive in time."], nothingKept, texts["Check the link and send it again."]),
            413 => new(texts["That is too much at once"], texts["What was sent is larger than this site accepts."], nothingKept, texts["Send a shorter text."]),
            415 => new(texts["We could not read that"], texts["What was sent here was not in a form we expect."], nothingKept, texts["Go back and try again."]),
            429 => new(texts["Too many tries"], texts["There were too many tries from your network in a short time."], nothingKept, texts["Wait a few minutes, then try again. In a workshop, ask the facilitator."]),
            503 => new(texts["The hub cannot keep anything just now"], texts["Its database does not answer, or the program is being restarted."], texts["What you sent last may not have been kept. Everything confirmed before is safe."], texts["Wait a minute and try again. Answers in a live room wait on your phone and go out by themselves."]),
            >= 500 => new(texts["Something broke on our side"], texts["The program met a mistake of ours while it made this page."], texts["What you sent last may not have been kept. Everything confirmed before is safe."], texts["Try again. If it happens once more, tell the person who runs the hub the number below."]),
            _ => new(texts["That did not work"], texts["The request was not accepted."], nothingKept, texts["Go back and try again."]),
        };
    }
}
