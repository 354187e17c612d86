using LearningHub.Domain.Cascade;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Cascade;

/// <summary>One institution.</summary>
public sealed class InstitutionRow : IReadRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public Sector Sector { get; set; }
}

/// <summary>One staff number, as declared. All of them are kept.</summary>
public sealed class InstitutionStaffRow : IReadRow
{
    public Guid InstitutionId { get; set; }

    /// <summary>The stream's version that declared it: the last of a day holds.</summary>
    public long Version { get; set; }
    public string Unit { get; set; } = "";
    public int Eligible { get; set; }
    public DateOnly DeclaredOn { get; set; }
    public string Source { get; set; } = "";
    public Guid DeclaredBy { get; set; }
}

/// <summary>One post of a person, as she declared it.</summary>
public sealed class MembershipRow : IReadRow
{
    public Guid InstitutionId { get; set; }
    public Guid LearnerId { get; set; }

    /// <summary>The stream's version that declared it.</summary>
    public long Version { get; set; }
    public string Unit { get; set; } = "";
    public DateOnly From { get; set; }

    /// <summary>The last day in post; null while in it.</summary>
    public DateOnly? Until { get; set; }
}

internal sealed class InstitutionTables :
    IEntityTypeConfiguration<InstitutionRow>, IEntityTypeConfiguration<InstitutionStaffRow>, IEntityTypeConfiguration<MembershipRow>
{
    public void Configure(EntityTypeBuilder<InstitutionRow> builder)
    {
        builder.ToTable("institutions").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Name).HasMaxLength(Institution.LongestName);
        builder.Property(row => row.Sector).HasConversion<string>().HasMaxLength(32);
    }

    public void Configure(EntityTypeBuilder<InstitutionStaffRow> builder)
    {
        builder.ToTable("institution_staff").HasKey(row => new { row.InstitutionId, row.Version });
        builder.Property(row => row.Unit).HasMaxLength(Institution.LongestUnit);
        builder.Property(row => row.Source).HasMaxLength(Institution.LongestName);
    }

    public void Configure(EntityTypeBuilder<MembershipRow> builder)
    {
        builder.ToTable("memberships").HasKey(row => new { row.InstitutionId, row.LearnerId, row.Version });
        builder.Property(row => row.Unit).HasMaxLength(Institution.LongestUnit);
        builder.HasIndex(row => row.LearnerId);
    }
}

public sealed class InstitutionProjection : IProjection<HubDbContext, InstitutionEvent>
{
    public async ValueTask ProjectAsync(HubDbContext db, Recorded<InstitutionEvent> recorded, CancellationToken ct)
    {
        var id = Guid.Parse(recorded.Stream.AsSpan(InstitutionGrain.StreamPrefix.Length));
        switch (recorded.Event)
        {
            case InstitutionEvent.InstitutionRegistered e:
                db.Institutions.Add(new() { Id = id, Name = e.Name, Sector = e.Sector });
                break;
            case InstitutionEvent.StaffDeclared e:
                db.InstitutionStaff.Add(new()
                {
                    InstitutionId = id, Version = recorded.Version, Unit = e.Unit, Eligible = e.Eligible, DeclaredOn = e.DeclaredOn, Source = e.Source, DeclaredBy = e.By.Value,
                });
                break;
            case InstitutionEvent.MembershipDeclared e:
                await EndAsync(db, id, e.Learner.Value, e.From.AddDays(-1), ct); // another unit: the earlier post ended the day before
                db.Memberships.Add(new() { InstitutionId = id, LearnerId = e.Learner.Value, Version = recorded.Version, Unit = e.Unit, From = e.From });
                break;
            case InstitutionEvent.MemberLeft e:
                await EndAsync(db, id, e.Learner.Value, e.Until, ct);
                break;
        }
    }

    private static async Task EndAsync(HubDbContext db, Guid institution, Guid learner, DateOnly until, CancellationToken ct)
    {
        var open = await db.Memberships.Where(row => row.InstitutionId == institution && row.LearnerId == learner && row.Until == null).ToListAsync(ct);
        foreach (var row in open) row.Until = until;
    }
}
