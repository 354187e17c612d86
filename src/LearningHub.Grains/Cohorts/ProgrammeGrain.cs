using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Common;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Cohorts;

/// <summary>One programme. The key is its id.</summary>
public interface IProgrammeGrain : IGrainWithGuidKey
{
    Task<Reply> Start(string name, LearnerId by);

    /// <summary>Says what a figure shall reach, and by when; null takes it back. The caller vouches that this figure exists.</summary>
    Task<Reply> SetTarget(ModuleVersion module, string figure, Target? target, LearnerId by);

    /// <summary>Keeps who took an evidence pack, when, and what was in it.</summary>
    Task<Reply> RecordExport(EvidenceExport export, LearnerId by);
}

public sealed class ProgrammeGrain(Journal<HubDbContext, ProgrammeEvent> journal, TimeProvider clock)
    : DecidingGrain<ProgrammeState, ProgrammeCommand, ProgrammeEvent>(journal, Programme.Rules), IProgrammeGrain
{
    internal const string StreamPrefix = "programme-";

    /// <summary>The history of this programme.</summary>
    public static string StreamOf(ProgrammeId id) => StreamPrefix + id;

    protected override string Stream => StreamOf(new(this.GetPrimaryKey()));

    public Task<Reply> Start(string name, LearnerId by) => HandleAsync(new ProgrammeCommand.StartProgramme(name, by, clock.GetUtcNow()));

    public Task<Reply> SetTarget(ModuleVersion module, string figure, Target? target, LearnerId by) =>
        HandleAsync(new ProgrammeCommand.SetTarget(module, figure, target, by, clock.GetUtcNow()));

    public Task<Reply> RecordExport(EvidenceExport export, LearnerId by) => HandleAsync(new ProgrammeCommand.RecordExport(export, by, clock.GetUtcNow()));
}

/// <summary>One programme.</summary>
public sealed class ProgrammeRow : IReadRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
}

internal sealed class ProgrammeRowConfiguration : IEntityTypeConfiguration<ProgrammeRow>
{
    public void Configure(EntityTypeBuilder<ProgrammeRow> builder)
    {
        builder.ToTable("programmes").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Name).HasMaxLength(120);
    }
}

/// <summary>What one figure of a programme shall reach.</summary>
public sealed class TargetRow : IReadRow
{
    public Guid ProgrammeId { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }

    /// <summary>The definition's id.</summary>
    public string Figure { get; set; } = "";
    public double Value { get; set; }
    public DateOnly Due { get; set; }
}

internal sealed class TargetRowConfiguration : IEntityTypeConfiguration<TargetRow>
{
    public void Configure(EntityTypeBuilder<TargetRow> builder)
    {
        builder.ToTable("programme_targets").HasKey(row => new { row.ProgrammeId, row.Module, row.ModuleVersion, row.Figure });
        builder.Property(row => row.Module).HasMaxLength(64);
        builder.Property(row => row.Figure).HasMaxLength(64);
    }
}

/// <summary>One evidence pack that left the house.</summary>
public sealed class EvidenceExportRow : IReadRow
{
    public Guid ProgrammeId { get; set; }

