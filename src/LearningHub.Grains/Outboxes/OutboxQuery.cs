using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Outboxes;

/// <summary>Answers what the phones of people have sent and what still waits on them.</summary>
public sealed class OutboxQuery(IDbContextFactory<HubDbContext> databases)
{
    private const int MaxPeople = 500;

    /// <param name="ReceivedAt">When something was received last; null when nothing was.</param>
    /// <param name="Waiting">As the phone said at <paramref name="ContactAt"/>.</param>
    public sealed record Line(LearnerId Learner, DateTimeOffset? ReceivedAt, int Kept, int Refused, int Waiting, DateTimeOffset ContactAt, int HandedIn);

    /// <summary>By person; who never sent anything from a phone is not in it.</summary>
    public async Task<IReadOnlyDictionary<LearnerId, Line>> OfAsync(IEnumerable<LearnerId> people, CancellationToken ct = default)
    {
        var ids = people.Select(person => person.Value).Distinct().Take(MaxPeople).ToArray();
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Outboxes.AsNoTracking().Where(row => ids.Contains(row.LearnerId)).OrderBy(row => row.LearnerId)
            .Select(row => new Line(new(row.LearnerId), row.ReceivedAt, row.Kept, row.Refused, row.Waiting, row.ContactAt, row.HandedIn))
            .ToDictionaryAsync(line => line.Learner, ct);
    }
}
