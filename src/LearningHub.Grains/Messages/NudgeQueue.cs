using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Learning;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Messages;

/// <summary>Finds the reminders that are due and puts each into the outbox once, however often and on however many nodes it is asked.</summary>
public sealed class NudgeQueue(IDbContextFactory<HubDbContext> databases, Outbox outbox, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <returns>Messages put in.</returns>
    public async Task<int> FillAsync(QuietHours quiet, CancellationToken ct = default)
    {
        var (now, put) = (clock.GetUtcNow(), 0);
        foreach (var day in Nudges.AfterDays) put += await outbox.PutAsync(await DueAsync(day, now, quiet, ct), ct);
        return put;
    }

    /// <summary>A supervisor's contact serves the reminders of one pledge. When they are over it is deleted.</summary>
    public async Task ForgetContactsAsync(CancellationToken ct = default)
    {
        var oldest = Nudges.Oldest(clock.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(ct);
        for (var (last, more) = (Guid.Empty, true); more;)
        {
            var known = await db.PledgeSupervisors.AsNoTracking().Where(row => row.Contact != null && row.Id > last).OrderBy(row => row.Id).Take(AtOnce)
                .Select(row => new { row.Id, row.PledgeId }).ToListAsync(ct);
            if (known.Count == 0) return;
            (last, more) = (known[^1].Id, known.Count == AtOnce);
            var ids = known.Select(row => row.PledgeId).Distinct().ToArray();
            var pledges = await db.Pledges.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(ct);
            var over = (await PledgeQuery.ProgressAsync(db, pledges, ct)).Where(pledge => pledge.IsOver).Select(pledge => pledge.Terms.Pledge)
                .Concat(pledges.Where(pledge => pledge.At < oldest).Select(pledge => pledge.Id)).ToArray();
            if (over.Length > 0) await db.PledgeSupervisors.Where(row => over.Contains(row.PledgeId)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Contact, (string?)null), ct);
        }
    }

    private async Task<List<MessageRow>> DueAsync(int day, DateTimeOffset now, QuietHours quiet, CancellationToken ct)
    {
        var (from, until) = (now.AddDays(-(day + Nudges.StaysDueDays)), now.AddDays(-day));
        await using var db = await databases.CreateDbContextAsync(ct);
        var pledges = await db.Pledges.AsNoTracking()
            .Where(pledge => pledge.At > from && pledge.At <= until && !db.Messages.Any(row => row.About == pledge.Id && row.Day == day && row.Kind == MessageKind.PledgeNudge))
            .OrderBy(pledge => pledge.At).ThenBy(pledge => pledge.Id).Take(AtOnce).ToListAsync(ct);
        if (pledges.Count == 0) return [];
        var ids = pledges.Select(pledge => pledge.Id).ToArray();
        var supervisors = (await db.PledgeSupervisors.AsNoTracking().Where(row => ids.Contains(row.PledgeId) && row.Contact != null).OrderBy(row => row.At).ThenBy(row => row.Id).ToListAsync(ct))
            .ToLookup(row => row.PledgeId);
        var due = quiet.NextAllowed(now, clock.LocalTimeZone);
        List<MessageRow> messages = [];
        foreach (var (pledge, progress) in pledges.Zip(await PledgeQuery.ProgressAsync(db, pledges, ct)))
        {
            // A pledge that needs no reminder gets its row too, so that it is not looked at again.
            var state = progress.IsOver ? MessageState.Dropped : MessageState.Waiting;
            if (!progress.IsOver && supervisors[pledge.Id].LastOrDefault() is { } supervisor) messages.Add(Row(MessageKind.SupervisorNudge, pledge, day, due, now, state, supervisor.Contact));
            messages.Add(Row(MessageKind.PledgeNudge, pledge, day, due, now, state, null));
        }

        return messages;
    }

    private static MessageRow Row(MessageKind kind, PledgeRow pledge, int day, DateTimeOffset due, DateTimeOffset now, MessageState state, string? contact) => new()
    {
        Id = Outbox.IdOf(kind, pledge.Id, day, ""), Kind = kind, PersonId = kind == MessageKind.PledgeNudge ? pledge.LearnerId : null, Contact = contact,
        About = pledge.Id, Day = day, MadeAt = now, DueAt = due, State = state, DoneAt = state == MessageState.Waiting ? null : now,
    };
}
