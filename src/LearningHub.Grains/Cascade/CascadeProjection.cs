using LearningHub.Domain.Cascade;
using LearningHub.Grains.Learning;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>Keeps the read tables of cascade sessions, and with a passed check the qualification, in the transaction of the event itself.</summary>
public sealed class CascadeProjection : IProjection<HubDbContext, CascadeEvent>
{
    /// <summary><see cref="QualificationRow.Via"/> of a passed check.</summary>
    public const string ViaCheck = "cascade-check";

    public ValueTask ProjectAsync(HubDbContext db, Recorded<CascadeEvent> recorded, CancellationToken ct)
    {
        var id = Guid.Parse(recorded.Stream.AsSpan(CascadeSessionGrain.StreamPrefix.Length));
        return recorded.Event switch
        {
            CascadeEvent.SessionRecorded e => Record(db, id, e),
            CascadeEvent.CoTrainerNamed e => Name(db, id, e),
            CascadeEvent.CoTrainerAnswered e => AnswerAsync(db, id, e, ct),
            CascadeEvent.CouponsIssued e => IssueAsync(db, id, e, ct),
            CascadeEvent.PeopleListed e => ChangeAsync(db, id, row => row.Listed = e.Listed, ct),
            CascadeEvent.CouponRedeemed e => RedeemAsync(db, id, e, ct),
            CascadeEvent.PaperListed e => ListPaperAsync(db, id, e, ct),
            CascadeEvent.CheckCompleted e => CheckAsync(db, id, e, ct),
            CascadeEvent.SessionContested e => ChangeAsync(db, id, row => (row.Standing, row.ContestReason) = (SessionStanding.Contested, e.Reason), ct),
            CascadeEvent.ContestResolved e => ChangeAsync(db, id, row => row.Standing = e.Counts ? SessionStanding.Undisputed : SessionStanding.Rejected, ct),
            CascadeEvent.SpotChecked e => SpotCheckAsync(db, id, e, ct),
            _ => ValueTask.CompletedTask,
        };
    }

    private static ValueTask Record(HubDbContext db, Guid id, CascadeEvent.SessionRecorded e)
    {
        db.CascadeSessions.Add(new()
        {
            Id = id, Module = e.Details.Module.Module, ModuleVersion = e.Details.Module.Version, HeldOn = e.Details.HeldOn, HeldAt = e.HeldAt,
            District = e.Details.District, Venue = e.Details.Venue, Minutes = e.Details.Minutes, ClaimedHeads = e.Details.ClaimedHeads,
            InstitutionId = e.Details.Institution?.Value, RecordedAt = e.At,
        });
        db.CascadeTrainers.AddRange(e.Details.Trainers.Select(trainer => new CascadeTrainerRow { SessionId = id, LearnerId = trainer.Value }));
        return ValueTask.CompletedTask;
    }

    private static ValueTask Name(HubDbContext db, Guid id, CascadeEvent.CoTrainerNamed e)
    {
        db.CoTrainers.Add(new() { SessionId = id, LearnerId = e.Trainer.Value, NamedBy = e.By.Value, NamedAt = e.At });
        return ValueTask.CompletedTask;
    }

    private static async ValueTask AnswerAsync(HubDbContext db, Guid id, CascadeEvent.CoTrainerAnswered e, CancellationToken ct)
    {
        if (await db.CoTrainers.FindAsync([id, e.Trainer.Value], ct) is { } row) (row.Taught, row.AnsweredAt) = (e.Taught, e.At);
        if (e.Taught) db.CascadeTrainers.Add(new() { SessionId = id, LearnerId = e.Trainer.Value });
    }

    private static async ValueTask IssueAsync(HubDbContext db, Guid id, CascadeEvent.CouponsIssued e, CancellationToken ct)
    {
        var before = await db.Coupons.CountAsync(row => row.SessionId == id, ct);
        db.Coupons.AddRange(e.Coupons.Select((coupon, i) => new CouponRow
        {
            Number = coupon.Number, SessionId = id, Place = before + i + 1, Code = coupon.Code, ExpiresAt = e.ExpiresAt,
        }));
    }

    private static async ValueTask ChangeAsync(HubDbContext db, Guid id, Action<CascadeSessionRow> change, CancellationToken ct)
    {
        if (await db.CascadeSessions.FindAsync([id], ct) is { } row) change(row);
    }

    private static async ValueTask RedeemAsync(HubDbContext db, Guid id, CascadeEvent.CouponRedeemed e, CancellationToken ct)
    {
        ExposureRow? exposure = null;
        if (await db.Coupons.FindAsync([e.Coupon], ct) is { } coupon)
        {
            (coupon.RedeemedBy, coupon.RedeemedAt) = (e.Learner.Value, e.At);
            if (coupon.ListedAs is { } listed) exposure = await EndListAsync(db, id, e, listed, ct);
            coupon.ListedAs = null;
        }

        var session = await db.CascadeSessions.FindAsync([id], ct);
        exposure ??= await db.Exposures.FindAsync([id, e.Learner.Value], ct) ?? db.Exposures.Add(new() { SessionId = id, LearnerId = e.Learner.Value, Module = session!.Module, ModuleVersion = session.ModuleVersion }).Entity;
        (exposure.Tier, exposure.ConfirmedAt, exposure.Mode, exposure.Device) = (EvidenceTier.Confirmed, e.At, e.Mode, e.Device);
    }

