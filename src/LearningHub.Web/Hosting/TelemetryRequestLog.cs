using System.Diagnostics;

namespace LearningHub.Web.Hosting;

/// <summary>One line a request: method, route, status, milliseconds. Routes instead of addresses, so that no code, token or name is logged.</summary>
internal static partial class TelemetryRequestLog
{
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("LearningHub.Requests");
        return app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await next(context);
            }
            finally
            {
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
                Finished(log, Level(context.Response.StatusCode, route), context.Request.Method, route, context.Response.StatusCode, (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        });
    }

    private static LogLevel Level(int status, string route) => status switch
    {
        >= 500 => LogLevel.Error,
        _ when route.StartsWith("/healthz", StringComparison.Ordinal) => LogLevel.Debug,
        _ => LogLevel.Information,
    };

    [LoggerMessage("{Method} {Route} {Status} in {Milliseconds} ms")]
    private static partial void Finished(ILogger log, LogLevel level, string method, string route, int status, int milliseconds);
}
