using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Identity;
using LearningHub.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace LearningHub.Web.Identity;

/// <summary>Sign-in with a passkey: the phone or computer proves who it is, and there is no password to steal.</summary>
public sealed class Passkeys(SignInManager<Person> signIn, UserManager<Person> people)
{
    /// <summary>Passkeys one person may have.</summary>
    public const int Limit = 10;

    /// <summary>Keeps a new passkey for the signed-in person.</summary>
    public async Task<Refusal?> AddAsync(Person person, string? credential)
    {
        if ((await people.GetPasskeysAsync(person)).Count >= Limit) return new("identity.too-many-passkeys", $"You have {Limit} passkeys. Remove one first.");
        if (await AnsweredAsync(credential, signIn.PerformPasskeyAttestationAsync) is not { Succeeded: true } attestation) return new("identity.passkey-failed", "This device did not make a passkey. Nothing was changed; try again.");
        (await people.AddOrUpdatePasskeyAsync(person, attestation.Passkey)).OrThrow("keep a passkey");
        return null;
    }

    /// <summary>Signs in the person whom a passkey belongs to.</summary>
    public async Task<Refusal?> SignInAsync(string? credential)
    {
        if (await AnsweredAsync(credential, signIn.PerformPasskeyAssertionAsync) is not { Succeeded: true } assertion || await people.IsLockedOutAsync(assertion.User))
            return new("identity.sign-in-failed", "This passkey does not open anything here. Try another, or sign in with your password.");
        (await people.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey)).OrThrow("note a passkey's use"); // its counter shows a copy
        await signIn.SignInAsync(assertion.User, isPersistent: true, "passkey");
        return null;
    }

    /// <summary>What the device answered, or null when it answered nothing, or nothing was asked of it: Identity treats that as a mistake of ours, and anybody can send it.</summary>
    private static async Task<T?> AnsweredAsync<T>(string? credential, Func<string, Task<T>> check) where T : class
    {
        try
        {
            return string.IsNullOrEmpty(credential) ? null : await check(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>What the browser asks for before it makes or uses a passkey. The rest are ordinary forms.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        var passkeys = routes.MapGroup("/passkeys").WithMetadata(new RequireAntiforgeryTokenAttribute(true));
        passkeys.MapPost("/creation-options", CreationAsync).RequireAuthorization(Policies.Learner);
        passkeys.MapPost("/request-options", RequestAsync).AllowAnonymous().RequireRateLimiting(Rates.SignIn);
    }

    private static async Task<IResult> CreationAsync(HttpContext context, UserManager<Person> people, SignInManager<Person> signIn)
    {
        if (await people.GetUserAsync(context.User) is not { } person) return Results.Unauthorized();
        return Json(await signIn.MakePasskeyCreationOptionsAsync(new() { Id = person.Id.ToString(), Name = person.Email ?? person.DisplayName, DisplayName = person.DisplayName }));
    }

    private static async Task<IResult> RequestAsync(SignInManager<Person> signIn) =>
        Json(await signIn.MakePasskeyRequestOptionsAsync(null)); // no name asked, so none can be probed

    private static IResult Json(string json) => Results.Content(json, "application/json");
}
