using System.Text.Json.Serialization;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Offline;

/// <summary>What a phone needs to put the hub on its home screen.</summary>
internal static class WebAppManifest
{
    private const string Paper = "#fdfcf9";
    private const string Accent = "#0b5d57";

    private static readonly Icon[] Icons =
    [
        new("/icon.svg", "any", "image/svg+xml", "any"), new("/icon-192.png", "192x192", "image/png", "any"), new("/icon-512.png", "512x512", "image/png", "any"),
        new("/icon-maskable-512.png", "512x512", "image/png", "maskable"),
    ];

    public static IResult Answer(Texts T, HttpContext http)
    {
        http.Response.Headers.CacheControl = "max-age=86400";
        http.Response.Headers.Vary = "Cookie, Accept-Language";
        return Results.Json(new Manifest("Learning Hub", "Learning Hub", T["Learn it, pass it on, see what is left"], T.Language.Tag, "/", "/", "/", "standalone", Paper, Accent, Icons), contentType: "application/manifest+json");
    }

    private sealed record Icon(string Src, string Sizes, string Type, string Purpose);

    private sealed record Manifest(
        string Name, [property: JsonPropertyName("short_name")] string ShortName, string Description, string Lang, string Id, [property: JsonPropertyName("start_url")] string StartUrl,
        string Scope, string Display, [property: JsonPropertyName("background_color")] string BackgroundColor, [property: JsonPropertyName("theme_color")] string ThemeColor, Icon[] Icons);
}
