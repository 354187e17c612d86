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
}

public sealed class ProgrammeGrain(Journal<HubDbContext, ProgrammeEvent> journal, TimeProvider clock)
    : DecidingGrain<ProgrammeState, ProgrammeCommand, ProgrammeEvent>(journal, Programme.Rules), IProgrammeGrain
{
    internal const string StreamPrefix = "programme-";

    /// <summary>The history of this programme.</summary>
    public static string StreamOf(ProgrammeId id) => StreamPrefix + id;

    protected override string Stream => StreamOf(new(this.GetPrimaryKey()));

    public Task<Reply> Start(string name, LearnerId by) => HandleAsync(new ProgrammeCommand.StartProgramme(name, by, clock.GetUtcNow()));
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

public sealed class ProgrammeProjection : IProjection<HubDbContext, ProgrammeEvent>
{
    public ValueTask ProjectAsync(HubDbContext db, Recorded<ProgrammeEvent> recorded, CancellationToken ct)
    {
        if (recorded.Event is ProgrammeEvent.ProgrammeStarted e)
            db.Programmes.Add(new() { Id = Guid.Parse(recorded.Stream.AsSpan(ProgrammeGrain.StreamPrefix.Length)), Name = e.Name });
        return ValueTask.CompletedTask;
    }
}

/// <summary>A programme with its workshops and the module versions they teach.</summary>
public sealed record ProgrammeView(ProgrammeId Id, string Name, ImmutableArray<CohortLine> Workshops, ImmutableArray<ModuleVersion> Modules);

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
}
