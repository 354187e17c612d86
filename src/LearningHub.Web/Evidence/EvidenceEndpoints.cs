using System.Globalization;
using System.Text.Json;
using LearningHub.Domain.Audit;
using LearningHub.Domain.Common;
using LearningHub.Grains.Audit;
using LearningHub.Grains.Evidence;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Evidence;

/// <summary>The evidence pack for whoever follows a programme, and the keys to check it with for everybody.</summary>
public static class EvidenceEndpoints
{
    public static IServiceCollection AddEvidence(this IServiceCollection services) =>
        services.AddSingleton<EvidenceKeys>().AddSingleton<PackWriter>().AddScoped<EvidenceDesk>();

    public static IEndpointRouteBuilder MapEvidence(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/programmes/{id:guid}/evidence", PackAsync).RequireAuthorization(Policies.ProgrammeReader);
        routes.MapGet("/programmes/{id:guid}/report.csv", ReportAsync).RequireAuthorization(Policies.ProgrammeReader);
        routes.MapGet("/.well-known/learning-hub/evidence-key.json", KeysAsync).AllowAnonymous();
        return routes;
    }

    private static async Task<IResult> PackAsync(Guid id, string? module, string? asOf, EvidenceDesk desk, Texts texts, TimeProvider clock, HttpContext http)
    {
        if (!AsOfText.TryRead(asOf, clock.GetUtcNow(), out var moment))
            return TypedResults.Problem(title: texts[AsOfText.Advice], type: "evidence.as-of", statusCode: StatusCodes.Status400BadRequest);
        if (await desk.FindAsync(http.User, new(id), ModuleVersion.TryParse(module), moment, http.RequestAborted) is not { } view) return Results.NotFound();

        // On disk first: the answer then has a length, and a pack that fails half way is an error instead of a broken file.
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        http.Response.RegisterForDisposeAsync(file);
        if (await desk.TakeAsync(view, http.User.LearnerId(), file, http.RequestAborted) is { } refusal)
            return TypedResults.Problem(title: texts.Say(refusal), type: refusal.Code, statusCode: StatusCodes.Status409Conflict);
        file.Position = 0;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(file, "application/zip", string.Create(CultureInfo.InvariantCulture, $"evidence-{view.Module.Id.Module}-v{view.Module.Id.Version}-{view.Content.AsOf:yyyy-MM-dd}.zip"));
    }

    private static async Task<IResult> ReportAsync(Guid id, string? module, string? asOf, EvidenceDesk desk, IGrainFactory grains, Texts texts, TimeProvider clock, HttpContext http)
    {
        if (!AsOfText.TryRead(asOf, clock.GetUtcNow(), out var moment))
            return TypedResults.Problem(title: texts[AsOfText.Advice], type: "evidence.as-of", statusCode: StatusCodes.Status400BadRequest);
        if (await desk.FindAsync(http.User, new(id), ModuleVersion.TryParse(module), moment, http.RequestAborted) is not { } view) return Results.NotFound();
        await grains.GetGrain<IExportsGrain>(http.User.LearnerId().Value).Made(ExportKind.DonorReport, id);
        return TypedResults.File(ReportFile.Of(texts, view.Content), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"report-{view.Module.Id.Module}-v{view.Module.Id.Version}-{view.Content.AsOf:yyyy-MM-dd}.csv"));
    }

    private static async Task<IResult> KeysAsync(EvidenceKeys keys, HttpContext http)
    {
        var all = await keys.AllAsync(http.RequestAborted);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("current", all[^1].Id);
            json.WriteStartArray("keys");
            foreach (var key in all)
            {
                json.WriteStartObject();
                PackJson.WriteKey(json, key);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return TypedResults.Bytes(bytes.ToArray(), "application/json");
    }
}

/// <summary>The as-of moment in an address: a day (its end, UTC), or a moment as a manifest writes it.</summary>
public static class AsOfText
{
    public static readonly string Advice = Texts.Mark("asOf is a day in the past, such as 2026-07-01, or a moment such as 2026-07-01T12:00:00Z. Leave it out for now.");

    /// <summary>The last second of the last quarter that had ended by then, UTC.</summary>
    public static DateTimeOffset QuarterEnd(DateTimeOffset moment)
    {
        var at = moment.UtcDateTime.AddSeconds(1); // the last second of a quarter is its own end
        return new DateTimeOffset(at.Year, (at.Month - 1) / 3 * 3 + 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(-1);
    }

    /// <summary>Reads it; null for now.</summary>
    /// <returns>False for what is neither, and for the future.</returns>
    public static bool TryRead(string? text, DateTimeOffset now, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var today = DateOnly.FromDateTime(now.UtcDateTime);
            if (day < today) moment = new(day, new(23, 59, 59), TimeSpan.Zero); // the moment that the programme's pages show
            return day <= today;
        }

        if (!text.EndsWith('Z') || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var exact)) return false;
        moment = exact;
        return exact <= now;
    }
}
