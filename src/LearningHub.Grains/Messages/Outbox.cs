using System.Security.Cryptography;
using System.Text;
using LearningHub.Domain.Common;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Messages;

/// <summary>Messages that wait to go out, each sent at least once by one node at a time.</summary>
public sealed class Outbox(IDbContextFactory<HubDbContext> databases, TimeProvider clock) : IForgetsPeople
{
    /// <summary>Time one node has for one message before another may try.</summary>
    private static readonly TimeSpan InHand = TimeSpan.FromMinutes(2);

    private const int LongestTrouble = 200;

    /// <summary>The id of a message that its cause has once, on every node.</summary>
    public static Guid IdOf(MessageKind kind, Guid about, int day, string to) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {about} {day} {to}")).AsSpan(0, 16));

    /// <summary>Puts messages in, each once: what is there already stays as it is. Those about one matter go in together or not at all.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> PutAsync(IReadOnlyCollection<MessageRow> messages, CancellationToken ct = default)
    {
        var added = 0;
        foreach (var matter in messages.GroupBy(message => message.About))
        {
            var ids = matter.Select(message => message.Id).ToArray();
            await using var db = await databases.CreateDbContextAsync(ct);
            var there = await db.Messages.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct);
            if (there.Count == ids.Length) continue;
            db.Messages.AddRange(matter.Where(message => !there.Contains(message.Id)));
            try
            {
                added += await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException) when (!ct.IsCancellationRequested)
            {
                await using var again = await databases.CreateDbContextAsync(ct);
                if (await again.Messages.CountAsync(row => ids.Contains(row.Id), ct) < ids.Length) throw; // otherwise another node was first, and that is well
            }
        }

        return added;
    }

    /// <summary>Takes messages that are due in hand; no other node gets them meanwhile.</summary>
    public async Task<List<MessageRow>> TakeDueAsync(int most, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        var due = await db.Messages.AsNoTracking()
            .Where(row => row.State == MessageState.Waiting && row.DueAt <= now && (row.HeldUntil == null || row.HeldUntil < now))
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id).Take(most).ToListAsync(ct);
        List<MessageRow> taken = [];
        foreach (var message in due)
        {
            var until = now + InHand;
            var mine = await db.Messages.Where(row => row.Id == message.Id && row.State == MessageState.Waiting && (row.HeldUntil == null || row.HeldUntil < now))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.HeldUntil, until), ct);
            if (mine == 1) taken.Add(message);
        }

        return taken;
    }

    /// <summary>It is out, or needs to go nowhere. What reached somebody without a sign-in is forgotten.</summary>
    public async Task DoneAsync(MessageRow message, MessageState state, MessageChannel? channel = null, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Messages.Where(row => row.Id == message.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.Channel, channel).SetProperty(row => row.DoneAt, now)
                .SetProperty(row => row.HeldUntil, (DateTimeOffset?)null).SetProperty(row => row.Contact, (string?)null)
                .SetProperty(row => row.Attempts, row => row.Attempts + (channel == null ? 0 : 1)),
            ct);
    }

    /// <summary>Not before this moment; nothing was tried.</summary>
    public async Task WaitAsync(MessageRow message, DateTimeOffset until, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Messages.Where(row => row.Id == message.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, until).SetProperty(row => row.HeldUntil, (DateTimeOffset?)null), ct);
    }

    /// <summary>An attempt failed: it waits longer each time, and in the end it is given up and shown to the administrator.</summary>
    /// <param name="trouble">What went wrong; no name, number or address.</param>
    public async Task FailedAsync(MessageRow message, MessageChannel channel, string trouble, CancellationToken ct = default)
    {
        var (now, attempts) = (clock.GetUtcNow(), message.Attempts + 1);
        var wait = Backoff.After(attempts);
        var (state, due, done) = wait is { } time ? (MessageState.Waiting, now + time, (DateTimeOffset?)null) : (MessageState.GaveUp, message.DueAt, now);
        var contact = wait is null ? null : message.Contact;
        var said = trouble.Length > LongestTrouble ? trouble[..LongestTrouble] : trouble;
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Messages.Where(row => row.Id == message.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.DueAt, due).SetProperty(row => row.DoneAt, done).SetProperty(row => row.Attempts, attempts)
                .SetProperty(row => row.Channel, (MessageChannel?)channel).SetProperty(row => row.Trouble, said).SetProperty(row => row.Contact, contact).SetProperty(row => row.HeldUntil, (DateTimeOffset?)null),
            ct);
    }

    /// <summary>Forgets every message to a person who was erased, and who agreed to her pledges.</summary>
    public async Task ForgetAsync(LearnerId person, CancellationToken ct = default)
    {
        var id = person.Value;
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Messages.Where(row => row.PersonId == id || db.Pledges.Any(pledge => pledge.LearnerId == id && pledge.Id == row.About)).ExecuteDeleteAsync(ct);
        await db.PledgeSupervisors.Where(row => row.TrainerId == id).ExecuteDeleteAsync(ct);
        await db.HelpTexts.Where(row => row.AuthorId == id).ExecuteDeleteAsync(ct);
    }
}
