using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace LearningHub.Web.Identity;

/// <summary>Carries a fresh recovery phrase to the page that shows it, so that reloading that page does not send a form again.</summary>
/// <remarks>A sealed cookie of ten minutes that only that page receives. The server keeps the phrase's hash alone.</remarks>
public sealed class PhraseSlip(IDataProtectionProvider protection)
{
    /// <summary>The page that shows it.</summary>
    public const string Page = "/me/phrase";

    private const string Cookie = "hub-phrase";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("recovery-phrase-slip").ToTimeLimitedDataProtector();

    public void Put(HttpContext context, Guid person, string phrase) =>
        context.Response.Cookies.Append(Cookie, seal.Protect(JsonSerializer.Serialize(new Slip(person, phrase)), Lifetime), Options(context, Lifetime));

    /// <summary>The phrase of the person who is signed in, or null when it was shown too long ago.</summary>
    public string? Read(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(Cookie, out var value)) return null;
        try
        {
            var slip = JsonSerializer.Deserialize<Slip>(seal.Unprotect(value));
            return slip is not null && slip.Person == context.User.FindLearnerId()?.Value ? slip.Phrase : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext context, TimeSpan lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = Page,
        MaxAge = lifetime,
    };

    private sealed record Slip(Guid Person, string Phrase);
}
