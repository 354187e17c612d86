using LearningHub.Domain.Learning.TeachBacks;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Learning.TeachBacks;

/// <summary>One learner's teach-back of one module version.</summary>
public sealed class TeachBackRow : IReadRow
{
    public Guid LearnerId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }

    /// <summary>Leads a colleague to the rubric; null when none was asked yet.</summary>
    public string? Code { get; set; }
    public DateTimeOffset? CodeUntil { get; set; }

    /// <summary>Since when she is cleared to teach it; null when not yet.</summary>
    public DateTimeOffset? ClearedAt { get; set; }
}

/// <summary>What one listener saw. Ids and points alone: it stays when either of the two is erased.</summary>
public sealed class TeachBackRatingRow : IReadRow
{
    public Guid LearnerId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public Guid RaterId { get; set; }
    public bool AsFacilitator { get; set; }

    /// <summary>Points in the order of the rubric, separated by one blank.</summary>
    public string Points { get; set; } = "";

    /// <summary>Their sum, 0 to 10.</summary>
    public int Total { get; set; }
    public bool Passed { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class TeachBackTables : IEntityTypeConfiguration<TeachBackRow>, IEntityTypeConfiguration<TeachBackRatingRow>
{
    public void Configure(EntityTypeBuilder<TeachBackRow> builder)
    {
        builder.ToTable("teach_backs").HasKey(row => new { row.LearnerId, row.Module, row.ModuleVersion });
        builder.Property(row => row.Module).HasMaxLength(64);
        builder.Property(row => row.Code).HasMaxLength(8);
    }

    public void Configure(EntityTypeBuilder<TeachBackRatingRow> builder)
    {
        builder.ToTable("teach_back_ratings").HasKey(row => new { row.LearnerId, row.Module, row.ModuleVersion, row.RaterId });
        builder.Property(row => row.Module).HasMaxLength(64);
        builder.Property(row => row.Points).HasMaxLength(16);
    }
}

public sealed class TeachBackProjection : IProjection<HubDbContext, TeachBackEvent>
{
    public bool FindsByKeyOnly => true;

    public async ValueTask ProjectAsync(HubDbContext db, Recorded<TeachBackEvent> recorded, CancellationToken ct)
    {
        var (learner, module) = TeachBackKey.Read(recorded.Stream[TeachBackGrain.StreamPrefix.Length..]);
        if (recorded.Event is TeachBackEvent.Rated rated)
        {
            var rating = await db.TeachBackRatings.FindAsync([learner.Value, module.Module, module.Version, rated.Rater.Value], ct)
                ?? db.TeachBackRatings.Add(new() { LearnerId = learner.Value, Module = module.Module, ModuleVersion = module.Version, RaterId = rated.Rater.Value }).Entity;
            (rating.AsFacilitator, rating.Points, rating.Total, rating.Passed, rating.At) = (rated.AsFacilitator, string.Join(' ', rated.Points), rated.Points.Sum(), Rubric.Passes(rated.Points), rated.At);
            return;
        }

        var row = await db.TeachBacks.FindAsync([learner.Value, module.Module, module.Version], ct)
            ?? db.TeachBacks.Add(new() { LearnerId = learner.Value, Module = module.Module, ModuleVersion = module.Version }).Entity;
        if (recorded.Event is TeachBackEvent.Requested requested) (row.Code, row.CodeUntil) = (requested.Code, requested.Until);
        else if (recorded.Event is TeachBackEvent.Cleared cleared) row.ClearedAt = cleared.At;
    }
}