    /// <summary>Its place in the programme's history.</summary>
    public long Version { get; set; }
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public DateTimeOffset AsOf { get; set; }
    public long ChainPosition { get; set; }
    public string ChainHash { get; set; } = "";
    public string ManifestHash { get; set; } = "";
    public Guid By { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class EvidenceExportRowConfiguration : IEntityTypeConfiguration<EvidenceExportRow>
{
    public void Configure(EntityTypeBuilder<EvidenceExportRow> builder)
    {
        builder.ToTable("evidence_exports").HasKey(row => new { row.ProgrammeId, row.Version });
        builder.Property(row => row.Module).HasMaxLength(64);
        builder.Property(row => row.ChainHash).HasMaxLength(64);
        builder.Property(row => row.ManifestHash).HasMaxLength(64);
    }
}

public sealed class ProgrammeProjection : IProjection<HubDbContext, ProgrammeEvent>
{
    public async ValueTask ProjectAsync(HubDbContext db, Recorded<ProgrammeEvent> recorded, CancellationToken ct)
    {
        var id = Guid.Parse(recorded.Stream.AsSpan(ProgrammeGrain.StreamPrefix.Length));
        switch (recorded.Event)
        {
            case ProgrammeEvent.ProgrammeStarted e:
                db.Programmes.Add(new() { Id = id, Name = e.Name });
                break;
            case ProgrammeEvent.TargetSet e:
                var row = await db.Targets.FindAsync([id, e.Module.Module, e.Module.Version, e.Figure], ct);
                if (e.Target is not { } target)
                {
                    if (row is not null) db.Targets.Remove(row);
                    break;
                }

                row ??= db.Targets.Add(new() { ProgrammeId = id, Module = e.Module.Module, ModuleVersion = e.Module.Version, Figure = e.Figure }).Entity;
                (row.Value, row.Due) = (target.Value, target.Due);
                break;
            case ProgrammeEvent.EvidenceExported { Export: var export } e:
                db.EvidenceExports.Add(new()
                {
                    ProgrammeId = id, Version = recorded.Version, Module = export.Module.Module, ModuleVersion = export.Module.Version, AsOf = export.AsOf,
                    ChainPosition = export.ChainPosition, ChainHash = export.ChainHash, ManifestHash = export.ManifestHash, By = e.By.Value, At = e.At,
                });
                break;
        }
    }
}

/// <summary>A programme with its workshops and the module versions they teach.</summary>
public sealed record ProgrammeView(ProgrammeId Id, string Name, ImmutableArray<CohortLine> Workshops, ImmutableArray<ModuleVersion> Modules);

/// <summary>An evidence pack that was taken.</summary>
public sealed record EvidenceTaken(EvidenceExport Export, LearnerId By, DateTimeOffset At);

/// <summary>Answers questions about programmes from the read tables.</summary>
public sealed class ProgrammeQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>All programmes by name.</summary>
    public async Task<ImmutableArray<(ProgrammeId Id, string Name)>> AllAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Programmes.AsNoTracking().OrderBy(row => row.Name).ThenBy(row => row.Id).Take(CohortQuery.MaxLines).ToListAsync(ct);
        return [.. rows.Select(row => (new ProgrammeId(row.Id), row.Name))];
    }

    /// <summary>The programme, or null.</summary>
    public async Task<ProgrammeView?> FindAsync(ProgrammeId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Programmes.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id.Value, ct) is not { } programme) return null;
        var cohorts = await db.Cohorts.AsNoTracking().Where(row => row.ProgrammeId == id.Value)
            .OrderByDescending(row => row.StartsOn).ThenBy(row => row.Id).Take(CohortQuery.MaxLines)
            .Select(row => new { row.Id, row.Title, row.Place, row.StartsOn, row.EndsOn, Members = db.CohortPeople.Count(p => p.CohortId == row.Id && !p.Facilitates) })
            .ToListAsync(ct);
        var modules = await db.CohortModules.AsNoTracking()
            .Where(module => db.Cohorts.Any(row => row.Id == module.CohortId && row.ProgrammeId == id.Value))
            .Select(module => new { module.Module, module.ModuleVersion }).Distinct()
            .OrderBy(module => module.Module).ThenBy(module => module.ModuleVersion).ToListAsync(ct);
        return new(
            id, programme.Name, [.. cohorts.Select(row => new CohortLine(new(row.Id), row.Title, row.Place, row.StartsOn, row.EndsOn, row.Members))],
            [.. modules.Select(module => new ModuleVersion(module.Module, module.ModuleVersion))]);
    }

    /// <summary>What the programme wants of a module's figures, by the id of the definition.</summary>
    public async Task<ImmutableDictionary<string, Target>> TargetsAsync(ProgrammeId id, ModuleVersion module, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(module);
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Targets.AsNoTracking().Where(row => row.ProgrammeId == id.Value && row.Module == module.Module && row.ModuleVersion == module.Version).OrderBy(row => row.Figure).ToListAsync(ct);
        return rows.ToImmutableDictionary(row => row.Figure, row => new Target(row.Value, row.Due), StringComparer.Ordinal);
    }

    /// <summary>The evidence packs of a programme, the newest first.</summary>
    public async Task<ImmutableArray<EvidenceTaken>> ExportsAsync(ProgrammeId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.EvidenceExports.AsNoTracking().Where(row => row.ProgrammeId == id.Value).OrderByDescending(row => row.Version).Take(CohortQuery.MaxLines).ToListAsync(ct);
        return [.. rows.Select(row => new EvidenceTaken(
            new(new(row.Module, row.ModuleVersion), row.AsOf, row.ChainPosition, row.ChainHash, row.ManifestHash), new(row.By), row.At))];
    }
}
