using System.Collections.Concurrent;
using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace LearningHub.Web.Cascade.Print;

/// <summary>Kits as PDF files, small enough for a slow link.</summary>
public sealed class KitPress(IServiceProvider services, PrintPress press, CascadeSessionQuery sessions, ContentLibrary library, CouponLinks links, IWebHostEnvironment site, Texts texts, TimeProvider clock)
{
    private const string Pdf = "application/pdf";

    /// <summary>Check sheets printed unless more or fewer are asked for.</summary>
    public const int UsualSheets = 4;

    /// <summary>Coupons and sheets in one file at most: with more it would be too large for a slow link. The rest is printed from the coupons' own page.</summary>
    public const int MostCoupons = 40, MostSheets = 9;

    private readonly ConcurrentDictionary<(ModuleVersion Module, string Language), byte[]> printed = [];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/modules/{name}/kit.pdf", (string name, KitPress kits, HttpContext http) => kits.OfModuleAsync(name, http)).RequireAuthorization(Policies.Learner);
        routes.MapGet("/cascade/sessions/{id:guid}/kit.pdf", (Guid id, int? sheets, KitPress kits, HttpContext http) => kits.OfSessionAsync(id, sheets, http)).RequireAuthorization(Policies.Learner);
    }

    /// <summary>Coupons that can still be used: what a print holds.</summary>
    public static ImmutableArray<CouponLine> OpenOf(SessionView session, DateTimeOffset now) => [.. session.Coupons.Where(coupon => coupon.RedeemedBy is null && coupon.ExpiresAt >= now)];

    private async Task<IResult> OfModuleAsync(string name, HttpContext http)
    {
        if (library.Current(name) is not { Kit: not null } module || !press.IsReady) return Results.NotFound();
        if (!printed.TryGetValue((module.Id, texts.Language.Tag), out var pdf))
        {
            if (await PrintAsync(module, null, [], 0, http) is not { } made) return Busy;
            pdf = printed[(module.Id, texts.Language.Tag)] = made;
        }

        return Results.File(pdf, Pdf, $"kit-{module.Id.Module}.pdf");
    }

    private async Task<IResult> OfSessionAsync(Guid id, int? sheets, HttpContext http)
    {
        // The kit holds coupons, which prove that a colleague was there: nobody but the trainers may hold them.
        if (!press.IsReady || await sessions.FindAsync(new(id), http.RequestAborted) is not { } session || !http.User.Taught(session) || library.Find(session.Line.Module) is not { } module)
            return Results.NotFound();
        var open = OpenOf(session, clock.GetUtcNow());
        var printable = open.Take(MostCoupons).ToImmutableArray();
        var pdf = await PrintAsync(module, session, printable, Math.Clamp(sheets ?? UsualSheets, 0, Math.Min(MostSheets, printable.Length)), http);
        http.Response.Headers.CacheControl = "no-store";
        return pdf is null ? Busy : Results.File(pdf, Pdf, $"kit-{module.Id.Module}-{session.Line.HeldOn:yyyy-MM-dd}.pdf");
    }

    private async Task<byte[]?> PrintAsync(Module module, SessionView? session, ImmutableArray<CouponLine> coupons, int sheets, HttpContext http)
    {
        var parameters = new Dictionary<string, object?>
        {
            [nameof(KitFile.Module)] = module, [nameof(KitFile.Session)] = session, [nameof(KitFile.Coupons)] = coupons, [nameof(KitFile.Sheets)] = sheets,
            [nameof(KitFile.Links)] = links, [nameof(KitFile.BaseUri)] = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/", [nameof(KitFile.Css)] = await CssAsync(),
        };
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<KitFile>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return await press.PrintAsync(html, tagged: session is null, http.RequestAborted);
    }

    private async Task<string> CssAsync()
    {
        using var reader = new StreamReader(site.WebRootFileProvider.GetFileInfo("dist/site.css").CreateReadStream());
        return await reader.ReadToEndAsync();
    }

    private IResult Busy => Results.Problem(
        title: texts["The kit could not be printed just now. Open it as a page and use your browser's print."], type: "print.busy", statusCode: StatusCodes.Status503ServiceUnavailable);
}
