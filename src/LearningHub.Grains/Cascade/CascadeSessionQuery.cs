using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>One session in a list.</summary>
/// <param name="Confirmed">People who confirmed (T2 or higher).</param>
/// <param name="Waiting">Coupons that can still be redeemed.</param>
public sealed record SessionLine(
    CascadeSessionId Id, ModuleVersion Module, DateOnly HeldOn, DateTimeOffset HeldAt, string District, string Venue, int ClaimedHeads, int Confirmed, int Checked,
    int Waiting, SessionStanding Standing, ContestReason? ContestReason, InstitutionId? Institution);

/// <summary>One coupon as its trainer sees it.</summary>
/// <param name="Place">On the printed sheets, counted from 1.</param>
public sealed record CouponLine(Guid Number, int Place, string Code, DateTimeOffset ExpiresAt, LearnerId? RedeemedBy);

/// <summary>One person who confirmed.</summary>
public sealed record ConfirmedLine(LearnerId Person, string Name, EvidenceTier Tier, DateTimeOffset ConfirmedAt, bool Passed, int Right, int Of);

/// <summary>A session with its coupons and everybody who confirmed.</summary>
public sealed record SessionView(
    SessionLine Line, int Minutes, int Listed, ImmutableArray<LearnerId> Trainers, ImmutableArray<string> TrainerNames,
    ImmutableArray<CouponLine> Coupons, ImmutableArray<ConfirmedLine> Confirmed);

/// <summary>One sheet that a trainer of the session typed himself, and that nobody independent has seen yet.</summary>
/// <param name="Name">As the trainer typed it; shown to whoever compares it with the paper.</param>
/// <param name="Answers">Questions that the sheet answers.</param>
public sealed record WaitingSheet(Guid Coupon, int Place, LearnerId Learner, string Name, DateTimeOffset At, int Answers);

/// <summary>One answer of a check, for feedback and for the session's debrief.</summary>
public sealed record CheckAnswer(LearnerId Person, string Item, string? Message, string Option, bool Right);

/// <summary>All sessions of one module version that were held for an institution, however many.</summary>
/// <param name="Waiting">Coupons of undisputed sessions that can still be redeemed.</param>
/// <param name="ContestedHeads">Heads claimed in sessions that are contested or rejected.</param>
public sealed record InstitutionSessions(ImmutableHashSet<CascadeSessionId> Sessions, int Waiting, int ContestedHeads)
{
    public static readonly InstitutionSessions None = new([], 0, 0);
}

/// <summary>Answers questions about cascade sessions from the read tables.</summary>
public sealed class CascadeSessionQuery(IDbContextFactory<HubDbContext> databases, PersonNames names, TimeProvider clock)
{
    /// <summary>Lists are cut at this length; the newest come first.</summary>
    public const int MaxLines = 200;

    /// <summary>Sessions on one page of an institution's list.</summary>
    public const int LinesAPage = 50;

    /// <summary>Sessions that a person taught, newest first.</summary>
    public Task<ImmutableArray<SessionLine>> OfTrainerAsync(LearnerId trainer, CancellationToken ct = default) =>
        LinesAsync((db, session) => session.Where(s => db.CascadeTrainers.Where(t => t.LearnerId == trainer.Value).Select(t => t.SessionId).Contains(s.Id)), ct); // her own first: not every session is looked at

    /// <summary>One page of the sessions of a module version held for an institution, newest first; figures come from <see cref="AllOfInstitutionAsync"/>.</summary>
    /// <param name="page">Counted from 1.</param>
    public Task<ImmutableArray<SessionLine>> OfInstitutionAsync(InstitutionId institution, ModuleVersion module, int page = 1, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(module);
        return LinesAsync((_, session) => session.Where(s => s.InstitutionId == institution.Value && s.Module == module.Module && s.ModuleVersion == module.Version), ct, (page - 1) * LinesAPage, LinesAPage);
    }

    /// <summary>What an institution's figures rest on: every one of its sessions of a module version.</summary>
    public async Task<InstitutionSessions> AllOfInstitutionAsync(InstitutionId institution, ModuleVersion module, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(module);
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = db.CascadeSessions.AsNoTracking().Where(s => s.InstitutionId == institution.Value && s.Module == module.Module && s.ModuleVersion == module.Version);
        var rows = await own.Select(s => new { s.Id, s.Standing, s.ClaimedHeads }).ToListAsync(ct);
        var undisputed = own.Where(s => s.Standing == SessionStanding.Undisputed).Select(s => s.Id);
        var waiting = await db.Coupons.CountAsync(c => undisputed.Contains(c.SessionId) && c.RedeemedBy == null && c.ExpiresAt >= now, ct);
        return new([.. rows.Select(s => new CascadeSessionId(s.Id))], waiting, rows.Where(s => s.Standing != SessionStanding.Undisputed).Sum(s => s.ClaimedHeads));
    }

    /// <summary>The module version that most sessions for the institution were about; null without a session.</summary>
    public async Task<ModuleVersion?> MostTaughtAsync(InstitutionId institution, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var most = await db.CascadeSessions.AsNoTracking().Where(s => s.InstitutionId == institution.Value).GroupBy(s => new { s.Module, s.ModuleVersion })
            .Select(same => new { same.Key.Module, same.Key.ModuleVersion, Count = same.Count() })
            .OrderByDescending(m => m.Count).ThenBy(m => m.Module).ThenBy(m => m.ModuleVersion).FirstOrDefaultAsync(ct);
        return most is null ? null : new(most.Module, most.ModuleVersion);
    }

