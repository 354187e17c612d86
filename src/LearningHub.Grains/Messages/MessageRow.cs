using LearningHub.Domain.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Messages;

/// <summary>One message on its way to one person. It holds no words: they are made from a template when it goes out.</summary>
/// <remarks>Not made from events: what went out is no history of learning, and a rebuild must send nothing again.</remarks>
public sealed class MessageRow
{
    /// <summary>Travels with the message, so that a network that gets it twice can tell. Made from its cause where a cause has one message.</summary>
    public required Guid Id { get; init; }
    public required MessageKind Kind { get; init; }

    /// <summary>Whom it is for; null for somebody without a sign-in.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Sealed; where somebody without a sign-in is reached. Emptied when the message is done.</summary>
    public string? Contact { get; set; }

    /// <summary>The pledge, request or session it is about.</summary>
    public required Guid About { get; init; }

    /// <summary>Days after the pledge, for a nudge; the wrong answer's place in the module, for a correction; otherwise 0.</summary>
    public int Day { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Not before this moment; moves on with each failed attempt.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>A node has it in hand until then.</summary>
    public DateTimeOffset? HeldUntil { get; set; }
    public int Attempts { get; set; }
    public MessageState State { get; set; }
    public MessageChannel? Channel { get; set; }
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>What went wrong last, without names, numbers and addresses; null when nothing did.</summary>
    public string? Trouble { get; set; }
}

/// <summary>Somebody answered STOP: no text message goes to this number until START.</summary>
/// <remarks>It outlives the sign-ins that gave the number, and names nobody.</remarks>
public sealed class TextStop
{
    /// <summary>Keyed hash of the number.</summary>
    public required string Hash { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class MessageTables : IEntityTypeConfiguration<MessageRow>, IEntityTypeConfiguration<TextStop>
{
    public void Configure(EntityTypeBuilder<MessageRow> builder)
    {
        builder.ToTable("messages").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(24);
        builder.Property(row => row.Channel).HasConversion<string>().HasMaxLength(8);
        builder.Property(row => row.State).HasConversion<string>().HasMaxLength(8);
        builder.Property(row => row.Contact).HasMaxLength(1024);
        builder.Property(row => row.Trouble).HasMaxLength(200);
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.HasIndex(row => row.PersonId);
        builder.HasIndex(row => row.About);
    }

    public void Configure(EntityTypeBuilder<TextStop> builder)
    {
        builder.ToTable("text_stops").HasKey(row => row.Hash);
        builder.Property(row => row.Hash).HasMaxLength(64);
    }
}
