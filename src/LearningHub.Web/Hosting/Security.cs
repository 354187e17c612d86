using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using IPNetwork = System.Net.IPNetwork;

namespace LearningHub.Web.Hosting;

/// <summary>What guards every request, in one place: limits, headers, forms, error pages.</summary>
public static class Security
{
    /// <summary>Largest request body: room for the longest form, and no upload exists.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    /// <summary>Largest single form field, in characters.</summary>
    private const int MaxFieldCharacters = 64 * 1024;

    private const int MaxFields = 400;

    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        });
        services.Configure<FormOptions>(form =>
        {
            form.ValueLengthLimit = MaxFieldCharacters;
            form.ValueCountLimit = MaxFields;
            form.MultipartBodyLengthLimit = MaxBodyBytes;
        });
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "hub-form";
            forms.Cookie.HttpOnly = true;
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // the hub in a hotel room has no certificate
            forms.SuppressXFrameOptionsHeader = true; // a stricter one is sent with every answer
        });
        services.AddProblemDetails();
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // antiforgery tokens are masked anew for every page, so nothing secret repeats
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json", "application/manifest+json"];
        });
        services.AddRates();
        return builder.AddTrustedProxies();
    }

    /// <summary>Comes first: whatever follows is guarded by it.</summary>
    public static WebApplication UseSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseRequestLog();
        if (app.Environment.IsProduction()) app.UseHsts();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseLanguages();
        app.UseErrorPages();
        return app;
    }

    /// <summary>Comes after routing, which says what is asked for: who is it, may they, is the form genuine, is it too often.</summary>
    public static WebApplication UseGuards(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseFormProtection();
        app.UseFormsGone();
        app.UseReadableQuery();
        return app;
    }

    /// <summary>The address and scheme that a proxy reports are believed only from the networks in <c>Proxy:Networks</c>.</summary>
    private static WebApplicationBuilder AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var networks = ProxyNetworks(builder.Configuration["Proxy:Networks"]);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = networks.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var network in networks) forwarded.KnownIPNetworks.Add(network);
        });
        return builder;
    }

    private static IPNetwork[] ProxyNetworks(string? list) =>
        [.. (list ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(text => IPNetwork.TryParse(text, out var network)
            ? network
            : throw new StartException($"Proxy:Networks is '{text}'. Allowed: networks such as 10.0.0.0/8 or 172.16.0.0/12, separated by commas. Set it in appsettings.json or as Proxy__Networks."))];
}
