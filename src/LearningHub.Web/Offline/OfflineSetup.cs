using System.Text.Json;
using System.Text.Json.Serialization;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Languages;
using Microsoft.Net.Http.Headers;

namespace LearningHub.Web.Offline;

/// <summary>Adds what a phone needs to keep modules: the lists, the service worker, the manifest. docs/offline.md says how they work together.</summary>
public static class OfflineSetup
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static IServiceCollection AddOffline(this IServiceCollection services) => services
        .AddSingleton<OfflinePress>()
        .AddSingleton<OfflineBook>()
        .AddSingleton<OfflineWorker>()
        .AddSingleton<IOfflinePart, ModulePages>()
        .AddSingleton<IOfflinePart, SelfCheckAnswers>();

    /// <summary>Comes before everything else.</summary>
    public static IApplicationBuilder UseOffline(this IApplicationBuilder app) => OfflinePress.Use(app);

    public static IEndpointRouteBuilder MapOffline(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sw.js", (OfflineWorker worker, HttpContext http) => worker.AnswerAsync(http)).AllowAnonymous();
        routes.MapGet("/manifest.webmanifest", (Texts T, HttpContext http) => WebAppManifest.Answer(T, http)).AllowAnonymous();
        routes.MapGet("/offline/{name}.json", ListAsync).AllowAnonymous();
        routes.MapGet("/offline/{name}/checks.json", (string name, ContentLibrary library, HttpContext http) =>
            library.Current(name) is { } module ? File(SelfCheckAnswers.OfModule(module), library.Fingerprint, http) : Results.NotFound()).AllowAnonymous();
        return routes;
    }

    private static async Task<IResult> ListAsync(string name, ContentLibrary library, OfflineBook book, LanguagePacks packs, HttpContext http)
    {
        if (library.Current(name) is not { } module) return Results.NotFound();
        var list = await book.OfAsync(module, packs.Current.Tag);
        return File(list, $"{list.Hash}-{list.Edition}", http);
    }

    /// <summary>A file that a phone asks for again with what it has: unchanged, it costs a few bytes.</summary>
    private static IResult File<T>(T content, string edition, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Accept-Language";
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(content, Json), "application/json", entityTag: new EntityTagHeaderValue($"\"{edition}\""));
    }
}