    /// <summary>The session, or null.</summary>
    public async Task<SessionView?> FindAsync(CascadeSessionId id, CancellationToken ct = default)
    {
        if ((await LinesAsync((_, session) => session.Where(s => s.Id == id.Value), ct)).FirstOrDefault() is not { } line) return null;
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.CascadeSessions.AsNoTracking().Where(s => s.Id == id.Value).Select(s => new { s.Minutes, s.Listed }).SingleAsync(ct);
        var trainers = await db.CascadeTrainers.AsNoTracking().Where(t => t.SessionId == id.Value).OrderBy(t => t.LearnerId).Select(t => t.LearnerId).ToListAsync(ct);
        var coupons = await db.Coupons.AsNoTracking().Where(c => c.SessionId == id.Value).OrderBy(c => c.Place).ToListAsync(ct);
        var people = await db.Exposures.AsNoTracking().Where(e => e.SessionId == id.Value).OrderBy(e => e.ConfirmedAt).ThenBy(e => e.LearnerId).ToListAsync(ct);
        var labels = await names.OfAsync([.. trainers.Concat(people.Select(e => e.LearnerId)).Distinct().Select(p => new LearnerId(p))], ct);
        return new(
            line, own.Minutes, own.Listed, [.. trainers.Select(t => new LearnerId(t))], [.. trainers.Select(t => labels.FirstName(new(t)))],
            [.. coupons.Select(c => new CouponLine(c.Number, c.Place, c.Code, c.ExpiresAt, c.RedeemedBy is { } by ? new LearnerId(by) : null))],
            [.. people.Select(e => new ConfirmedLine(new(e.LearnerId), labels.FirstName(new(e.LearnerId)), e.Tier, e.ConfirmedAt, e.Passed, e.Right, e.Of))]);
    }

    /// <summary>Every answer to the session's checks, in a stable order; of one person where one is named.</summary>
    public async Task<ImmutableArray<CheckAnswer>> AnswersAsync(CascadeSessionId id, LearnerId? person = null, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.CascadeAnswers.AsNoTracking()
            .Where(a => a.SessionId == id.Value && (person == null || a.LearnerId == person.Value.Value))
            .OrderBy(a => a.LearnerId).ThenBy(a => a.Item).Take(MaxLines * 10).ToListAsync(ct);
        return [.. rows.Select(a => new CheckAnswer(new(a.LearnerId), a.Item, a.Message, a.Option, a.Right))];
    }

    /// <summary>Those of these people who agreed that it is said of them that they passed.</summary>
    public async Task<ImmutableHashSet<LearnerId>> NamedAsync(ImmutableArray<LearnerId> passed, CancellationToken ct = default)
    {
        var people = passed.Select(person => person.Value).ToArray();
        await using var db = await databases.CreateDbContextAsync(ct);
        var agreed = await db.Consents.AsNoTracking().Where(row => row.Purpose == ConsentPurpose.InstitutionSeesPass && row.WithdrawnAt == null && people.Contains(row.LearnerId))
            .Select(row => row.LearnerId).ToListAsync(ct);
        return [.. agreed.Select(person => new LearnerId(person))];
    }

    /// <summary>Sheets that wait for somebody independent, by their place among the coupons.</summary>
    public async Task<ImmutableArray<WaitingSheet>> SheetsAsync(CascadeSessionId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await (
            from sheet in db.PaperSheets.AsNoTracking()
            join coupon in db.Coupons on sheet.Coupon equals coupon.Number
            where sheet.SessionId == id.Value
            orderby coupon.Place
            select new { sheet, coupon.Place }).Take(CascadeSession.MostCoupons(CascadeSession.MostHeads)).ToListAsync(ct);
        var labels = await names.OfAsync([.. rows.Select(row => new LearnerId(row.sheet.LearnerId))], ct);
        return [.. rows.Select(row => new WaitingSheet(
            row.sheet.Coupon, row.Place, new(row.sheet.LearnerId), labels.TryGetValue(new(row.sheet.LearnerId), out var label) ? label.Name : PersonNames.Withdrawn,
            row.sheet.At, row.sheet.Read().Length))];
    }

    private async Task<ImmutableArray<SessionLine>> LinesAsync(Func<HubDbContext, IQueryable<CascadeSessionRow>, IQueryable<CascadeSessionRow>> which, CancellationToken ct, int skip = 0, int take = MaxLines)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await which(db, db.CascadeSessions.AsNoTracking()).OrderByDescending(s => s.HeldAt).ThenBy(s => s.Id).Skip(skip).Take(take).Select(s => new
        {
            Session = s,
            Confirmed = db.Exposures.Count(e => e.SessionId == s.Id && e.Tier >= EvidenceTier.Confirmed),
            Checked = db.Exposures.Count(e => e.SessionId == s.Id && e.Tier >= EvidenceTier.Checked),
            Waiting = db.Coupons.Count(c => c.SessionId == s.Id && c.RedeemedBy == null && c.ExpiresAt >= now),
        }).ToListAsync(ct);
        return [.. rows.Select(row => new SessionLine(
            new(row.Session.Id), new(row.Session.Module, row.Session.ModuleVersion), row.Session.HeldOn, row.Session.HeldAt, row.Session.District, row.Session.Venue,
            row.Session.ClaimedHeads, row.Confirmed, row.Checked, row.Waiting, row.Session.Standing, row.Session.ContestReason,
            row.Session.InstitutionId is { } institution ? new InstitutionId(institution) : null))];
    }
}

/// <summary>How the cascade prints people: first name only, and nothing for those who hide or have withdrawn.</summary>
public static class FirstNames
{
    public const string NotShown = "a colleague";

    public static string FirstName(this IReadOnlyDictionary<LearnerId, PersonLabel> labels, LearnerId person) =>
        labels.TryGetValue(person, out var label) && !label.Hidden && label.Name.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : NotShown;
}
