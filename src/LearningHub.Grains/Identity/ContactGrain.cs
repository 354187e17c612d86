using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Identity;

/// <summary>One phone number or e-mail address, and the one learner behind it. The key is the contact's keyed hash.</summary>
/// <remarks>It writes Identity's table and no journal: a contact has to be forgotten with its person, and a journal forgets nothing.</remarks>
public interface IContactGrain : IGrainWithStringKey
{
    /// <summary>Keeps the contact for this person, who must exist. Given twice, it is kept once.</summary>
    /// <param name="sealedValue">The normalised value as <c>Seal.Hide</c> gave it.</param>
    /// <returns>The learner behind the contact now. Somebody else means that two sign-ins share it: people look into that, and this person is told nothing.</returns>
    Task<LearnerId> Give(LearnerId person, ContactKind kind, string sealedValue);

    /// <summary>A message came from this contact, so it is this person's. From now on she is the one behind it.</summary>
    Task Prove(LearnerId person);

    Task Release(LearnerId person);

    /// <summary>Who proved that the contact is hers, else who gave it first; null when nobody did.</summary>
    Task<LearnerId?> Holder();

    /// <summary>Who proved that the contact is hers; null when nobody did.</summary>
    Task<LearnerId?> Prover();
}

public sealed class ContactGrain(IDbContextFactory<HubDbContext> contexts, TimeProvider clock) : Grain, IContactGrain
{
    private string Hash => this.GetPrimaryKeyString();

    public async Task<LearnerId> Give(LearnerId person, ContactKind kind, string sealedValue)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (!await db.Contacts.AnyAsync(contact => contact.Hash == Hash && contact.PersonId == person.Value))
        {
            db.Contacts.Add(new() { Hash = Hash, PersonId = person.Value, Kind = kind, Sealed = sealedValue, Since = clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        return await HolderAsync(db) ?? person;
    }

    public async Task Prove(LearnerId person)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        await db.Contacts.Where(contact => contact.Hash == Hash && contact.PersonId == person.Value && contact.ProvenAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(contact => contact.ProvenAt, now));
    }

    public async Task Release(LearnerId person)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.Contacts.Where(contact => contact.Hash == Hash && contact.PersonId == person.Value).ExecuteDeleteAsync();
    }

    public async Task<LearnerId?> Holder()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await HolderAsync(db);
    }

    public async Task<LearnerId?> Prover()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Contacts.AnyAsync(contact => contact.Hash == Hash && contact.ProvenAt != null) ? await HolderAsync(db) : null;
    }

    private async Task<LearnerId?> HolderAsync(HubDbContext db)
    {
        var holders = await db.Contacts.AsNoTracking().Where(contact => contact.Hash == Hash).Select(contact => new { contact.PersonId, contact.Since, contact.ProvenAt }).ToListAsync();
        return holders.OrderBy(it => it.ProvenAt is null).ThenBy(it => it.ProvenAt).ThenBy(it => it.Since).ThenBy(it => it.PersonId).Select(it => (LearnerId?)new LearnerId(it.PersonId)).FirstOrDefault();
    }
}
