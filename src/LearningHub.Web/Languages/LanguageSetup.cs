using System.Text.Encodings.Web;
using System.Text.Unicode;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Languages;

/// <summary>Which language a page speaks: the one chosen on this browser, else the first that the browser asks for and we have, else English.</summary>
public static class LanguageSetup
{
    private const string Cookie = "hub-language";

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static WebApplicationBuilder AddLanguages(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        builder.Services.AddSingleton(_ => LanguagePacks.Read(settings["Languages:Path"], builder.Environment.ContentRootPath, settings.GetValue<bool>("Languages:Pseudo")));
        builder.Services.AddSingleton<Texts>();
        builder.Services.AddSingleton<PersonLanguages>();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // pages are UTF-8: an é is two bytes, not six
        builder.Services.AddSingleton<IStringLocalizer>(services => services.GetRequiredService<Texts>());
        builder.Services.AddOptions<RequestLocalizationOptions>().Configure<LanguagePacks>((localization, packs) =>
        {
            var cultures = packs.All.Select(language => language.Culture).ToList();
            localization.DefaultRequestCulture = new(Language.English.Culture);
            localization.SupportedCultures = cultures;
            localization.SupportedUICultures = cultures;
            localization.ApplyCurrentCultureToResponseHeaders = true;
            localization.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie }, new AcceptLanguageHeaderRequestCultureProvider()];
        });
        return builder;
    }

    /// <summary>Comes before the error pages, so that they too speak the reader's language.</summary>
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app)
    {
        var packs = app.ApplicationServices.GetRequiredService<LanguagePacks>();
        app.UseRequestLocalization(app.ApplicationServices.GetRequiredService<IOptions<RequestLocalizationOptions>>().Value);
        return app.Use((context, next) => Chosen(context.Request, packs) is { } chosen ? Choose(context, chosen.Language, chosen.Place) : next(context));
    }

    /// <summary><c>/fr/modules?x=1</c> is <c>/modules?x=1</c> in French.</summary>
    private static (Language Language, string Place)? Chosen(HttpRequest request, LanguagePacks packs)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return null;
        var path = request.Path.Value ?? "";
        var end = path.IndexOf('/', Math.Min(1, path.Length));
        var tag = end < 0 ? path.TrimStart('/') : path[1..end];
        return packs.Find(tag) is { } language ? (language, new PathString("/" + (end < 0 ? "" : path[end..].TrimStart('/', '\\'))).ToUriComponent() + request.QueryString) : null;
    }

    private static async Task Choose(HttpContext context, Language language, string place)
    {
        context.Response.Cookies.Append(Cookie, CookieRequestCultureProvider.MakeCookieValue(new(language.Culture)), new()
        {
            MaxAge = Remembered, HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps,
        });
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(place);
        // Before the sign-in is read for everybody: this request ends here. What a browser chose for its pages is also said in messages.
        if ((await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal?.FindLearnerId() is { } person)
            await context.RequestServices.GetRequiredService<PersonLanguages>().KeepAsync(person, language, context.RequestAborted);
    }
}
