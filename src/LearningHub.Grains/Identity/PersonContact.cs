using LearningHub.Domain.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Identity;

/// <summary>A phone number or an e-mail address that a person gave. It stands here alone, never in the journal, and goes with the person.</summary>
/// <remarks>A copy of the table tells no number: whoever searches finds by <see cref="Hash"/>, and only the installation's key opens <see cref="Sealed"/>.</remarks>
public sealed class PersonContact
{
    /// <summary>Keyed hash of the normalised value, 64 hex characters. Two people may have the same one: that is asked about, and nobody is told.</summary>
    public required string Hash { get; init; }
    public required Guid PersonId { get; init; }
    public required ContactKind Kind { get; init; }

    /// <summary>The normalised value, encrypted.</summary>
    public required string Sealed { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>When a message that came from this contact showed that it is hers; null until then.</summary>
    public DateTimeOffset? ProvenAt { get; set; }
}

internal sealed class PersonContactConfiguration : IEntityTypeConfiguration<PersonContact>
{
    public void Configure(EntityTypeBuilder<PersonContact> builder)
    {
        builder.ToTable("contacts").HasKey(contact => new { contact.Hash, contact.PersonId });
        builder.Property(contact => contact.Hash).HasMaxLength(64);
        builder.Property(contact => contact.Kind).HasConversion<string>().HasMaxLength(8);
        builder.Property(contact => contact.Sealed).HasMaxLength(512);
        builder.HasOne<Person>().WithMany().HasForeignKey(contact => contact.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