    /// <summary>The list has done its work: from now on the colleague's own word stands, or that of somebody independent who saw her sheet.</summary>
    /// <returns>Her own row, when she is the one who was listed.</returns>
    private static async ValueTask<ExposureRow?> EndListAsync(HubDbContext db, Guid id, CascadeEvent.CouponRedeemed e, Guid listed, CancellationToken ct)
    {
        if (await db.PaperSheets.FindAsync([e.Coupon], ct) is { } sheet) db.PaperSheets.Remove(sheet);
        var row = await db.Exposures.FindAsync([id, listed], ct);
        if (listed == e.Learner.Value || row is null) return row;
        // What was confirmed with another coupon stays, whatever a list says; a person who was spot-checked had confirmed.
        if (row.Tier == EvidenceTier.Listed && await db.SpotChecks.FindAsync([id, listed], ct) is null) db.Exposures.Remove(row);
        return null;
    }

    /// <summary>Tier T1, in no verified total.</summary>
    private static async ValueTask ListPaperAsync(HubDbContext db, Guid id, CascadeEvent.PaperListed e, CancellationToken ct)
    {
        if (await db.Coupons.FindAsync([e.Coupon], ct) is { } coupon) coupon.ListedAs = e.Learner.Value;
        var sheet = await db.PaperSheets.FindAsync([e.Coupon], ct)
            ?? db.PaperSheets.Add(new() { Coupon = e.Coupon, SessionId = id, LearnerId = e.Learner.Value }).Entity;
        (sheet.At, sheet.TypedBy, sheet.Answers) = (e.At, e.By.Value, PaperSheetRow.Write(e.Answers));
        if (await db.Exposures.FindAsync([id, e.Learner.Value], ct) is not null) return;
        var session = await db.CascadeSessions.FindAsync([id], ct);
        db.Exposures.Add(new()
        {
            SessionId = id, LearnerId = e.Learner.Value, Module = session!.Module, ModuleVersion = session.ModuleVersion, Tier = EvidenceTier.Listed,
            ConfirmedAt = e.At, Mode = ConfirmModes.Paper,
        });
    }

    private static async ValueTask CheckAsync(HubDbContext db, Guid id, CascadeEvent.CheckCompleted e, CancellationToken ct)
    {
        if (await db.Exposures.FindAsync([id, e.Learner.Value], ct) is not { } row) return;
        var found = await db.SpotChecks.FindAsync([id, e.Learner.Value], ct);
        (row.CheckedAt, row.Passed, row.Right, row.Of) = (e.At, e.Passed, e.Right, e.Answers.Length);
        row.Tier = TierOf(row, found?.Outcome);
        db.CascadeAnswers.AddRange(e.Answers.Select(answer => new CascadeAnswerRow
        {
            SessionId = id, LearnerId = e.Learner.Value, Item = answer.Item, Message = answer.Message, Option = answer.Option, Right = answer.Right, At = e.At,
        }));
        await QualifyAsync(db, row, e.At, ct);
    }

    /// <summary>A passed check qualifies, unless an independent check found that she was not there.</summary>
    private static async ValueTask QualifyAsync(HubDbContext db, ExposureRow row, DateTimeOffset at, CancellationToken ct)
    {
        if (!row.Passed || row.Tier < EvidenceTier.Confirmed || await db.Qualifications.FindAsync([row.LearnerId, row.Module, row.ModuleVersion], ct) is not null) return;
        db.Qualifications.Add(new() { LearnerId = row.LearnerId, Module = row.Module, ModuleVersion = row.ModuleVersion, At = at, Via = ViaCheck });
    }

    /// <summary>What an independent check found stands above the colleague's own word, whichever came first.</summary>
    private static EvidenceTier TierOf(ExposureRow row, SpotCheckOutcome? found) => found switch
    {
        SpotCheckOutcome.Confirmed => EvidenceTier.SpotChecked,
        SpotCheckOutcome.Refuted => EvidenceTier.Listed, // no longer verified: it leaves every total
        _ => row.CheckedAt is null ? EvidenceTier.Confirmed : EvidenceTier.Checked,
    };

    private static async ValueTask SpotCheckAsync(HubDbContext db, Guid id, CascadeEvent.SpotChecked e, CancellationToken ct)
    {
        var row = await db.SpotChecks.FindAsync([id, e.Person.Value], ct)
            ?? db.SpotChecks.Add(new() { SessionId = id, LearnerId = e.Person.Value }).Entity;
        (row.Outcome, row.At) = (e.Outcome, e.At);
        if (await db.Exposures.FindAsync([id, e.Person.Value], ct) is not { } exposure) return;
        exposure.Tier = TierOf(exposure, e.Outcome);
        await QualifyAsync(db, exposure, e.At, ct);
    }
}
