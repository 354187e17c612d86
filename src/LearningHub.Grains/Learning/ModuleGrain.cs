using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Common;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Learning;

/// <summary>One module version in use: how often its questions were asked, and how they did. The key is <c>labour-mobility@1</c>.</summary>
public interface IModuleGrain : IGrainWithStringKey
{
    /// <summary>Counts a live session; again with more answers replaces what was counted.</summary>
    Task<Reply> CountLive(LiveSessionId session, ImmutableArray<AskedItem> items);
}

public sealed class ModuleGrain(Journal<HubDbContext, ModuleEvent> journal, TimeProvider clock)
    : DecidingGrain<ModuleState, ModuleCommand, ModuleEvent>(journal, ModuleUse.Rules), IModuleGrain
{
    public const string StreamPrefix = "module-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKeyString();

    public Task<Reply> CountLive(LiveSessionId session, ImmutableArray<AskedItem> items) => HandleAsync(new ModuleCommand.CountLive(session, items, clock.GetUtcNow()));
}

/// <summary>One question in one live session.</summary>
public sealed class ItemUseRow : IReadRow
{
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public string Item { get; set; } = "";
    public Guid SessionId { get; set; }

    /// <summary>1, or 2 for the second vote after a talk.</summary>
    public int Vote { get; set; }
    public int Answers { get; set; }

    /// <summary>Null where nothing is right or wrong.</summary>
    public int? Right { get; set; }
    public int SureAndWrong { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class ItemUseRowConfiguration : IEntityTypeConfiguration<ItemUseRow>
{
    public void Configure(EntityTypeBuilder<ItemUseRow> builder) =>
        builder.ToTable("item_uses").HasKey(row => new { row.Module, row.ModuleVersion, row.Item, row.SessionId, row.Vote });
}

/// <summary>Keeps how each question did, session by session.</summary>
public sealed class ItemUseProjection : IProjection<HubDbContext, ModuleEvent>
{
    public bool FindsByKeyOnly => true;

    public async ValueTask ProjectAsync(HubDbContext db, Recorded<ModuleEvent> recorded, CancellationToken ct)
    {
        if (recorded.Event is not ModuleEvent.LiveItemsCounted e || ModuleVersion.TryParse(recorded.Stream[ModuleGrain.StreamPrefix.Length..]) is not { } module) return;
        foreach (var item in e.Items)
        {
            var row = await db.ItemUses.FindAsync([module.Module, module.Version, item.Item, e.Session.Value, item.Vote], ct)
                ?? db.ItemUses.Add(new() { Module = module.Module, ModuleVersion = module.Version, Item = item.Item, SessionId = e.Session.Value, Vote = item.Vote }).Entity;
            (row.Answers, row.Right, row.SureAndWrong, row.At) = (item.Answers, item.Right, item.SureAndWrong, e.At);
        }
    }
}

/// <summary>How a module's live questions did over all sessions; second votes are not counted, since people had talked.</summary>
public sealed class ItemStatisticsQuery(IDbContextFactory<HubDbContext> contexts)
{
    private const int Most = 500;

    /// <param name="Right">Null where nothing is right or wrong.</param>
    public sealed record Line(string Item, int Sessions, int Answers, int? Right, int SureAndWrong);

    public async Task<IReadOnlyList<Line>> OfAsync(ModuleVersion module, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ItemUses.AsNoTracking()
            .Where(row => row.Module == module.Module && row.ModuleVersion == module.Version && row.Vote == 1)
            .GroupBy(row => row.Item).OrderBy(group => group.Key).Take(Most)
            .Select(group => new Line(group.Key, group.Count(), group.Sum(row => row.Answers), group.Sum(row => row.Right), group.Sum(row => row.SureAndWrong)))
            .ToListAsync(ct);
    }
}
