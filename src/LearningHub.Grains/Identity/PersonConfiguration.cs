using LearningHub.Domain.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Identity;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.Property(person => person.DisplayName).HasMaxLength(PersonName.MaxLength);
        builder.Property(person => person.RecoveryHash).HasMaxLength(64);
        builder.Property(person => person.Language).HasMaxLength(16);
        builder.Property(person => person.Sex).HasConversion<string>().HasMaxLength(8);
        builder.Property(person => person.Age).HasConversion<string>().HasMaxLength(8);
        builder.HasIndex(person => person.RecoveryHash).IsUnique();
    }
}
