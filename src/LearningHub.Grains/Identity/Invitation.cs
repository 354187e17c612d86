using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Identity;

/// <summary>A link that works once: it lets a member of staff set a password, or makes the first administrator.</summary>
/// <remarks>Only the keyed hash of the link's token is kept, so that a copy of the database opens nothing.</remarks>
public sealed class Invitation
{
    /// <summary>Keyed hash of the token, 64 hex characters.</summary>
    public required string Hash { get; init; }

    /// <summary>Who is invited; null for the installation's first administrator, who has no row yet.</summary>
    public Guid? PersonId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used; null as long as it was not.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations").HasKey(invitation => invitation.Hash);
        builder.Property(invitation => invitation.Hash).HasMaxLength(64);
        builder.HasOne<Person>().WithMany().HasForeignKey(invitation => invitation.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
