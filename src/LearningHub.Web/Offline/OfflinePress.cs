using Microsoft.AspNetCore.Http.Features;

namespace LearningHub.Web.Offline;

/// <summary>What a visitor is answered at one address.</summary>
/// <param name="Edition">The answer's ETag, or empty.</param>
public sealed record Pressed(int Status, string ContentType, string Edition, byte[] Body);

/// <summary>Asks this program for a page as a visitor would, without a network in between: what the list of a module says is what phones will get.</summary>
public sealed class OfflinePress(IServiceProvider services)
{
    /// <summary>Never looked up: the request stays within the program.</summary>
    private const string Host = "hub.invalid";

    private RequestDelegate? pipeline;

    /// <summary>Remembers everything that follows. Comes first, so that a page is made as for anybody else.</summary>
    public static IApplicationBuilder Use(IApplicationBuilder app) => app.Use(next =>
    {
        app.ApplicationServices.GetRequiredService<OfflinePress>().pipeline = next;
        return next;
    });

    public async Task<Pressed> PressAsync(string address, string language)
    {
        Task<Pressed> asked;
        // The page that waits for this one has its own request and person in the flow; this visitor must see neither.
        using (ExecutionContext.SuppressFlow()) asked = Task.Run(() => AskAsync(address, language));
        return await asked;
    }

    private async Task<Pressed> AskAsync(string address, string language)
    {
        using var body = new MemoryStream();
        var response = new Answer();
        var contexts = services.GetRequiredService<IHttpContextFactory>();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = HttpMethods.Get, Protocol = "HTTP/1.1", Scheme = "https", Path = address });
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        var context = contexts.Create(features);
        try
        {
            context.Request.Host = new(Host);
            context.Request.Headers.Accept = "text/html, application/json";
            context.Request.Headers.AcceptLanguage = language;
            await pipeline!(context);
            await response.StartAsync();
            await context.Response.CompleteAsync();
            return new(context.Response.StatusCode, context.Response.ContentType ?? "", context.Response.Headers.ETag.ToString(), body.ToArray());
        }
        finally
        {
            contexts.Dispose(context);
        }
    }

    /// <summary>Runs at the end what a server runs before the first byte: pages set their status there.</summary>
    private sealed class Answer : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Act, object State)> starting = [];

        public override void OnStarting(Func<object, Task> callback, object state) => starting.Push((callback, state));

        public async Task StartAsync()
        {
            while (starting.TryPop(out var it)) await it.Act(it.State);
        }
    }
}
