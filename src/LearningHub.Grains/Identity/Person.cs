using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using Microsoft.AspNetCore.Identity;

namespace LearningHub.Grains.Identity;

/// <summary>The only place where a person has a name or a contact. The journal and the read tables know the id alone.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <summary>What the person wants to be called; 1 to 80 characters, shown as typed save for control and bidirectional-override characters.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Keyed hash of the four-word recovery phrase; null until one was issued.</summary>
    public string? RecoveryHash { get; set; }

    /// <summary>Hidden from rosters, trees and exports beyond the programme.</summary>
    public bool Hidden { get; set; }

    /// <summary>BCP 47 tag of the language that messages to the person are written in; null for English.</summary>
    public string? Language { get; set; }

    /// <summary>What she said of herself for the statistics, or null; deleted with the person. Shown in groups alone: docs/people.md.</summary>
    public Sex? Sex { get; set; }
    public AgeBand? Age { get; set; }

    /// <summary>She lives with a disability.</summary>
    public bool? Disability { get; set; }

    /// <summary>When the row was made; the server's clock.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>A learner needs no e-mail and no password: a name is enough.</summary>
    public static Person Learner(LearnerId id, string displayName, DateTimeOffset at) => new()
    {
        Id = id.Value,
        DisplayName = displayName,
        UserName = id.Value.ToString("N"),
        NormalizedUserName = id.Value.ToString("N").ToUpperInvariant(),
        SecurityStamp = Guid.NewGuid().ToString("N"),
        CreatedAt = at,
    };
}
