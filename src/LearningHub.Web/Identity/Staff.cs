using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Identity;

namespace LearningHub.Web.Identity;

/// <summary>Gives people roles beyond learning. Their e-mail address is their sign-in name.</summary>
public sealed class Staff(UserManager<Person> people, RoleManager<IdentityRole<Guid>> roles, Invitations invitations, TimeProvider clock)
{
    public const int MaxEmailLength = 254;
    public const int MaxPasswordLength = 200;

    /// <summary>The roles an administrator can give, most responsible first.</summary>
    public static readonly IReadOnlyList<string> Given = [Roles.Administrator, Roles.ProgrammeOfficer, Roles.Donor, Roles.FocalPoint, Roles.Facilitator];

    /// <summary>What a role is called.</summary>
    public static string NameOf(Texts texts, string role)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return role switch
        {
            Roles.Administrator => texts["Administrator"],
            Roles.ProgrammeOfficer => texts["Programme officer"],
            Roles.Donor => texts["Donor of a programme"],
            Roles.FocalPoint => texts["Focal point of an institution"],
            Roles.Facilitator => texts["Facilitator"],
            _ => role,
        };
    }

    /// <summary>Makes a member of staff without a password.</summary>
    /// <param name="name">As <c>PersonName.TryParse</c> gave it.</param>
    /// <param name="institution">What a focal point speaks for; needed for that role alone.</param>
    /// <param name="programme">What a donor follows; needed for that role alone.</param>
    public async Task<(Person? Person, Refusal? Refusal)> AddAsync(string name, string? email, string role, InstitutionId? institution, ProgrammeId? programme = null)
    {
        if (EmailRefusal(email) is { } wrong) return (null, wrong);
        email = email!.Trim();
        if (await people.FindByNameAsync(email) is not null)
            return (null, new("identity.email-taken", "Somebody with this e-mail address is here already. Give that person the role in the list below."));
        if (Unknown(role, institution, programme) is { } refusal) return (null, refusal);

        var person = Person.Learner(new(Guid.CreateVersion7()), name, clock.GetUtcNow());
        person.UserName = person.Email = email;
        (await people.CreateAsync(person)).OrThrow("make a member of staff");
        await GiveAsync(person, role, institution, programme);
        return (person, null);
    }

    /// <summary>What is wrong with an e-mail address, or null.</summary>
    public static Refusal? EmailRefusal(string? email) =>
        email?.Trim() is { Length: > 0 and <= MaxEmailLength } trimmed && trimmed.All(letter => char.IsAsciiLetterOrDigit(letter) || "-._@+".Contains(letter, StringComparison.Ordinal))
        && new EmailAddressAttribute().IsValid(trimmed)
            ? null
            : new("identity.email-wrong", "Type an e-mail address such as name@example.org. Letters, digits and - . _ + are allowed.");

    /// <summary>Gives a role. Given twice, it is given once. Devices that are signed in know within five minutes.</summary>
    public async Task<Refusal?> GiveAsync(Person person, string role, InstitutionId? institution, ProgrammeId? programme = null)
    {
        if (Unknown(role, institution, programme) is { } refusal) return refusal;
        if (!await roles.RoleExistsAsync(role)) (await roles.CreateAsync(new(role) { Id = Guid.CreateVersion7() })).OrThrow("make a role");
        if (!await people.IsInRoleAsync(person, role)) (await people.AddToRoleAsync(person, role)).OrThrow("give a role");
        if (role == Roles.FocalPoint) await BindAsync(person, SignedIn.InstitutionClaim, institution!.Value.ToString());
        if (role == Roles.Donor) await BindAsync(person, SignedIn.ProgrammeClaim, programme!.Value.ToString());
        return null;
    }

    /// <summary>Takes a role away; for a focal point with every institution, for a donor with every programme. Devices that are signed in know within five minutes.</summary>
    public async Task<Refusal?> TakeAsync(Person person, string role)
    {
        if (role == Roles.Administrator && (await people.GetUsersInRoleAsync(role)).Count == 1)
            return new("identity.last-administrator", "This is the only administrator. Give somebody else the role first.");
        if (await people.IsInRoleAsync(person, role)) (await people.RemoveFromRoleAsync(person, role)).OrThrow("take a role");
        if ((role == Roles.FocalPoint ? SignedIn.InstitutionClaim : role == Roles.Donor ? SignedIn.ProgrammeClaim : null) is { } type)
        {
            Claim[] bound = [.. (await people.GetClaimsAsync(person)).Where(claim => claim.Type == type)];
            (await people.RemoveClaimsAsync(person, bound)).OrThrow("release from what the role was for");
        }

        return null;
    }

    /// <summary>Releases a focal point from one institution; with the last of them the role goes too.</summary>
    public async Task ReleaseAsync(Person person, InstitutionId institution)
    {
        Claim[] bound = [.. (await people.GetClaimsAsync(person)).Where(claim => claim.Type == SignedIn.InstitutionClaim)];
        (await people.RemoveClaimsAsync(person, bound.Where(claim => claim.Value == institution.ToString()))).OrThrow("release a focal point");
        if (bound.All(claim => claim.Value == institution.ToString()) && await people.IsInRoleAsync(person, Roles.FocalPoint)) (await people.RemoveFromRoleAsync(person, Roles.FocalPoint)).OrThrow("take a role");
    }

    /// <summary>The address of a link with which this person sets a new password.</summary>
    public Task<string> InviteAsync(Person person) => invitations.MakeAsync(person.Id);

    /// <summary>Sets a password. Every device that was signed in has to sign in again.</summary>
    public async Task<Refusal?> SetPasswordAsync(Person person, string? password)
    {
        if (await PasswordRefusalAsync(person, password) is { } refusal) return refusal;
        person.PasswordHash = people.PasswordHasher.HashPassword(person, password!);
        (await people.UpdateSecurityStampAsync(person)).OrThrow("set a password");
        return null;
    }

    /// <summary>What is wrong with a password, or null.</summary>
    public async Task<Refusal?> PasswordRefusalAsync(Person person, string? password)
    {
        var right = password is { Length: <= MaxPasswordLength };
        foreach (var validator in people.PasswordValidators) right = right && (await validator.ValidateAsync(people, person, password)).Succeeded;
        return right ? null : new("identity.password-weak", "A password needs at least 12 characters, and five different ones. A sentence is easy to remember.");
    }

    private async Task BindAsync(Person person, string type, string to)
    {
        if ((await people.GetClaimsAsync(person)).Any(claim => claim.Type == type && claim.Value == to)) return;
        (await people.AddClaimAsync(person, new(type, to))).OrThrow("bind a role to what it is for");
    }

    private static Refusal? Unknown(string role, InstitutionId? institution, ProgrammeId? programme) =>
        !Given.Contains(role) ? new("identity.no-such-role", "Choose a role from the list.")
        : role == Roles.FocalPoint && institution is null ? new("identity.institution-missing", "A focal point speaks for an institution. Choose which.")
        : role == Roles.Donor && programme is null ? new("identity.programme-missing", "A donor follows a programme. Choose which.")
        : null;
}
