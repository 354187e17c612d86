using LearningHub.Domain.Cascade;
using static LearningHub.Domain.Cascade.CascadeCommand;
using static LearningHub.Domain.Cascade.CascadeEvent;

namespace LearningHub.Tests.Cascade;

/// <summary>Who taught together: by the word of each of them, never by the other's.</summary>
public sealed partial class CascadeSessionTests
{
    private static CoTrainerNamed Named => new(Another, Trainer, Now); // not a field: those of the other part may be made later

    [Fact]
    public void Somebody_who_is_named_as_a_co_trainer_is_asked_and_has_no_part_in_it_yet()
    {
        var events = CascadeSession.Rules.Decide(new RecordSession(Details with { Trainers = [Trainer, Another] }, Trainer, [Trainer], Today, Now), CascadeState.Initial).Events;
        Assert.Equal(Trainer, Assert.Single(Assert.IsType<SessionRecorded>(events[0]).Details.Trainers));
        Assert.Equal((2, Named), (events.Length, events[1]));
        Session.Given(Recorded, Named).When(new RecordSession(Details with { Trainers = [Trainer, Another] }, Trainer, [Trainer], Today, Now)).ThenNothing();
        Session.Given(Recorded, Named).When(new IssueCoupons(Batch, Coupons(1), Another, Now)).ThenRefused("cascade.not-trainer");
        Session.Given(Recorded, Named).When(new AnswerCoTraining(Colleague, true, Now)).ThenRefused("cascade.not-named");
    }

    [Fact]
    public void Her_yes_makes_her_a_trainer_once_and_stands()
    {
        var yes = new CoTrainerAnswered(Another, true, Now);
        Session.Given(Recorded, Named).When(new AnswerCoTraining(Another, true, Now)).Then(yes);
        Session.Given(Recorded, Named, yes).When(new AnswerCoTraining(Another, true, Now.AddDays(1))).ThenNothing();
        Session.Given(Recorded, Named, yes).When(new AnswerCoTraining(Another, false, Now)).ThenRefused("cascade.co-trainer-settled");
        Session.Given(Recorded, Named, yes, Issued).When(new RedeemCoupon(Coupon1, Another, "link", Now)).ThenRefused("cascade.own-coupon");
        Session.Given(Recorded, Named, yes).When(new ListPeople(3, Another, Now)).Then(new PeopleListed(3, Another, Now));
    }

    [Fact]
    public void Her_no_leaves_her_free_to_confirm_and_can_still_become_a_yes()
    {
        var no = new CoTrainerAnswered(Another, false, Now);
        Session.Given(Recorded, Named).When(new AnswerCoTraining(Another, false, Now)).Then(no);
        Session.Given(Recorded, Named, no).When(new AnswerCoTraining(Another, false, Now.AddDays(1))).ThenNothing();
        Session.Given(Recorded, Named, no).When(new AnswerCoTraining(Another, true, Now)).Then(new CoTrainerAnswered(Another, true, Now));
        Session.Given(Recorded, Named, no, Issued).When(new RedeemCoupon(Coupon1, Another, "link", Now)).Then(new CouponRedeemed(Coupon1, Another, "link", Now));
        Session.Given(Recorded, Named, no, Issued, new CouponRedeemed(Coupon1, Another, "link", Now)).When(new AnswerCoTraining(Another, true, Now)).ThenRefused("cascade.co-trainer-learned");
    }

    [Fact]
    public void Until_she_answers_she_is_neither_a_learner_of_the_session_nor_independent_of_it()
    {
        var contested = new SessionContested(null, ContestReason.NotHeld, Officer, Now);
        Session.Given(Recorded, Named, Issued).When(new RedeemCoupon(Coupon1, Another, "link", Now)).ThenRefused("cascade.named-as-trainer");
        Session.Given(Recorded, Named, contested).When(new ResolveContest(null, true, Another, Now)).ThenRefused("cascade.not-independent");
        Session.Given(Recorded, Named, Issued, Redeemed).When(new RecordSpotCheck(Colleague, SpotCheckOutcome.Confirmed, Another, Now)).ThenRefused("cascade.not-independent");
        Session.Given(Recorded, Named, Issued).When(Typed("aaaab", Another)).Then(new PaperListed(Coupon1, Colleague, Judged("aaaab"), Another, Now));
        Session.Given(Recorded, Named, new CoTrainerAnswered(Another, false, Now), Issued, Redeemed, new SpotChecked(Colleague, SpotCheckOutcome.Confirmed, Another, Now))
            .When(new AnswerCoTraining(Another, true, Now)).ThenRefused("cascade.co-trainer-witness");
    }
}
