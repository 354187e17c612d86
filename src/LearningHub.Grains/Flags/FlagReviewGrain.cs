using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Flags;
using LearningHub.Grains.Common;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Flags;

/// <summary>What a review decided about one flag. The key is the flag's own. The caller vouches that <c>by</c> is a programme officer.</summary>
public interface IFlagReviewGrain : IGrainWithGuidKey
{
    Task<Reply> Explain(FlagKind kind, FlagReason why, ImmutableArray<LearnerId> concerned, LearnerId by);

    Task<Reply> ConfirmProblem(FlagKind kind, ImmutableArray<LearnerId> concerned, LearnerId by);

    Task<Reply> Reopen(FlagKind kind, ImmutableArray<LearnerId> concerned, LearnerId by);
}

public sealed class FlagReviewGrain(Journal<HubDbContext, FlagEvent> journal, TimeProvider clock)
    : DecidingGrain<FlagState, FlagCommand, FlagEvent>(journal, FlagReview.Rules), IFlagReviewGrain
{
    public const string StreamPrefix = "flag-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    public Task<Reply> Explain(FlagKind kind, FlagReason why, ImmutableArray<LearnerId> concerned, LearnerId by) =>
        HandleAsync(new FlagCommand.Explain(kind, why, concerned, by, clock.GetUtcNow()));

    public Task<Reply> ConfirmProblem(FlagKind kind, ImmutableArray<LearnerId> concerned, LearnerId by) =>
        HandleAsync(new FlagCommand.ConfirmProblem(kind, concerned, by, clock.GetUtcNow()));

    public Task<Reply> Reopen(FlagKind kind, ImmutableArray<LearnerId> concerned, LearnerId by) =>
        HandleAsync(new FlagCommand.Reopen(kind, concerned, by, clock.GetUtcNow()));
}

/// <summary>What was decided last about one flag.</summary>
public sealed class FlagReviewRow : IReadRow
{
    public Guid Flag { get; set; }
    public FlagOutcome Outcome { get; set; }
    public FlagReason? Why { get; set; }
    public Guid By { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class FlagReviewRowConfiguration : IEntityTypeConfiguration<FlagReviewRow>
{
    public void Configure(EntityTypeBuilder<FlagReviewRow> builder)
    {
        builder.ToTable("flag_reviews").HasKey(row => row.Flag);
        builder.Property(row => row.Flag).ValueGeneratedNever();
        builder.Property(row => row.Outcome).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.Why).HasConversion<string>().HasMaxLength(24);
    }
}

public sealed class FlagReviewProjection : IProjection<HubDbContext, FlagEvent>
{
    public bool FindsByKeyOnly => true;

    public async ValueTask ProjectAsync(HubDbContext db, Recorded<FlagEvent> recorded, CancellationToken ct)
    {
        var flag = Guid.Parse(recorded.Stream.AsSpan(FlagReviewGrain.StreamPrefix.Length));
        var row = await db.FlagReviews.FindAsync([flag], ct) ?? db.FlagReviews.Add(new() { Flag = flag }).Entity;
        (row.Outcome, row.Why, row.By, row.At) = recorded.Event switch
        {
            FlagEvent.FlagExplained e => (FlagOutcome.Explained, e.Why, e.By.Value, e.At),
            FlagEvent.ProblemConfirmed e => (FlagOutcome.Problem, (FlagReason?)null, e.By.Value, e.At),
            FlagEvent.FlagReopened e => (FlagOutcome.Open, null, e.By.Value, e.At),
            _ => (row.Outcome, row.Why, row.By, row.At),
        };
    }
}
