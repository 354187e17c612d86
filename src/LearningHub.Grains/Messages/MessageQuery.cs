using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Messages;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Messages;

/// <summary>One message to its reader; its words are made from it.</summary>
public sealed record MessageLine(MessageKind Kind, LearnerId? To, Guid About, DateTimeOffset MadeAt, MessageState State, MessageChannel? Channel, int Day = 0);

/// <summary>How many messages of a kind stand how.</summary>
public sealed record MessageCount(MessageKind Kind, MessageState State, int Count);

/// <summary>A message that could not be sent. It names nobody.</summary>
public sealed record MessageFailure(Guid Id, MessageKind Kind, MessageChannel? Channel, MessageState State, int Attempts, string? Trouble, DateTimeOffset MadeAt);

/// <summary>Answers what waits, went out and failed; bodies only to whom they belong.</summary>
public sealed class MessageQuery(IDbContextFactory<HubDbContext> databases)
{
    public const int MaxLines = 100;

    /// <summary>Messages to one person, newest first.</summary>
    public async Task<ImmutableArray<MessageLine>> OfPersonAsync(LearnerId person, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Messages.AsNoTracking().Where(row => row.PersonId == person.Value && row.State != MessageState.Dropped)
            .OrderByDescending(row => row.MadeAt).ThenBy(row => row.Id).Take(MaxLines).ToListAsync(ct);
        return [.. rows.Select(row => new MessageLine(row.Kind, person, row.About, row.MadeAt, row.State, row.Channel, row.Day))];
    }

    /// <summary>Messages of a kind about one thing, the oldest first; those that turned out untrue are left out.</summary>
    public async Task<ImmutableArray<MessageLine>> AboutAsync(MessageKind kind, Guid about, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Messages.AsNoTracking().Where(row => row.About == about && row.Kind == kind && row.State != MessageState.Dropped)
            .OrderBy(row => row.MadeAt).ThenBy(row => row.Id).Take(MaxLines).ToListAsync(ct);
        return [.. rows.Select(row => new MessageLine(row.Kind, row.PersonId is { } to ? new LearnerId(to) : null, row.About, row.MadeAt, row.State, row.Channel, row.Day))];
    }

    public async Task<ImmutableArray<MessageCount>> CountsAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Messages.AsNoTracking().GroupBy(row => new { row.Kind, row.State }).Select(same => new { same.Key.Kind, same.Key.State, Count = same.Count() }).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Kind).ThenBy(row => row.State).Select(row => new MessageCount(row.Kind, row.State, row.Count))];
    }

    /// <summary>What was given up, and what failed at least once and is tried again; newest first.</summary>
    public async Task<ImmutableArray<MessageFailure>> FailuresAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return [.. await db.Messages.AsNoTracking().Where(row => row.State == MessageState.GaveUp || (row.State == MessageState.Waiting && row.Attempts > 0))
            .OrderByDescending(row => row.MadeAt).ThenBy(row => row.Id).Take(MaxLines)
            .Select(row => new MessageFailure(row.Id, row.Kind, row.Channel, row.State, row.Attempts, row.Trouble, row.MadeAt)).ToListAsync(ct)];
    }
}
