using System.Security.Cryptography;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Web.Identity;

/// <summary>Makes learners out of a name, brings them back by four words, and forgets them when they ask.</summary>
public sealed class Learners(
    UserManager<Person> people, IEnumerable<IForgetsPeople> forgetting, IDbContextFactory<HubDbContext> databases, Seal seal, TimeProvider clock)
{
    private const string PhrasePurpose = "recovery-phrase";

    /// <summary>A new learner; or the one of this id, who gets the name as long as it is all that is known of her.</summary>
    /// <param name="name">As <see cref="PersonName.TryParse"/> gave it.</param>
    /// <param name="id">Made by the form, so that a form sent twice makes one learner; null for a new one.</param>
    public async Task<Person> WelcomeAsync(string name, LearnerId? id = null)
    {
        if (id is { } made && await people.FindByIdAsync(made.ToString()) is { } known)
        {
            if (known.DisplayName == name || await IsKnownByMoreAsync(known)) return known;
            known.DisplayName = name;
            (await people.UpdateAsync(known)).OrThrow("correct a name");
            return known;
        }

        var person = Person.Learner(id ?? new(Guid.CreateVersion7()), name, clock.GetUtcNow());
        (await people.CreateAsync(person)).OrThrow("make a learner");
        return person;
    }

    /// <summary>She has done something, or has a way to sign in: only she changes her name.</summary>
    private async Task<bool> IsKnownByMoreAsync(Person person)
    {
        if (person.RecoveryHash is not null || person.PasswordHash is not null) return true;
        await using var db = await databases.CreateDbContextAsync();
        return await db.Exposures.AnyAsync(row => row.LearnerId == person.Id) || await db.CohortPeople.AnyAsync(row => row.LearnerId == person.Id)
            || await db.Contacts.AnyAsync(row => row.PersonId == person.Id) || await db.UserRoles.AnyAsync(row => row.UserId == person.Id);
    }

    /// <summary>A new recovery phrase; the earlier one ends. Only its keyed hash is kept, so that it can be shown now and never again.</summary>
    public async Task<string> IssuePhraseAsync(Person person)
    {
        var phrase = RecoveryPhrase.From(RandomNumberGenerator.GetBytes(RecoveryPhrase.Bytes));
        person.RecoveryHash = seal.Hash(PhrasePurpose, phrase);
        (await people.UpdateAsync(person)).OrThrow("keep a recovery phrase");
        return phrase;
    }

    /// <summary>Whose phrase this is, or null.</summary>
    /// <param name="phrase">As <see cref="RecoveryPhrase.TryParse"/> gave it.</param>
    public async Task<Person?> FindAsync(string phrase)
    {
        var hash = seal.Hash(PhrasePurpose, phrase);
        return await people.Users.SingleOrDefaultAsync(person => person.RecoveryHash == hash);
    }

    /// <summary>A facilitator gives a learner of her workshop a new phrase. Never for staff: their sign-in opens more than learning.</summary>
    /// <returns>The phrase, or why not.</returns>
    public async Task<(string? Phrase, Refusal? Refusal)> ReissueAsync(LearnerId learner)
    {
        if (await people.FindByIdAsync(learner.ToString()) is not { } person)
            return (null, new("identity.no-such-person", "This person is not here any more. Nothing was changed."));
        if ((await people.GetRolesAsync(person)).Count > 0 || person.PasswordHash is not null)
            return (null, new("identity.is-staff", "This person signs in with a password or a passkey. An administrator can send a new link."));
        return (await IssuePhraseAsync(person), null);
    }

    /// <summary>Removes name, contacts, what was typed anywhere and every way to sign in. What the person did stays as counts under an id that leads to nobody.</summary>
    /// <returns>Why not, or null.</returns>
    public async Task<Refusal?> EraseAsync(Person person)
    {
        if (await people.IsInRoleAsync(person, Roles.Administrator) && (await people.GetUsersInRoleAsync(Roles.Administrator)).Count == 1)
            return new("identity.last-administrator", "You are the only administrator. Give somebody else the role first; then you can be erased.");
        foreach (var feature in forgetting) await feature.ForgetAsync(new(person.Id));
        (await people.DeleteAsync(person)).OrThrow("erase a person");
        return null;
    }
}

/// <summary>Turns Identity's "no", which nobody could have caused by typing, into an error of ours.</summary>
internal static class IdentityResults
{
    public static void OrThrow(this IdentityResult result, string attempt)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"Identity would not {attempt}: {string.Join("; ", result.Errors.Select(error => $"{error.Code} {error.Description}"))}");
    }
}
