using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>"Did you teach this with her?"</summary>
/// <param name="NamedBy">First name of who recorded the session.</param>
public sealed record CoTeachingAsk(CascadeSessionId Session, ModuleVersion Module, DateOnly HeldOn, string District, string Venue, string NamedBy);

/// <summary>Somebody named as a co-trainer, as the recorder sees her.</summary>
/// <param name="Taught">What she said; null while she has not answered.</param>
public sealed record CoTrainerLine(LearnerId Person, string Name, bool? Taught);

/// <summary>Answers who still has to say whether she taught a session.</summary>
public sealed class CoTeachingQuery(IDbContextFactory<HubDbContext> databases, PersonNames names)
{
    private const int MaxLines = 50;

    /// <summary>What a person is asked and has not answered, the newest session first.</summary>
    public Task<ImmutableArray<CoTeachingAsk>> OfPersonAsync(LearnerId person, CancellationToken ct = default) => AsksAsync(person, null, ct);

    /// <summary>One such question; null when she was not asked or has answered.</summary>
    public async Task<CoTeachingAsk?> AskAsync(CascadeSessionId session, LearnerId person, CancellationToken ct = default) => (await AsksAsync(person, session, ct)).FirstOrDefault();

    /// <summary>Everybody whom the recorder of a session named.</summary>
    public async Task<ImmutableArray<CoTrainerLine>> OfSessionAsync(CascadeSessionId session, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.CoTrainers.AsNoTracking().Where(row => row.SessionId == session.Value).OrderBy(row => row.NamedAt).ThenBy(row => row.LearnerId).ToListAsync(ct);
        var labels = await names.OfAsync([.. rows.Select(row => new LearnerId(row.LearnerId))], ct);
        return [.. rows.Select(row => new CoTrainerLine(new(row.LearnerId), labels.FirstName(new(row.LearnerId)), row.Taught))];
    }

    private async Task<ImmutableArray<CoTeachingAsk>> AsksAsync(LearnerId person, CascadeSessionId? only, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var asked = db.CoTrainers.AsNoTracking().Where(row => row.LearnerId == person.Value && row.Taught == null);
        if (only is { } session) asked = asked.Where(row => row.SessionId == session.Value);
        var rows = await (
            from row in asked
            join held in db.CascadeSessions.AsNoTracking() on row.SessionId equals held.Id
            orderby held.HeldAt descending, held.Id
            select new { held, row.NamedBy }).Take(MaxLines).ToListAsync(ct);
        var labels = await names.OfAsync([.. rows.Select(row => new LearnerId(row.NamedBy)).Distinct()], ct);
        return [.. rows.Select(row => new CoTeachingAsk(
            new(row.held.Id), new(row.held.Module, row.held.ModuleVersion), row.held.HeldOn, row.held.District, row.held.Venue, labels.FirstName(new(row.NamedBy))))];
    }
}
