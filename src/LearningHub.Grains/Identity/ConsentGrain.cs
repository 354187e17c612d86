using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Common;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Identity;

/// <summary>What one person allows. The key is the learner's id; only she calls it.</summary>
public interface IConsentGrain : IGrainWithGuidKey
{
    /// <param name="wording">The number of the text that was shown.</param>
    Task<Reply> Give(ConsentPurpose purpose, int wording);

    Task<Reply> Withdraw(ConsentPurpose purpose);
}

public sealed class ConsentGrain(Journal<HubDbContext, ConsentEvent> journal, TimeProvider clock)
    : DecidingGrain<ConsentState, ConsentCommand, ConsentEvent>(journal, Consent.Rules), IConsentGrain
{
    public const string StreamPrefix = "consent-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    public Task<Reply> Give(ConsentPurpose purpose, int wording) => HandleAsync(new ConsentCommand.GiveConsent(purpose, wording, clock.GetUtcNow()));

    public Task<Reply> Withdraw(ConsentPurpose purpose) => HandleAsync(new ConsentCommand.WithdrawConsent(purpose, clock.GetUtcNow()));
}

/// <summary>One thing that a person allowed, and until when.</summary>
public sealed class ConsentRow : IReadRow
{
    public Guid LearnerId { get; set; }
    public ConsentPurpose Purpose { get; set; }
    public int Wording { get; set; }
    public DateTimeOffset GivenAt { get; set; }

    /// <summary>Null while it stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class ConsentRowConfiguration : IEntityTypeConfiguration<ConsentRow>
{
    public void Configure(EntityTypeBuilder<ConsentRow> builder)
    {
        builder.ToTable("consents").HasKey(row => new { row.LearnerId, row.Purpose });
        builder.Property(row => row.Purpose).HasConversion<string>().HasMaxLength(32);
    }
}

public sealed class ConsentProjection : IProjection<HubDbContext, ConsentEvent>
{
    public bool FindsByKeyOnly => true;

    public async ValueTask ProjectAsync(HubDbContext db, Recorded<ConsentEvent> recorded, CancellationToken ct)
    {
        var learner = Guid.Parse(recorded.Stream.AsSpan(ConsentGrain.StreamPrefix.Length));
        switch (recorded.Event)
        {
            case ConsentEvent.ConsentGiven e:
                var row = await db.Consents.FindAsync([learner, e.Purpose], ct) ?? db.Consents.Add(new() { LearnerId = learner, Purpose = e.Purpose }).Entity;
                (row.Wording, row.GivenAt, row.WithdrawnAt) = (e.Wording, e.At, null);
                break;
            case ConsentEvent.ConsentWithdrawn e:
                if (await db.Consents.FindAsync([learner, e.Purpose], ct) is { } given) given.WithdrawnAt = e.At;
                break;
        }
    }
}

/// <summary>Answers what a person allows.</summary>
public sealed class ConsentQuery(IDbContextFactory<HubDbContext> contexts)
{
    /// <summary>Since when this person allows it; null when she does not.</summary>
    public async Task<DateTimeOffset?> SinceAsync(LearnerId person, ConsentPurpose purpose, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Consents.AsNoTracking().SingleOrDefaultAsync(row => row.LearnerId == person.Value && row.Purpose == purpose && row.WithdrawnAt == null, ct);
        return row?.GivenAt;
    }
}
