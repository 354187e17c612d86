using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using LearningHub.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace LearningHub.Web.Identity;

/// <summary>Signs people in and out.</summary>
public sealed class SignIns(SignInManager<Person> signIn, UserManager<Person> people, Guesses guesses)
{
    /// <summary>One sentence for a wrong address, a wrong password and a resting account: who has an account here is nobody's business.</summary>
    private static readonly Refusal Wrong = new("identity.sign-in-failed", "This address and password do not fit together, or there were too many tries. Check both, or wait ten minutes.");

    /// <summary>Verified in place of a password that doesn't exist, so that an unknown address takes as long as a known one.</summary>
    private static readonly string Nothing = new PasswordHasher<Person>().HashPassword(new(), Guid.NewGuid().ToString());

    /// <summary>Signs a learner in on this phone, to stay.</summary>
    public Task LearnerAsync(Person person) => signIn.SignInAsync(person, isPersistent: true);

    /// <summary>Signs a member of staff in with a password.</summary>
    /// <returns>Why not, or null.</returns>
    public async Task<Refusal?> WithPasswordAsync(string? email, string? password, HttpContext context)
    {
        if (guesses.AreSpent(Guesses.Password, context.Address(), out var wait))
        {
            context.AnswerWith(StatusCodes.Status429TooManyRequests);
            context.Response.RetryAfter(wait);
            return Wrong;
        }

        var person = string.IsNullOrWhiteSpace(email) || email.Length > Staff.MaxEmailLength ? null : await people.FindByNameAsync(email.Trim());
        if (person?.PasswordHash is null) people.PasswordHasher.VerifyHashedPassword(new(), Nothing, Shortened(password));
        else if ((await signIn.PasswordSignInAsync(person, Shortened(password), isPersistent: true, lockoutOnFailure: true)).Succeeded) return null;

        guesses.Wrong(Guesses.Password, context.Address());
        return Wrong;
    }

    /// <summary>Signs out on this device. The form's token is checked before this is reached.</summary>
    internal static async Task<IResult> OutAsync(SignInManager<Person> signIn)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/");
    }

    /// <summary>Nobody types more; a hash over more would only cost time.</summary>
    private static string Shortened(string? password) => password is null ? "" : password.Length <= Staff.MaxPasswordLength ? password : "";
}
