using LearningHub.Domain.Common;
using static LearningHub.Domain.Cascade.CascadeCommand;
using static LearningHub.Domain.Cascade.CascadeEvent;

namespace LearningHub.Domain.Cascade;

/// <summary>Sheets that were filled in with a pen. Who typed them decides what they prove: docs/decisions/0007.</summary>
public static partial class CascadeSession
{
    private static Decision<CascadeEvent> Decide(TypePaper command, CascadeState state)
    {
        if (!state.Coupons.TryGetValue(command.Coupon, out var coupon)) return NoSuchCoupon;
        if (Wrong(command.Asked, command.Answers) is { } refusal) return refusal;
        var judged = Judge(command.Asked, command.Answers);
        var listed = state.Papers.GetValueOrDefault(command.Coupon);
        if (state.IsTrainerOrAsked(command.By))
        {
            if (coupon.RedeemedBy is not null) return SheetCounted;
            return listed is not null && listed.Answers.SequenceEqual(judged)
                ? Decision<CascadeEvent>.Nothing
                : new PaperListed(command.Coupon, listed?.Learner ?? command.Learner, judged, command.By, command.At);
        }

        var learner = listed?.Learner ?? command.Learner;
        var check = judged.Length == command.Asked.Length && judged.Length > 0 ? Checked(command.Coupon, learner, judged, command.PassMark, command.At) : null;
        if (coupon.RedeemedBy is { } by)
            return by != learner ? SheetCounted : check is null || state.Confirmed[learner] is not null ? Decision<CascadeEvent>.Nothing : check;
        if (state.IsTrainer(learner)) return OwnCoupon;
        if (state.Confirmed.ContainsKey(learner)) return AlreadyConfirmed;
        if (command.At > coupon.ExpiresAt) return CouponExpired(coupon.ExpiresAt);
        var redeemed = new CouponRedeemed(command.Coupon, learner, ConfirmModes.Paper, command.At, TypedBy: command.By);
        return check is null ? redeemed : (Decision<CascadeEvent>)System.Collections.Immutable.ImmutableArray.Create<CascadeEvent>(redeemed, check);
    }

    private static CascadeState Evolve(CascadeState state, CouponRedeemed e) => state with
    {
        Coupons = state.Coupons.SetItem(e.Coupon, state.Coupons[e.Coupon] with { RedeemedBy = e.Learner }),
        Confirmed = state.Confirmed.SetItem(e.Learner, null),
        Witnesses = e.TypedBy is { } typist ? state.Witnesses.Add(typist) : state.Witnesses,
        Papers = state.Papers.Remove(e.Coupon), // the colleague's own word, or an independent typist's, takes the list's place
    };

    private static Refusal SheetCounted => new("cascade.coupon-used", "This coupon is used already, so its sheet counts. Put the sheet aside.");
}
