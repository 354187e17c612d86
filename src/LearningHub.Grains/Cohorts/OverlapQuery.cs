using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cohorts;

/// <summary>One of the places where somebody was recorded.</summary>
/// <param name="Title">The workshop's; for a session of her own its district.</param>
/// <param name="ConfirmedAt">When the code came; null when none did.</param>
/// <param name="Reason">What a facilitator said; null when none said anything.</param>
public sealed record RecordedPlace(string Title, DateTimeOffset? ConfirmedAt, FixUpReason? Reason)
{
    /// <summary>A session that she says she held herself.</summary>
    public bool IsOwnSession { get; init; }
}

/// <summary>One person recorded in two places at once. A flag to ask about, and nothing more: both records stand.</summary>
/// <param name="Elsewhere">Another workshop, or a session she says she held herself on that day.</param>
public sealed record Overlap(LearnerId Learner, string Name, HalfDay HalfDay, CohortId Cohort, RecordedPlace Here, RecordedPlace Elsewhere);

/// <summary>Finds people who are present in two workshops in the same half day, and people present all day who held a session of their own that day.</summary>
public sealed class OverlapQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>Overlaps of one workshop with any other on this hub.</summary>
    /// <param name="reader">Whoever looks: see <see cref="CohortQuery.FindAsync"/>.</param>
    public async Task<ImmutableArray<Overlap>> OfCohortAsync(CohortId cohort, LearnerId reader, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var facilitates = await db.CohortPeople.AsNoTracking().AnyAsync(p => p.CohortId == cohort.Value && p.LearnerId == reader.Value && p.Facilitates, ct);
        return await FindAsync(db, db.Cohorts.Where(row => row.Id == cohort.Value), facilitates, ct);
    }

    /// <summary>Overlaps of a programme's workshops with each other and with any other on this hub. Nobody who asked to be hidden is named.</summary>
    public async Task<ImmutableArray<Overlap>> OfProgrammeAsync(ProgrammeId programme, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await FindAsync(db, db.Cohorts.Where(row => row.ProgrammeId == programme.Value), named: false, ct);
    }

    private static async Task<ImmutableArray<Overlap>> FindAsync(HubDbContext db, IQueryable<CohortRow> which, bool named, CancellationToken ct)
    {
        var twice = await (
            from here in db.Attendance.AsNoTracking().Where(row => row.Present)
            join there in db.Attendance.Where(row => row.Present) on new { here.LearnerId, here.Day, here.Afternoon } equals new { there.LearnerId, there.Day, there.Afternoon }
            join place in which on here.CohortId equals place.Id
            join other in db.Cohorts on there.CohortId equals other.Id
            where here.CohortId != there.CohortId
            orderby here.Day descending, here.Afternoon, here.LearnerId, here.CohortId, there.CohortId
            select new { here, there, place.Title, Other = other.Title }).Take(CohortQuery.MaxLines).ToListAsync(ct);
        var held = await (
            from here in db.Attendance.AsNoTracking().Where(row => row.Present && !row.Afternoon)
            join later in db.Attendance.Where(row => row.Present && row.Afternoon) on new { here.LearnerId, here.Day, here.CohortId } equals new { later.LearnerId, later.Day, later.CohortId }
            join place in which on here.CohortId equals place.Id
            join trainer in db.CascadeTrainers on here.LearnerId equals trainer.LearnerId
            join session in db.CascadeSessions on trainer.SessionId equals session.Id
            where session.HeldOn == here.Day
            orderby here.Day descending, here.LearnerId, session.Id
            select new { here, place.Title, session.District, session.RecordedAt }).Take(CohortQuery.MaxLines).ToListAsync(ct);

        var ids = twice.Select(pair => pair.here.LearnerId).Concat(held.Select(pair => pair.here.LearnerId)).Distinct().ToArray();
        var names = await db.Users.AsNoTracking().Where(person => ids.Contains(person.Id))
            .Select(person => new { person.Id, person.DisplayName, person.Hidden }).ToDictionaryAsync(person => person.Id, ct);
        string NameOf(Guid learner) => names.GetValueOrDefault(learner) is not { } person ? PersonNames.Withdrawn : person.Hidden && !named ? PersonNames.NotShown : person.DisplayName;
        Overlap Of(AttendanceRow here, string title, RecordedPlace elsewhere) =>
            new(new(here.LearnerId), NameOf(here.LearnerId), new(here.Day, here.Afternoon), new(here.CohortId), new(title, here.ConfirmedAt, here.Reason), elsewhere);
        return
        [
            .. twice.DistinctBy(pair => (pair.here.LearnerId, pair.here.Day, pair.here.Afternoon, Pair(pair.here.CohortId, pair.there.CohortId)))
                .Select(pair => Of(pair.here, pair.Title, new(pair.Other, pair.there.ConfirmedAt, pair.there.Reason))),
            .. held.Select(pair => Of(pair.here, pair.Title, new(pair.District, null, null) { IsOwnSession = true })),
        ];
    }

    /// <summary>The same two workshops, whichever is named first.</summary>
    private static (Guid, Guid) Pair(Guid one, Guid two) => one.CompareTo(two) < 0 ? (one, two) : (two, one);
}
