using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace LearningHub.Web.Cascade;

/// <summary>Whom a phone was handed to, for as long as she confirms.</summary>
/// <param name="Phrase">Her four words, to be shown once at the end.</param>
public sealed record Colleague(Guid Person, string Name, Guid Session, Guid Coupon, string Phrase);

/// <summary>Keeps the colleague beside the sign-in of the phone's owner, so that handing the phone on signs nobody out.</summary>
/// <remarks>A sealed cookie that only the colleague's page receives. It ends after half an hour, or when the phone is handed back.</remarks>
public sealed class ColleagueSlip(IDataProtectionProvider protection)
{
    public const string Page = "/confirm/colleague";

    private const string Cookie = "hub-colleague";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("coupon-colleague").ToTimeLimitedDataProtector();

    public void Put(HttpContext context, Colleague colleague) =>
        context.Response.Cookies.Append(Cookie, seal.Protect(JsonSerializer.Serialize(colleague), Lifetime), Options(context));

    public Colleague? Read(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(Cookie, out var value)) return null;
        try
        {
            return JsonSerializer.Deserialize<Colleague>(seal.Unprotect(value));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = Page, MaxAge = Lifetime, IsEssential = true,
    };
}
