using System.Text.Json.Serialization;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Tests.Journal;

/// <summary>A small family of events, for the journal's own tests.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Opened), "room.opened.v1")]
[JsonDerivedType(typeof(Answered), "room.answered.v1")]
[JsonDerivedType(typeof(Spoiled), "room.spoiled.v1")]
[JsonDerivedType(typeof(Waved), "room.waved.v1")]
public abstract record RoomEvent
{
    private RoomEvent() { }

    public sealed record Opened(string Title) : RoomEvent;

    public sealed record Answered(Guid Person, int Option) : RoomEvent;

    /// <summary>Its projection fails.</summary>
    public sealed record Spoiled : RoomEvent;

    /// <summary>No projection wants it.</summary>
    public sealed record Waved(Guid Person) : RoomEvent;
}

/// <summary>How often an option was chosen in a room: made from events alone.</summary>
public sealed class TallyRow : IReadRow
{
    public required string Room { get; init; }
    public required int Option { get; init; }
    public int Count { get; set; }
    public DateTimeOffset LastAt { get; set; }
}

/// <summary>The last answer of each person in a room; points at its tally.</summary>
public sealed class AnswerRow : IReadRow
{
    public required string Room { get; init; }
    public required int Option { get; init; }
    public required Guid Person { get; init; }
}

/// <summary>What must not stand in the journal: a name.</summary>
public sealed class NameRow
{
    public required Guid Person { get; init; }
    public required string Name { get; init; }
}

public sealed class RoomContext(DbContextOptions<RoomContext> options) : DbContext(options)
{
    public DbSet<TallyRow> Tallies => Set<TallyRow>();
    public DbSet<AnswerRow> Answers => Set<AnswerRow>();
    public DbSet<NameRow> Names => Set<NameRow>();
    public DbSet<JournalRow> Journal => Set<JournalRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.IsSqlite()) configurationBuilder.StoreTimesAsText();
        else configurationBuilder.StoreTimesAsUtc();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyJournal();
        modelBuilder.Entity<TallyRow>().HasKey(row => new { row.Room, row.Option });
        modelBuilder.Entity<AnswerRow>().HasKey(row => new { row.Room, row.Person });
        modelBuilder.Entity<AnswerRow>().HasOne<TallyRow>().WithMany().HasForeignKey(row => new { row.Room, row.Option });
        modelBuilder.Entity<NameRow>().HasKey(row => row.Person);
    }
}

public sealed class TallyProjection : IProjection<RoomContext, RoomEvent>
{
    public bool FindsByKeyOnly => true;

    public bool Wants(Type record) => record != typeof(RoomEvent.Waved);

    public async ValueTask ProjectAsync(RoomContext db, Recorded<RoomEvent> recorded, CancellationToken ct)
    {
        if (recorded.Event is RoomEvent.Spoiled or RoomEvent.Waved) throw new InvalidOperationException("This event can't be projected.");
        if (recorded.Event is not RoomEvent.Answered answer) return;
        var row = await db.Tallies.FindAsync([recorded.Stream, answer.Option], ct)
            ?? db.Tallies.Add(new() { Room = recorded.Stream, Option = answer.Option }).Entity;
        row.Count++;
        row.LastAt = recorded.HappenedAt ?? recorded.RecordedAt;
    }
}

/// <summary>Looks rows up with a query, which must see what the event before it has changed.</summary>
public sealed class AnswerProjection : IProjection<RoomContext, RoomEvent>
{
    public bool Wants(Type record) => record == typeof(RoomEvent.Answered);

    public async ValueTask ProjectAsync(RoomContext db, Recorded<RoomEvent> recorded, CancellationToken ct)
    {
        if (recorded.Event is not RoomEvent.Answered answer) return;
        var earlier = await db.Answers.Where(row => row.Room == recorded.Stream && row.Person == answer.Person).ToListAsync(ct);
        db.Answers.RemoveRange(earlier);
        if (earlier.Count > 0) await db.SaveChangesAsync(ct); // the new row has the same key
        db.Answers.Add(new() { Room = recorded.Stream, Option = answer.Option, Person = answer.Person });
    }
}
