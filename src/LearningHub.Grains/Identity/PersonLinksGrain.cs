using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Common;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Identity;

/// <summary>Every decision about sign-ins that may be one person. One grain for the installation, because a merge must not join by way of others
/// whom somebody has held apart; people decide here, so that it is never busy. The key is <see cref="PersonLinksGrain.Key"/>.</summary>
public interface IPersonLinksGrain : IGrainWithStringKey
{
    /// <summary>The caller vouches that <paramref name="by"/> is a programme officer or an administrator; so for the others.</summary>
    Task<Reply> Merge(LearnerId one, LearnerId other, LinkGround ground, LearnerId by);

    Task<Reply> Unmerge(LearnerId one, LearnerId other, LearnerId by);

    Task<Reply> HoldApart(LearnerId one, LearnerId other, LearnerId by);

    Task<Reply> PutOff(LearnerId one, LearnerId other, LearnerId by);
}

public sealed class PersonLinksGrain(Journal<HubDbContext, PersonLinkEvent> journal, TimeProvider clock)
    : DecidingGrain<PersonLinkState, PersonLinkCommand, PersonLinkEvent>(journal, PersonLinks.Rules), IPersonLinksGrain
{
    public const string Key = "people";
    public const string StreamPrefix = "person-links-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKeyString();

    public Task<Reply> Merge(LearnerId one, LearnerId other, LinkGround ground, LearnerId by) =>
        HandleAsync(new PersonLinkCommand.Merge(PersonPair.Of(one, other), ground, by, clock.GetUtcNow()));

    public Task<Reply> Unmerge(LearnerId one, LearnerId other, LearnerId by) =>
        HandleAsync(new PersonLinkCommand.Unmerge(PersonPair.Of(one, other), by, clock.GetUtcNow()));

    public Task<Reply> HoldApart(LearnerId one, LearnerId other, LearnerId by) =>
        HandleAsync(new PersonLinkCommand.HoldApart(PersonPair.Of(one, other), by, clock.GetUtcNow()));

    public Task<Reply> PutOff(LearnerId one, LearnerId other, LearnerId by) =>
        HandleAsync(new PersonLinkCommand.PutOff(PersonPair.Of(one, other), by, clock.GetUtcNow()));
}

/// <summary>What was decided last about one pair.</summary>
public sealed class PersonLinkRow : IReadRow
{
    public Guid One { get; set; }
    public Guid Other { get; set; }
    public LinkVerdict Verdict { get; set; }

    /// <summary>Null unless they are merged.</summary>
    public LinkGround? Ground { get; set; }
    public Guid By { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class PersonLinkRowConfiguration : IEntityTypeConfiguration<PersonLinkRow>
{
    public void Configure(EntityTypeBuilder<PersonLinkRow> builder)
    {
        builder.ToTable("person_links").HasKey(row => new { row.One, row.Other });
        builder.Property(row => row.Verdict).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.Ground).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(row => row.Verdict);
    }
}

public sealed class PersonLinkProjection : IProjection<HubDbContext, PersonLinkEvent>
{
    public bool FindsByKeyOnly => true;

    public async ValueTask ProjectAsync(HubDbContext db, Recorded<PersonLinkEvent> recorded, CancellationToken ct)
    {
        switch (recorded.Event)
        {
            case PersonLinkEvent.PeopleMerged e:
                await SetAsync(db, e.Pair, LinkVerdict.Same, e.Ground, e.By, e.At, ct);
                break;
            case PersonLinkEvent.PeopleHeldApart e:
                await SetAsync(db, e.Pair, LinkVerdict.Apart, null, e.By, e.At, ct);
                break;
            case PersonLinkEvent.PairPutOff e:
                await SetAsync(db, e.Pair, LinkVerdict.Later, null, e.By, e.At, ct);
                break;
            case PersonLinkEvent.PeopleUnmerged e:
                if (await db.PersonLinks.FindAsync([e.Pair.One.Value, e.Pair.Other.Value], ct) is { } row) db.PersonLinks.Remove(row);
                break;
        }
    }

    private static async ValueTask SetAsync(
        HubDbContext db, PersonPair pair, LinkVerdict verdict, LinkGround? ground, LearnerId by, DateTimeOffset at, CancellationToken ct)
    {
        var row = await db.PersonLinks.FindAsync([pair.One.Value, pair.Other.Value], ct)
            ?? db.PersonLinks.Add(new() { One = pair.One.Value, Other = pair.Other.Value }).Entity;
        (row.Verdict, row.Ground, row.By, row.At) = (verdict, ground, by.Value, at);
    }
}

/// <summary>One decision about a pair.</summary>
public sealed record PersonLinkLine(PersonPair Pair, LinkVerdict Verdict, LinkGround? Ground, LearnerId By, DateTimeOffset At);

/// <summary>Answers who is one person.</summary>
public sealed class PersonLinksQuery(IDbContextFactory<HubDbContext> contexts)
{
    /// <summary>Decisions listed at most, the newest first.</summary>
    public const int MaxLines = 200;

    /// <summary>The merges that stand now. They are as many as people decided, and no more.</summary>
    public async Task<PersonMap> MapAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await MapAsync(db, ct);
    }

    /// <summary>As <see cref="MapAsync(CancellationToken)"/>, on a context that is open already.</summary>
    internal static async Task<PersonMap> MapAsync(HubDbContext db, CancellationToken ct) => PersonMap.Of(
        (await db.PersonLinks.AsNoTracking().Where(row => row.Verdict == LinkVerdict.Same).OrderBy(row => row.One).ThenBy(row => row.Other)
            .Select(row => new { row.One, row.Other }).ToListAsync(ct)).Select(row => new PersonPair(new(row.One), new(row.Other))));

    /// <summary>Decisions of one kind, the newest first.</summary>
    public async Task<ImmutableArray<PersonLinkLine>> OfAsync(LinkVerdict verdict, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.PersonLinks.AsNoTracking().Where(row => row.Verdict == verdict)
            .OrderByDescending(row => row.At).ThenBy(row => row.One).ThenBy(row => row.Other).Take(MaxLines).ToListAsync(ct);
        return [.. rows.Select(row => new PersonLinkLine(new(new(row.One), new(row.Other)), row.Verdict, row.Ground, new(row.By), row.At))];
    }
}
