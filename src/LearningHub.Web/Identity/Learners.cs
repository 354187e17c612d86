using System.Security.Cryptography;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Web.Identity;

/// <summary>Makes learners out of a name, brings them back by four words, and forgets them when they ask.</summary>
public sealed class Learners(
    UserManager<Person> people, IEnumerable<IForgetsPeople> forgetting, HubDbContext tracked, IDbContextFactory<HubDbContext> databases, Seal seal, TimeProvider clock)
{
    /// <summary>How long a page that made a person signs her in again when its form comes once more. Later it is somebody who found the page in a phone's history.</summary>
    public static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(10);

    private const string PhrasePurpose = "recovery-phrase";
    private const string FirstPhrasePurpose = "first-phrase";

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
        person.Language = PersonLanguages.Now;
        return await CreateAsync(person);
    }

    /// <summary>Whether the person was made just now, so that a form which comes again is the same thumb.</summary>
    public bool IsFresh(Person person) => clock.GetUtcNow() - person.CreatedAt <= SameMoment;

    /// <summary>The first words of somebody whom a page's form made: the same form gives the same words, however often it comes.</summary>
    /// <param name="token">The page's, which nobody keeps: with it alone the words can be made again.</param>
    /// <returns>Null when she has other words by now.</returns>
    public async Task<string?> FirstPhraseAsync(Person person, string token)
    {
        var phrase = RecoveryPhrase.From(Convert.FromHexString(seal.Hash(FirstPhrasePurpose, $"{token} {person.Id}")).AsSpan(0, RecoveryPhrase.Bytes));
        var hash = seal.Hash(PhrasePurpose, phrase);
        if (person.RecoveryHash is null)
        {
            person.RecoveryHash = hash;
            if (!(await people.UpdateAsync(person)).Succeeded) // the same form came twice at once
            {
                await tracked.Entry(person).ReloadAsync();
                if (person.RecoveryHash is null) throw new InvalidOperationException("Identity would not keep a first recovery phrase, and nobody else has kept one.");
            }
        }

        return person.RecoveryHash == hash ? phrase : null;
    }

    /// <summary>The person, or the one of the same id whom the same form made at the same moment.</summary>
    private async Task<Person> CreateAsync(Person person)
    {
        try
        {
            var made = await people.CreateAsync(person);
            if (made.Succeeded) return person;
            return await people.FindByIdAsync(person.Id.ToString()) ?? throw new InvalidOperationException($"Identity would not make a learner: {made}");
        }
        catch (Exception e) when (e is DbUpdateException or InvalidOperationException)
        {
            // The other form was first: its row is in the database, or even in this context already, where Identity has looked for the name.
            tracked.ChangeTracker.Clear();
            if (await people.FindByIdAsync(person.Id.ToString()) is { } known) return known;
            throw;
        }
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
