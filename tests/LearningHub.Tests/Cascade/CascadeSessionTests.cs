using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Cascade.CascadeCommand;
using static LearningHub.Domain.Cascade.CascadeEvent;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

public sealed partial class CascadeSessionTests
{
    private static readonly DateTimeOffset Now = Day(10);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Day(10).Date);
    private static readonly LearnerId Trainer = P("A"), Colleague = P("e1"), Another = P("e2"), Officer = P("O");
    private static readonly InstitutionId Ministry = new(new(1, 2, 3, [1, 2, 3, 4, 5, 6, 7, 8])), Union = new(new(1, 2, 4, [1, 2, 3, 4, 5, 6, 7, 8]));
    private static readonly Guid Coupon1 = new(7, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]), Coupon2 = new(7, 1, 2, [1, 1, 1, 1, 1, 1, 1, 1]), Batch = Guid.NewGuid();
    private static readonly SessionDetails Details = new(GoldenExample.Module, Today, "Gasabo", "Training room 2", 45, [Trainer], 8, Ministry);
    private static readonly SessionRecorded Recorded = new(Details, Now, [], Trainer, Now);
    private static readonly CouponsIssued Issued = new(Batch, [new(Coupon1, "K7P2QM"), new(Coupon2, "K7P2QN")], CascadeSession.ExpiryOf(Today), Trainer, Now);
    private static readonly CouponRedeemed Redeemed = new(Coupon1, Colleague, "link", Now);
    private static readonly ImmutableArray<Item> Asked = [.. Enumerable.Range(1, 5).Select(i => Question($"LM-Q0{i}", $"LM-M{i}"))];

    private static Story<CascadeState, CascadeCommand, CascadeEvent> Session => new(CascadeSession.Rules);

    [Fact]
    public void A_session_of_a_qualified_trainer_is_recorded() =>
        Session.When(new RecordSession(Details, Trainer, [Trainer], Today, Now)).Then(Recorded);

    [Fact]
    public void A_session_of_a_trainer_who_has_not_qualified_is_kept_and_says_so() =>
        Session.When(new RecordSession(Details, Trainer, [], Today, Now)).Then(Recorded with { Unqualified = [Trainer] });

    [Fact]
    public void A_session_of_an_earlier_day_stands_at_the_end_of_that_day() => Session
        .When(new RecordSession(Details with { HeldOn = Today.AddDays(-3) }, Trainer, [Trainer], Today, Now))
        .Then(Recorded with { Details = Details with { HeldOn = Today.AddDays(-3) }, HeldAt = new(Today.AddDays(-3).ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero) });

    [Fact]
    public void Recording_twice_records_once() => Session.Given(Recorded).When(new RecordSession(Details, Trainer, [Trainer], Today, Now)).ThenNothing();

    [Fact]
    public void Somebody_else_cannot_record_over_a_session() =>
        Session.Given(Recorded).When(new RecordSession(Details with { Trainers = [Another] }, Another, [Another], Today, Now)).ThenRefused("cascade.already-recorded");

    [Theory]
    [InlineData("House of Dr Okafor")]
    [InlineData("Call 0788 123 456")]
    [InlineData("www.example.org")]
    public void A_venue_names_nobody(string venue) =>
        Session.When(new RecordSession(Details with { Venue = venue }, Trainer, [Trainer], Today, Now)).ThenRefused("cascade.venue");

    [Theory]
    [InlineData(1, 8, 45, "Gasabo", "cascade.date-in-future")]
    [InlineData(-61, 8, 45, "Gasabo", "cascade.date-too-old")]
    [InlineData(0, 0, 45, "Gasabo", "cascade.heads")]
    [InlineData(0, 501, 45, "Gasabo", "cascade.heads")]
    [InlineData(0, 8, 4, "Gasabo", "cascade.minutes")]
    [InlineData(0, 8, 601, "Gasabo", "cascade.minutes")]
    [InlineData(0, 8, 45, "  ", "cascade.place")]
    [InlineData(0, 8, 45, "Plot 12", "cascade.district")]
    [InlineData(0, 8, 45, "Mr Kamau", "cascade.district")]
    public void A_session_that_cannot_be_is_refused(int day, int heads, int minutes, string district, string code) => Session
        .When(new RecordSession(Details with { HeldOn = Today.AddDays(day), ClaimedHeads = heads, Minutes = minutes, District = district }, Trainer, [Trainer], Today, Now))
        .ThenRefused(code);

    [Fact]
    public void Only_who_taught_can_record() => Session.When(new RecordSession(Details, Another, [Another], Today, Now)).ThenRefused("cascade.not-trainer");

    [Fact]
    public void Nobody_has_six_trainers() => Session
        .When(new RecordSession(Details with { Trainers = [Trainer, .. Enumerable.Range(1, 5).Select(i => P($"t{i}"))] }, Trainer, [Trainer], Today, Now))
        .ThenRefused("cascade.trainers");

    [Fact]
    public void What_is_not_recorded_is_unknown() => Session.When(new RedeemCoupon(Coupon1, Colleague, "link", Now)).ThenRefused("cascade.no-such-session");

    [Fact]
    public void Coupons_end_sixty_days_after_the_session() =>
        Session.Given(Recorded).When(new IssueCoupons(Batch, Issued.Coupons, Trainer, Now)).Then(Issued);

    [Fact]
    public void A_batch_sent_twice_is_one_batch() => Session.Given(Recorded, Issued).When(new IssueCoupons(Batch, Issued.Coupons, Trainer, Now)).ThenNothing();

    [Fact]
    public void There_are_few_more_coupons_than_heads()
    {
        Assert.Equal(13, CascadeSession.MostCoupons(8));
        Session.Given(Recorded, Issued).When(new IssueCoupons(Guid.NewGuid(), Coupons(12), Trainer, Now)).ThenRefused("cascade.coupons-too-many");
        Session.Given(Recorded, Issued).When(new IssueCoupons(Guid.NewGuid(), [], Trainer, Now)).ThenRefused("cascade.coupons-too-many");
    }

    [Fact]
    public void Only_a_trainer_prints_coupons() => Session.Given(Recorded).When(new IssueCoupons(Batch, Coupons(1), Colleague, Now)).ThenRefused("cascade.not-trainer");

    [Fact]
    public void Coupons_that_could_never_be_used_are_not_printed() =>
        Session.Given(Recorded).When(new IssueCoupons(Batch, Coupons(1), Trainer, Now.AddDays(61))).ThenRefused("cascade.coupons-too-late");

    [Fact]
    public void A_coupon_confirms_who_taught_whom() => Session.Given(Recorded, Issued).When(new RedeemCoupon(Coupon1, Colleague, "link", Now)).Then(Redeemed);

    [Fact]
    public void A_coupon_redeemed_on_its_last_day_still_counts() => Session
        .Given(Recorded, Issued).When(new RedeemCoupon(Coupon1, Colleague, "code", Issued.ExpiresAt)).Then(new CouponRedeemed(Coupon1, Colleague, "code", Issued.ExpiresAt));

    [Fact]
    public void A_phone_that_sends_the_coupon_again_changes_nothing() =>
        Session.Given(Recorded, Issued, Redeemed).When(new RedeemCoupon(Coupon1, Colleague, "link", Now.AddDays(90))).ThenNothing();

    [Fact]
    public void An_unknown_coupon_is_refused() => Session.Given(Recorded, Issued).When(new RedeemCoupon(Guid.NewGuid(), Colleague, "link", Now)).ThenRefused("cascade.coupon-unknown");

    [Fact]
    public void An_expired_coupon_is_refused() =>
        Session.Given(Recorded, Issued).When(new RedeemCoupon(Coupon1, Colleague, "link", Issued.ExpiresAt.AddSeconds(1))).ThenRefused("cascade.coupon-expired");

    [Fact]
    public void A_used_coupon_is_refused() => Session.Given(Recorded, Issued, Redeemed).When(new RedeemCoupon(Coupon1, Another, "link", Now)).ThenRefused("cascade.coupon-used");

    [Fact]
    public void The_trainer_cannot_redeem_his_own_coupon() => Session.Given(Recorded, Issued).When(new RedeemCoupon(Coupon1, Trainer, "link", Now)).ThenRefused("cascade.own-coupon");

    [Fact]
    public void A_person_counts_once_in_a_session() =>
        Session.Given(Recorded, Issued, Redeemed).When(new RedeemCoupon(Coupon2, Colleague, "link", Now)).ThenRefused("cascade.already-confirmed");

    [Fact]
    public void A_passed_check_is_kept_with_every_answer() => Session
        .Given(Recorded, Issued, Redeemed).When(Check(Answers("aaaab")))
        .Then(new CheckCompleted(Coupon1, Colleague, Judged("aaaab"), 4, Passed: true, Now));

    [Fact]
    public void A_failed_check_is_kept_too() => Session
        .Given(Recorded, Issued, Redeemed).When(Check(Answers("abbba"))).Then(new CheckCompleted(Coupon1, Colleague, Judged("abbba"), 2, Passed: false, Now));

    [Fact]
    public void The_same_answers_again_change_nothing_and_others_are_refused()
    {
        var done = new CheckCompleted(Coupon1, Colleague, Judged("aaaab"), 4, true, Now);
        Session.Given(Recorded, Issued, Redeemed, done).When(Check(Answers("aaaab"))).ThenNothing();
        Session.Given(Recorded, Issued, Redeemed, done).When(Check(Answers("aaaaa"))).ThenRefused("cascade.check-done");
    }

    [Fact]
    public void Questions_come_after_the_confirmation() => Session.Given(Recorded, Issued).When(Check(Answers("aaaaa"))).ThenRefused("cascade.not-confirmed");

    [Fact]
    public void A_check_of_an_unknown_coupon_is_refused() =>
        Session.Given(Recorded, Issued, Redeemed).When(Check(Answers("aaaaa")) with { Coupon = Guid.NewGuid() }).ThenRefused("cascade.coupon-unknown");

    [Fact]
    public void A_question_that_was_not_asked_is_refused() =>
        Session.Given(Recorded, Issued, Redeemed).When(Check(Answers("aaaaa").SetItem(0, new("LM-Q99", "a")))).ThenRefused("cascade.not-asked");

    [Fact]
    public void An_option_that_does_not_exist_is_refused() => Session.Given(Recorded, Issued, Redeemed).When(Check(Answers("aaaaz"))).ThenRefused("cascade.no-such-option");

    [Fact]
    public void All_questions_want_an_answer() => Session.Given(Recorded, Issued, Redeemed).When(Check(Answers("aaa"))).ThenRefused("cascade.questions-open");

    [Fact]
    public void The_institution_freezes_a_session_and_lets_it_count_again()
    {
        var contested = new SessionContested(Ministry, ContestReason.HeadsTooHigh, Officer, Now);
        Session.Given(Recorded).When(new ContestSession(Ministry, ContestReason.HeadsTooHigh, Officer, Now)).Then(contested);
        Session.Given(Recorded, contested).When(new ContestSession(Ministry, ContestReason.NotHeld, Officer, Now)).ThenNothing();
        Session.Given(Recorded, contested).When(new ResolveContest(Ministry, true, Officer, Now)).Then(new ContestResolved(Ministry, true, Officer, Now));
        Session.Given(Recorded, contested, new ContestResolved(Ministry, true, Officer, Now)).When(new ResolveContest(Ministry, true, Officer, Now)).ThenNothing();
        Session.Given(Recorded, contested, new ContestResolved(Ministry, false, Officer, Now)).When(new ContestSession(Ministry, ContestReason.NotHeld, Officer, Now)).ThenRefused("cascade.contest-closed");
        Session.Given(Recorded).When(new ResolveContest(Ministry, false, Officer, Now)).ThenRefused("cascade.not-contested");
    }

    [Fact]
    public void The_programme_may_contest_any_session_and_settles_what_it_contested()
    {
        var contested = new SessionContested(null, ContestReason.NotHeld, Officer, Now);
        Session.Given(Recorded).When(new ContestSession(null, ContestReason.NotHeld, Officer, Now)).Then(contested);
        Session.Given(Recorded, contested).When(new ResolveContest(Ministry, true, Officer, Now)).ThenRefused("cascade.contest-of-others");
        Session.Given(Recorded, contested).When(new ResolveContest(null, true, Officer, Now)).Then(new ContestResolved(null, true, Officer, Now));
    }

    [Fact]
    public void A_trainer_who_speaks_for_the_institution_does_not_settle_his_own_session()
    {
        var contested = new SessionContested(Ministry, ContestReason.HeadsTooHigh, Officer, Now);
        Session.Given(Recorded, contested).When(new ResolveContest(Ministry, true, Trainer, Now)).ThenRefused("cascade.not-independent");
        Session.Given(Recorded, contested).When(new ResolveContest(Ministry, false, Trainer, Now)).Then(new ContestResolved(Ministry, false, Trainer, Now));
    }

    [Fact]
    public void Another_institution_has_no_say()
    {
        Session.Given(Recorded).When(new ContestSession(Union, ContestReason.NotHeld, Officer, Now)).ThenRefused("cascade.other-institution");
        Session.Given(Recorded).When(new ResolveContest(Union, true, Officer, Now)).ThenRefused("cascade.other-institution");
    }

    [Fact]
    public void A_spot_check_asks_somebody_independent_about_somebody_who_confirmed()
    {
        var found = new SpotChecked(Colleague, SpotCheckOutcome.Confirmed, Officer, Now);
        Session.Given(Recorded, Issued, Redeemed).When(new RecordSpotCheck(Colleague, SpotCheckOutcome.Confirmed, Officer, Now)).Then(found);
        Session.Given(Recorded, Issued, Redeemed, found).When(new RecordSpotCheck(Colleague, SpotCheckOutcome.Confirmed, Officer, Now)).ThenNothing();
        Session.Given(Recorded, Issued, Redeemed).When(new RecordSpotCheck(Another, SpotCheckOutcome.Confirmed, Officer, Now)).ThenRefused("cascade.not-confirmed");
        Session.Given(Recorded, Issued, Redeemed).When(new RecordSpotCheck(Colleague, SpotCheckOutcome.Confirmed, Trainer, Now)).ThenRefused("cascade.not-independent");
    }

    [Fact]
    public void A_list_on_paper_is_counted_and_names_stay_with_the_trainer()
    {
        Session.Given(Recorded).When(new ListPeople(7, Trainer, Now)).Then(new PeopleListed(7, Trainer, Now));
        Session.Given(Recorded, new PeopleListed(7, Trainer, Now)).When(new ListPeople(7, Trainer, Now)).ThenNothing();
        Session.Given(Recorded).When(new ListPeople(7, Colleague, Now)).ThenRefused("cascade.not-trainer");
        Session.Given(Recorded).When(new ListPeople(501, Trainer, Now)).ThenRefused("cascade.heads");
    }

    private static CompleteCheck Check(ImmutableArray<GivenAnswer> answers) => new(Coupon1, Colleague, Asked, answers, 0.7, Now);

    private static ImmutableArray<GivenAnswer> Answers(string options) => [.. options.Select((option, i) => new GivenAnswer(Asked[i].Id, $"{option}"))];

    private static ImmutableArray<JudgedAnswer> Judged(string options) =>
        [.. options.Select((option, i) => new JudgedAnswer(Asked[i].Id, Asked[i].Message, $"{option}", option == 'a'))];

    private static ImmutableArray<NewCoupon> Coupons(int count) => [.. Enumerable.Range(0, count).Select(i => new NewCoupon(Guid.NewGuid(), $"AAAA{i:00}"))];

    internal static Item Question(string id, string? message, bool anchor = true) => new(
        id, "LM-O1", message, ItemLevel.Apply, ItemUse.Test, ItemKind.SingleChoice, anchor, Ordered: false, new($"{id}?", $"<p>{id}?</p>"),
        [new("a", new("Right", "Right"), true, new("Yes.", "Yes.")), new("b", new("Wrong", "Wrong"), false, new("No.", "No.")), new("c", new("Other", "Other"), false, new("No.", "No."))]);
}
