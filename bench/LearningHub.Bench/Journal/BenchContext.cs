using System.Text.Json.Serialization;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Bench.Journal;

/// <summary>A family of the size of a live answer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Answered), "bench.answered.v1")]
public abstract record BenchEvent
{
    private BenchEvent() { }

    public sealed record Answered(Guid Person, string Question, int Option, bool Late, DateTimeOffset At) : BenchEvent;
}

/// <summary>The same, with a read table.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Answered), "bench.projected-answered.v1")]
public abstract record ProjectedEvent
{
    private ProjectedEvent() { }

    public sealed record Answered(Guid Person, string Question, int Option, bool Late, DateTimeOffset At) : ProjectedEvent;
}

public sealed class TallyRow : IReadRow
{
    public required string Stream { get; init; }
    public required int Option { get; init; }
    public int Count { get; set; }
}

public sealed class BenchContext(DbContextOptions<BenchContext> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.IsSqlite()) configurationBuilder.StoreTimesAsText();
        else configurationBuilder.StoreTimesAsUtc();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyJournal();
        modelBuilder.Entity<TallyRow>().HasKey(row => new { row.Stream, row.Option });
    }
}

internal sealed class TallyProjection : IProjection<BenchContext, ProjectedEvent>
{
    public bool FindsByKeyOnly => true;

    public async ValueTask ProjectAsync(BenchContext db, Recorded<ProjectedEvent> recorded, CancellationToken ct)
    {
        var answer = (ProjectedEvent.Answered)recorded.Event;
        var row = await db.FindAsync<TallyRow>([recorded.Stream, answer.Option], ct)
            ?? db.Add(new TallyRow { Stream = recorded.Stream, Option = answer.Option }).Entity;
        row.Count++;
    }
}
