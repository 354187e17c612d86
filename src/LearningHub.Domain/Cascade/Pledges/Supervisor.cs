using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;

namespace LearningHub.Domain.Cascade.Pledges;

/// <summary>Who agreed to a pledge: typed by a person without an account, kept beside the journal and forgotten with the trainer.</summary>
/// <param name="Contact">An e-mail address or phone number for reminders, or null. Typed by the supervisor herself.</param>
public sealed record Supervisor(string Name, string? Contact)
{
    /// <summary>What was typed, tidied; null with the reason when it is no name.</summary>
    public static Supervisor? TryParse(string? name, string? contact, out Refusal? refusal) =>
        PersonName.TryParse(name, out var clean, out refusal) ? new(clean, string.IsNullOrWhiteSpace(contact) ? null : contact.Trim()) : null;
}
