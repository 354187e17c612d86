using LearningHub.Domain.Cohorts;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Cohorts;

/// <summary>One workshop.</summary>
public sealed class CohortRow : IReadRow
{
    public Guid Id { get; set; }
    public string Title { get; set; } = "";
    public string Place { get; set; } = "";
    public DateOnly StartsOn { get; set; }
    public DateOnly EndsOn { get; set; }
    public string Code { get; set; } = "";
    public Guid? ProgrammeId { get; set; }
}

/// <summary>One module of a workshop, in the order planned (counted from 0).</summary>
public sealed class CohortModuleRow : IReadRow
{
    public Guid CohortId { get; set; }
    public int Place { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
}

/// <summary>One person of a workshop. Somebody who facilitates and takes part has two rows.</summary>
public sealed class CohortPersonRow : IReadRow
{
    public Guid CohortId { get; set; }
    public Guid LearnerId { get; set; }
    public bool Facilitates { get; set; }
    public DateTimeOffset Since { get; set; }
}

/// <summary>One live session of a workshop.</summary>
public sealed class CohortSessionRow : IReadRow
{
    public Guid CohortId { get; set; }
    public Guid SessionId { get; set; }
    public string Code { get; set; } = "";
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public DateTimeOffset AddedAt { get; set; }
}

internal sealed class CohortTables :
    IEntityTypeConfiguration<CohortRow>, IEntityTypeConfiguration<CohortModuleRow>, IEntityTypeConfiguration<CohortPersonRow>,
    IEntityTypeConfiguration<CohortSessionRow>
{
    public void Configure(EntityTypeBuilder<CohortRow> builder)
    {
        builder.ToTable("cohorts").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Title).HasMaxLength(120);
        builder.Property(row => row.Place).HasMaxLength(80);
        builder.Property(row => row.Code).HasMaxLength(16);
        builder.HasIndex(row => row.ProgrammeId);
    }

    public void Configure(EntityTypeBuilder<CohortModuleRow> builder) =>
        builder.ToTable("cohort_modules").HasKey(row => new { row.CohortId, row.Place });

    public void Configure(EntityTypeBuilder<CohortPersonRow> builder)
    {
        builder.ToTable("cohort_people").HasKey(row => new { row.CohortId, row.LearnerId, row.Facilitates });
        builder.HasIndex(row => row.LearnerId);
    }

    public void Configure(EntityTypeBuilder<CohortSessionRow> builder) =>
        builder.ToTable("cohort_sessions").HasKey(row => new { row.CohortId, row.SessionId });
}

public sealed class CohortProjection : IProjection<HubDbContext, CohortEvent>
{
    public bool FindsByKeyOnly => true;

    public ValueTask ProjectAsync(HubDbContext db, Recorded<CohortEvent> recorded, CancellationToken ct)
    {
        var id = Guid.Parse(recorded.Stream.AsSpan(CohortGrain.StreamPrefix.Length));
        switch (recorded.Event)
        {
            case CohortEvent.WorkshopPlanned e:
                db.Cohorts.Add(new()
                {
                    Id = id, Title = e.Title, Place = e.Place, StartsOn = e.StartsOn, EndsOn = e.EndsOn, Code = e.Code, ProgrammeId = e.Programme?.Value,
                });
                db.CohortModules.AddRange(e.Modules.Select((module, place) => new CohortModuleRow
                {
                    CohortId = id, Place = place, Module = module.Module, ModuleVersion = module.Version,
                }));
                db.CohortPeople.Add(new() { CohortId = id, LearnerId = e.Facilitator.Value, Facilitates = true, Since = e.At });
                break;
            case CohortEvent.FacilitatorAdded e:
                db.CohortPeople.Add(new() { CohortId = id, LearnerId = e.Facilitator.Value, Facilitates = true, Since = e.At });
                break;
            case CohortEvent.MemberJoined e:
                db.CohortPeople.Add(new() { CohortId = id, LearnerId = e.Learner.Value, Facilitates = false, Since = e.At });
                break;
            case CohortEvent.LiveSessionAdded e:
                db.CohortSessions.Add(new()
                {
                    CohortId = id, SessionId = e.Session.Value, Code = e.Code, Module = e.Module.Module, ModuleVersion = e.Module.Version, AddedAt = e.At,
                });
                break;
        }

        return AttendanceRows.ProjectAsync(db, id, recorded, ct);
    }
}
