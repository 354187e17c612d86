using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.Net.Http.Headers;

namespace LearningHub.Web.Offline;

/// <summary>The service worker as one file: what it must keep of the site itself, then its program. A byte of either changed makes phones take the new one.</summary>
public sealed class OfflineWorker(EndpointDataSource endpoints, IWebHostEnvironment site, OfflinePress press)
{
    /// <summary>Also the page that is shown for what is not kept.</summary>
    public const string Page = "/kept";

    private static readonly string[] Files = ["dist/site.css", "icon.svg"];

    private static readonly string[] Scripts = ["site.js", "offline.js", "self-check.js"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ConcurrentDictionary<string, byte[]> scripts = [];

    /// <param name="language">One that this site speaks: each is kept.</param>
    public async Task<IResult> AnswerAsync(string language, HttpContext http)
    {
        if (!scripts.TryGetValue(language, out var script)) script = scripts[language] = Encoding.UTF8.GetBytes(await ScriptAsync(language));
        // Asked for after page loads; for an hour the phone's own copy will do, later a few bytes say that it is still the same.
        http.Response.Headers.CacheControl = "max-age=3600";
        http.Response.Headers.Vary = "Accept-Encoding";
        return Results.Bytes(script, "text/javascript; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Hash(script)}\""));
    }

    private async Task<string> ScriptAsync(string language)
    {
        using var reader = new StreamReader(site.WebRootFileProvider.GetFileInfo("dist/sw.js").CreateReadStream());
        var program = await reader.ReadToEndAsync();
        var assets = endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<ResourceAssetCollection>()).OfType<ResourceAssetCollection>().First();
        List<string> files = [.. Files.Select(file => "/" + assets[file]), .. Scripts.Select(script => assets.Script(script, language))];
        var page = await press.PressAsync(Page, language);
        var version = Hash([.. Encoding.UTF8.GetBytes(string.Join('\n', files)), .. page.Body]);
        return $"const SHELL={JsonSerializer.Serialize(new Shell(version, language, files, Page), Json)};\n{program}";
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));

    private sealed record Shell(string Version, string Language, IReadOnlyList<string> Files, string Page);
}
