using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace LearningHub.Web.Cascade;

/// <summary>Whom a phone was handed to, for as long as she confirms.</summary>
/// <param name="Phrase">Her four words, to be shown once at the end.</param>
public sealed record Colleague(Guid Person, string Name, Guid Session, Guid Coupon, string Phrase);

/// <summary>Keeps the colleague beside the sign-in of the phone's owner, so that handing the phone on signs nobody out.</summary>
/// <remarks>A sealed cookie that only the colleague's page receives. It ends after half an hour, or when the phone is handed back.
/// Who confirmed here without a link has one of her own for half a day after it went out: her questions and her words still wait.</remarks>
public sealed class ColleagueSlip(IDataProtectionProvider protection)
{
    public const string Page = "/confirm/colleague";

    private const string Cookie = "hub-colleague", WaitingCookie = "hub-colleague-waits-";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30), WaitingLifetime = TimeSpan.FromHours(12);

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("coupon-colleague").ToTimeLimitedDataProtector();

    public void Put(HttpContext context, Colleague colleague) =>
        context.Response.Cookies.Append(Cookie, seal.Protect(JsonSerializer.Serialize(colleague), Lifetime), Options(context, Lifetime));

    public Colleague? Read(HttpContext context) => context.Request.Cookies.TryGetValue(Cookie, out var value) ? Open(value) : null;

    /// <summary>Notes on this phone that what she kept on it has gone out.</summary>
    public void Note(HttpContext context, Colleague colleague) =>
        context.Response.Cookies.Append($"{WaitingCookie}{colleague.Coupon:N}", seal.Protect(JsonSerializer.Serialize(colleague), WaitingLifetime), Options(context, WaitingLifetime));

    /// <summary>Those whose questions wait on this phone, by name.</summary>
    public ImmutableArray<Colleague> Waiting(HttpContext context) =>
        [.. context.Request.Cookies.Where(cookie => cookie.Key.StartsWith(WaitingCookie, StringComparison.Ordinal)).Select(cookie => Open(cookie.Value)).OfType<Colleague>()
            .OrderBy(one => one.Name, StringComparer.CurrentCulture).ThenBy(one => one.Coupon)];

    public static void Forget(HttpContext context, Guid coupon) => context.Response.Cookies.Delete($"{WaitingCookie}{coupon:N}", Options(context, WaitingLifetime));

    private Colleague? Open(string value)
    {
        try
        {
            return JsonSerializer.Deserialize<Colleague>(seal.Unprotect(value));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context, Lifetime));

    private static CookieOptions Options(HttpContext context, TimeSpan lifetime) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = Page, MaxAge = lifetime, IsEssential = true,
    };
}
