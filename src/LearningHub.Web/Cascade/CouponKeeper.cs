using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Cascade;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cascade;

/// <summary>Takes a confirmation that was kept on a phone. Sent again, it adds nothing.</summary>
public sealed class CouponKeeper(
    CouponDoor door, Learners learners, SignIns signIns, PhraseSlip slip, ColleagueSlip colleagues, IGrainFactory grains, TimeProvider clock, Texts texts)
{
    /// <param name="kept">The caller has checked that whoever it names is signed in.</param>
    /// <param name="handedIn">A facilitator brings it on her own device: nobody is signed in by it there.</param>
    /// <returns>What was kept, or why not and whether the coupon itself is known.</returns>
    public async Task<(string? Sentence, Refusal? Refusal, bool Known)> KeepAsync(KeptConfirmation kept, HttpContext http, bool handedIn = false)
    {
        var (coupon, unknown) = await door.FindAsync(kept.Code ?? "", http);
        if (coupon is null) return (null, unknown, false);
        var session = grains.GetGrain<ICascadeSessionGrain>(coupon.Session.Line.Id.Value);
        LearnerId learner;
        if (kept.Who is { Length: > 0 } who) learner = new(Guid.Parse(who));
        else
        {
            if (door.PersonOf(coupon.Line.Number, kept.Token) is not { } made) return (null, CouponLinks.Unknown, false);
            if (!PersonName.TryParse(kept.Name, out var name, out var wrong)) return (null, wrong, true);
            if (coupon.Line.RedeemedBy is { } by && by != made) return (null, CascadeSession.CouponUsed, true);
            var person = await learners.WelcomeAsync(name, made);
            learner = new(person.Id);
            // What comes again much later is kept as well, but signs nobody in: the page may stand in the history of a phone that many use.
            if (!handedIn && http.User.FindLearnerId() is null && learners.IsFresh(person))
            {
                if (await learners.FirstPhraseAsync(person, kept.Token!) is { } phrase) slip.Put(http, person.Id, phrase);
                await signIns.LearnerAsync(person);
            }
        }

        var redeemed = await session.Redeem(coupon.Line.Number, learner, ConfirmModes.Offline, handedIn ? null : CouponDoor.PhoneOf(http), kept.At);
        if (redeemed.Refusal is { } refusal) return (null, refusal, true);
        if (kept.Answers is { IsDefaultOrEmpty: false } answers && (await session.CompleteCheck(coupon.Line.Number, learner, answers, kept.AnsweredAt)).Refusal is { } no)
            return (null, no, true);
        return (texts["Your confirmation has gone out: {0} taught you on {1}.", coupon.TrainersIn(texts), Wording.Of(coupon.Session.Line.HeldOn)], null, true);
    }

    /// <summary>A colleague confirmed on somebody else's phone while it had no link. Whoever is signed in there stays signed in, and she goes on with her questions on the same phone.</summary>
    /// <param name="token">Made with the form: the same form sent twice makes one person.</param>
    public async Task<(string? Sentence, Refusal? Refusal)> KeepColleagueAsync(string? code, string? token, string? typed, DateTimeOffset? at, HttpContext http, bool handedIn)
    {
        var (coupon, unknown) = await door.FindAsync(code ?? "", http);
        if (coupon is null) return (null, unknown);
        if (door.ColleagueOf(coupon.Line.Number, token) is not { } made) return (null, CouponLinks.Unknown);
        if (!PersonName.TryParse(typed, out var name, out var wrong)) return (null, wrong);
        if (coupon.Line.RedeemedBy != made && coupon.Closed(clock.GetUtcNow()) is { } closed) return (null, closed);
        var person = await learners.WelcomeAsync(name, made);
        var (session, number) = (coupon.Session.Line.Id.Value, coupon.Line.Number);
        var redeemed = await grains.GetGrain<ICascadeSessionGrain>(session).Redeem(number, new(person.Id), ConfirmModes.ColleaguePhone, handedIn ? null : CouponDoor.PhoneOf(http), at);
        if (redeemed.Refusal is { } refusal) return (null, refusal);
        if (!handedIn && person.RecoveryHash is null) colleagues.Note(http, new(person.Id, name, session, number, ""));
        return (texts["The confirmation of {0} has gone out: {1} taught on {2}.", name, coupon.TrainersIn(texts), Wording.Of(coupon.Session.Line.HeldOn)], null);
    }
}
