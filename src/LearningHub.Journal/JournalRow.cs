using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>One line of the append-only table. Only the writer makes them, and nobody changes them.</summary>
public sealed class JournalRow
{
    /// <summary>The site's order, counted from 1, without gaps; also the order of commits.</summary>
    public required long Position { get; init; }

    /// <summary>UUID v7, unique in the world: two sites are merged by a union of these.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The installation that recorded it.</summary>
    public required Guid Site { get; init; }

    /// <summary>The history it belongs to.</summary>
    public required string Stream { get; init; }

    /// <summary>Its place in the stream, counted from 1.</summary>
    public required long Version { get; init; }

    /// <summary>The stored name with its version, for example <c>live.answer-recorded.v1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The event as JSON, without its name.</summary>
    public required string Data { get; init; }

    /// <summary>The caller's idempotency key, or null.</summary>
    public required Guid? CommandId { get; init; }

    /// <summary>The server's clock, whole microseconds, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The device's claim, a hint only; whole microseconds, UTC.</summary>
    public required DateTimeOffset? HappenedAt { get; init; }
}

/// <summary>The one row that names this installation; made with its first event.</summary>
public sealed class JournalSite
{
    public required Guid Id { get; init; }
}

/// <summary>The journal's tables in a context's model.</summary>
public static class JournalModel
{
    /// <summary>Adds the journal's tables, so that the context's migrations create them.</summary>
    public static ModelBuilder ApplyJournal(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<JournalRow>(row =>
        {
            row.ToTable("journal");
            row.HasKey(r => r.Position);
            row.Property(r => r.Position).HasColumnName("position").ValueGeneratedNever();
            row.Property(r => r.EventId).HasColumnName("event_id");
            row.Property(r => r.Site).HasColumnName("site");
            row.Property(r => r.Stream).HasColumnName("stream");
            row.Property(r => r.Version).HasColumnName("version");
            row.Property(r => r.Type).HasColumnName("type");
            row.Property(r => r.Data).HasColumnName("data");
            row.Property(r => r.CommandId).HasColumnName("command_id");
            row.Property(r => r.RecordedAt).HasColumnName("recorded_at");
            row.Property(r => r.HappenedAt).HasColumnName("happened_at");
            row.HasIndex(r => r.EventId).IsUnique().HasDatabaseName("ux_journal_event_id");
            row.HasIndex(r => new { r.Stream, r.Version }).IsUnique().HasDatabaseName("ux_journal_stream_version");
            row.HasIndex(r => new { r.Stream, r.CommandId }).HasFilter("command_id is not null").HasDatabaseName("ix_journal_stream_command_id");
        });
        model.Entity<JournalSite>(site =>
        {
            site.ToTable("journal_site");
            site.HasKey(s => s.Id);
            site.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        });
        model.Entity<JournalSeal>(seal =>
        {
            seal.ToTable("journal_seals");
            seal.HasKey(s => s.Position);
            seal.Property(s => s.Position).HasColumnName("position").ValueGeneratedNever();
            seal.Property(s => s.First).HasColumnName("first");
            seal.Property(s => s.Hash).HasColumnName("hash");
            seal.Property(s => s.Marks).HasColumnName("marks");
            seal.Property(s => s.At).HasColumnName("at");
            seal.HasIndex(s => s.First).IsUnique().HasDatabaseName("ux_journal_seals_first");
        });
        return model;
    }
}
