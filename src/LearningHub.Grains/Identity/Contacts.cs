using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PhoneNumbers;

namespace LearningHub.Grains.Identity;

public sealed class ContactOptions
{
    /// <summary>The country of a phone number that is typed without its country code.</summary>
    [Required, RegularExpression("^[A-Z]{2}$", ErrorMessage = "Contacts:Country must be two capital letters, for example RW. Set it in appsettings.json or as Contacts__Country.")]
    public string Country { get; init; } = "RW";
}

/// <summary>A person's contact as she sees it.</summary>
/// <param name="Hash">Names the contact, to take it away.</param>
/// <param name="Value">E.164 for a phone, lower case for an e-mail address.</param>
public sealed record ContactLine(string Hash, ContactKind Kind, string Value, bool Proven);

/// <summary>Phone numbers and e-mail addresses of people: read as typed, found by keyed hash, opened only to write to their owner.</summary>
public sealed class Contacts(IGrainFactory grains, IDbContextFactory<HubDbContext> contexts, Seal seal, IOptions<ContactOptions> options)
{
    /// <summary>Contacts one person may have.</summary>
    public const int Limit = 4;

    public const int MaxTyped = 254;
    private const string Purpose = "contact";
    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    /// <summary>Keeps a contact. That somebody else has it already is not said: a contact tells nobody who is here.</summary>
    /// <param name="proven">A message came from it just now.</param>
    /// <returns>The learner behind the contact, or why it was not kept.</returns>
    public async Task<(LearnerId? Holder, Refusal? Refusal)> GiveAsync(LearnerId person, ContactKind kind, string? typed, bool proven = false, CancellationToken ct = default)
    {
        if (!TryRead(kind, typed, out var value, out var refusal)) return (null, refusal);
        var hash = HashOf(kind, value);
        var own = await OfAsync(person, ct);
        if (own.Length >= Limit && own.All(line => line.Hash != hash)) return (null, new("contact.too-many", $"You have given {Limit} contacts. Take one away first."));
        var grain = grains.GetGrain<IContactGrain>(hash);
        var holder = await grain.Give(person, kind, seal.Hide(Purpose, value));
        if (!proven) return (holder, null);
        await grain.Prove(person);
        return (await grain.Holder(), null);
    }

    /// <summary>The learner behind what was typed, or null: nobody gave it, or it is no contact.</summary>
    public async Task<LearnerId?> FindAsync(ContactKind kind, string? typed) =>
        TryRead(kind, typed, out var value, out _) ? await grains.GetGrain<IContactGrain>(HashOf(kind, value)).Holder() : null;

    /// <summary>The learner who proved that this contact is hers, or null: whoever only typed it may not speak for it.</summary>
    public async Task<LearnerId?> FindProvenAsync(ContactKind kind, string? typed) =>
        TryRead(kind, typed, out var value, out _) ? await grains.GetGrain<IContactGrain>(HashOf(kind, value)).Prover() : null;

    /// <summary>A person's contacts, the oldest first.</summary>
    public async Task<ImmutableArray<ContactLine>> OfAsync(LearnerId person, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = (await db.Contacts.AsNoTracking().Where(contact => contact.PersonId == person.Value).ToListAsync(ct)).OrderBy(contact => contact.Since).ThenBy(contact => contact.Hash, StringComparer.Ordinal);
        return [.. rows.Select(row => new ContactLine(row.Hash, row.Kind, seal.Show(Purpose, row.Sealed) ?? "", row.ProvenAt is not null))];
    }

    public Task TakeAwayAsync(LearnerId person, string hash) =>
        hash.Length == 64 ? grains.GetGrain<IContactGrain>(hash).Release(person) : Task.CompletedTask;

    /// <summary>The normalised form: E.164 for a phone, lower case for an e-mail address.</summary>
    public bool TryRead(ContactKind kind, string? typed, out string value, out Refusal? refusal)
    {
        (value, refusal) = ("", null);
        var text = typed?.Trim() ?? "";
        if (text.Length is 0 or > MaxTyped) refusal = Wrong(kind);
        else if (kind == ContactKind.Phone) value = Phone(text) ?? "";
        else value = Email(text) ?? "";
        if (value.Length == 0) refusal = Wrong(kind);
        return refusal is null;
    }

    /// <summary>The keyed hash under which a normalised contact is found.</summary>
    public string HashOf(ContactKind kind, string value) => seal.Hash(Purpose, $"{kind}\n{value}");

    private string? Phone(string text)
    {
        try
        {
            var number = Phones.Parse(text, options.Value.Country);
            return Phones.IsPossibleNumber(number) ? Phones.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string? Email(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal) ? text.ToLowerInvariant() : null;

    private Refusal Wrong(ContactKind kind) => kind == ContactKind.Phone
        ? new("contact.phone-wrong", $"Type a phone number such as +250 788 123 456. Without a country code it is read as a number of {options.Value.Country}.")
        : new("contact.email-wrong", "Type an e-mail address such as name@example.org.");
}
