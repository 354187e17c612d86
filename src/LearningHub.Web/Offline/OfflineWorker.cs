using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.Net.Http.Headers;

namespace LearningHub.Web.Offline;

/// <summary>The service worker as one file: what it must keep of the site itself, then its program. A byte of either changed makes phones take the new one.</summary>
public sealed partial class OfflineWorker(EndpointDataSource endpoints, IWebHostEnvironment site, OfflinePress press, LanguagePacks packs)
{
    /// <summary>Pages that every phone has, the first in place of a page that it has not. One that a visitor may not open is left out.</summary>
    private static readonly string[] Pages = ["/kept", "/waiting"];

    /// <summary>Scripts of kept modules; those of the pages above are found in them.</summary>
    private static readonly string[] Scripts = ["self-check.js"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private byte[]? made;

    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        var script = made ??= Encoding.UTF8.GetBytes(await ScriptAsync());
        // Asked for after page loads; for an hour the phone's own copy will do, later a few bytes say that it is still the same.
        http.Response.Headers.CacheControl = "max-age=3600";
        http.Response.Headers.Vary = "Accept-Encoding";
        return Results.Bytes(script, "text/javascript; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Hash(script)}\""));
    }

    private async Task<string> ScriptAsync()
    {
        using var reader = new StreamReader(site.WebRootFileProvider.GetFileInfo("dist/sw.js").CreateReadStream());
        var program = await reader.ReadToEndAsync();
        var assets = endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<ResourceAssetCollection>()).OfType<ResourceAssetCollection>().First();
        List<string> pages = [];
        var files = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var said = new StringBuilder();
        foreach (var language in packs.All)
        {
            List<string> named = [.. Scripts.Select(script => assets.Script(script, language.Tag))];
            foreach (var page in Pages)
            {
                var pressed = await press.PressAsync(page, language.Tag);
                if (pressed.Status != StatusCodes.Status200OK) continue;
                var html = Encoding.UTF8.GetString(pressed.Body);
                if (!pages.Contains(page)) pages.Add(page);
                said.Append(html);
                named.AddRange(Named().Matches(html).Select(found => found.Groups["file"].Value));
            }

            files[language.Tag] = [.. named.Distinct(StringComparer.Ordinal)];
        }

        var version = Hash(Encoding.UTF8.GetBytes($"{said} {string.Join(' ', files.Values.SelectMany(named => named))}"));
        return $"const SHELL={JsonSerializer.Serialize(new Shell(version, [.. files.Keys], pages, files), Json)};\n{program}";
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));

    /// <summary>The site's own files that a page names: stylesheet, scripts, icon.</summary>
    [GeneratedRegex("""="(?<file>/(?:dist/[^"]+|icon\.[^"]+\.svg))["]""")]
    private static partial Regex Named();

    /// <param name="Languages">Of the site: an address may begin with one.</param>
    /// <param name="Files">By language.</param>
    private sealed record Shell(string Version, IReadOnlyList<string> Languages, IReadOnlyList<string> Pages, IReadOnlyDictionary<string, IReadOnlyList<string>> Files);
}
