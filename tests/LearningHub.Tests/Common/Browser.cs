using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace LearningHub.Tests.Common;

/// <summary>A browser without script: opens pages, fills in forms as they are printed, keeps cookies.</summary>
public sealed class Browser(HttpClient http) : IDisposable
{
    /// <summary>For what is no page: JSON, headers.</summary>
    public HttpClient Http { get; } = http;

    public async Task<Page> OpenAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html");
        return await ReadAsync(request);
    }

    /// <summary>Fills in a form of a page and sends it, hidden fields and token included.</summary>
    /// <param name="form">Its <c>@formname</c>, its action, or empty for the only one.</param>
    public Task<Page> SubmitAsync(Page page, string form, params (string Field, string Value)[] typed) => SubmitAsync(page, page.Form(form), typed);

    public async Task<Page> SubmitAsync(Page page, IHtmlFormElement found, params (string Field, string Value)[] typed)
    {
        var fields = found.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Name is { Length: > 0 } && (input.Type is not ("checkbox" or "radio") || input.IsChecked))
            .Select(input => (input.Name!, input.Value))
            .Concat(found.Elements.OfType<IHtmlSelectElement>().Select(select => (select.Name!, select.Value ?? "")))
            .Where(field => !typed.Any(it => it.Field == field.Item1))
            .Concat(typed)
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        var address = new Uri(page.Uri, found.GetAttribute("action") is { Length: > 0 } action ? action : page.Uri.PathAndQuery);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", page.Uri.GetLeftPart(UriPartial.Authority)); // as every browser does with a form
        request.Headers.Accept.ParseAdd("text/html");
        return await ReadAsync(request);
    }

    public void Dispose() => Http.Dispose();

    private async Task<Page> ReadAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        var html = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, response.RequestMessage!.RequestUri!, html, new HtmlParser().ParseDocument(html), response.Headers.RetryAfter?.Delta);
    }
}

/// <summary>A page as the browser shows it, after redirects.</summary>
public sealed record Page(HttpStatusCode Status, Uri Uri, string Html, IHtmlDocument Document, TimeSpan? RetryAfter)
{
    public string Path => Uri.AbsolutePath;

    /// <summary>What a person reads.</summary>
    public string Text => Document.QuerySelector("main")?.TextContent ?? Document.Body?.TextContent ?? "";

    /// <summary>What the page says is wrong, or null.</summary>
    public string? Alert => Document.QuerySelector("[role=alert]")?.TextContent.Trim();

    public IHtmlFormElement Form(string name) => Document.Forms.SingleOrDefault(form =>
            name.Length == 0 || form.QuerySelector("input[name=_handler]")?.GetAttribute("value") == name || form.GetAttribute("action") == name)
        ?? throw new InvalidOperationException($"'{Uri.PathAndQuery}' ({(int)Status}) has no form '{name}': {Text}");
}
