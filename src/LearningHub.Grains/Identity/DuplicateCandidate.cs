using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Identity;

/// <summary>A pair that the last search found worth a look. It stands in Identity's tables and goes with either person.</summary>
public sealed class DuplicateCandidate
{
    public required Guid One { get; init; }
    public required Guid Other { get; init; }

    /// <summary>The weight of evidence, see docs/people.md.</summary>
    public required double Weight { get; init; }
    public required NameAgreement Name { get; init; }
    public required PlaceAgreement Place { get; init; }
    public required DateTimeOffset FoundAt { get; init; }
}

internal sealed class DuplicateCandidateConfiguration : IEntityTypeConfiguration<DuplicateCandidate>
{
    public void Configure(EntityTypeBuilder<DuplicateCandidate> builder)
    {
        builder.ToTable("duplicate_candidates").HasKey(pair => new { pair.One, pair.Other });
        builder.Property(pair => pair.Name).HasConversion<string>().HasMaxLength(16);
        builder.Property(pair => pair.Place).HasConversion<string>().HasMaxLength(16);
        builder.HasOne<Person>().WithMany().HasForeignKey(pair => pair.One).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(pair => pair.Other).OnDelete(DeleteBehavior.Cascade);
    }
}
