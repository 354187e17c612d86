using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Cascade.CascadeCommand;
using static LearningHub.Domain.Cascade.CascadeEvent;

namespace LearningHub.Tests.Cascade;

/// <summary>Who types a sheet decides what it proves.</summary>
public sealed partial class CascadeSessionTests
{
    [Theory]
    [MemberData(nameof(Modes))]
    public void Every_way_of_confirming_is_one_of_a_closed_set(string mode) =>
        Session.Given(Recorded, Issued).When(new RedeemCoupon(Coupon1, Colleague, mode, Now, "phone")).Then(new CouponRedeemed(Coupon1, Colleague, mode, Now, "phone"));

    [Fact]
    public void A_way_that_nobody_knows_is_refused() => Session.Given(Recorded, Issued).When(new RedeemCoupon(Coupon1, Colleague, "pigeon", Now)).ThenRefused("cascade.mode-unknown");

    [Fact]
    public void A_sheet_typed_by_a_witness_confirms_and_checks() => Session
        .Given(Recorded, Issued).When(Typed("aaaab", Officer))
        .Then(new CouponRedeemed(Coupon1, Colleague, "paper", Now, TypedBy: Officer), new CheckCompleted(Coupon1, Colleague, Judged("aaaab"), 4, true, Now));

    [Fact]
    public void A_sheet_with_a_question_left_empty_confirms_without_a_check() =>
        Session.Given(Recorded, Issued).When(Typed("aaaa", Officer)).Then(new CouponRedeemed(Coupon1, Colleague, "paper", Now, TypedBy: Officer));

    [Fact]
    public void A_sheet_typed_by_the_trainer_is_a_name_on_his_list_with_its_answers() =>
        Session.Given(Recorded, Issued).When(Typed("aaaab", Trainer)).Then(new PaperListed(Coupon1, Colleague, Judged("aaaab"), Trainer, Now));

    [Fact]
    public void A_witness_who_has_seen_a_listed_sheet_makes_it_count_for_the_person_who_is_listed() => Session
        .Given(Recorded, Issued, Listed).When(Typed("aaaab", Officer) with { Learner = Another })
        .Then(new CouponRedeemed(Coupon1, Colleague, "paper", Now, TypedBy: Officer), new CheckCompleted(Coupon1, Colleague, Judged("aaaab"), 4, true, Now));

    [Fact]
    public void A_colleague_who_confirms_herself_takes_the_place_of_the_list()
    {
        var own = new CouponRedeemed(Coupon1, Another, "link", Now);
        Session.Given(Recorded, Issued, Listed).When(new RedeemCoupon(Coupon1, Another, "link", Now)).Then(own);
        Session.Given(Recorded, Issued, Listed, own).When(Typed("aaaaa", Trainer)).ThenRefused("cascade.coupon-used");
        Session.Given(Recorded, Issued, Listed, own).When(Typed("aaaaa", Officer)).ThenRefused("cascade.coupon-used");
    }

    [Fact]
    public void A_sheet_typed_twice_is_one_sheet()
    {
        Session.Given(Recorded, Issued, Listed).When(Typed("aaaab", Trainer)).ThenNothing();
        Session.Given(Recorded, Issued, Listed).When(Typed("aaaaa", Trainer)).Then(Listed with { Answers = Judged("aaaaa") });
        var typed = new CouponRedeemed(Coupon1, Colleague, "paper", Now, TypedBy: Officer);
        Session.Given(Recorded, Issued, typed).When(Typed("", Officer)).ThenNothing();
        Session.Given(Recorded, Issued, typed).When(Typed("aaaab", Officer)).Then(new CheckCompleted(Coupon1, Colleague, Judged("aaaab"), 4, true, Now));
        Session.Given(Recorded, Issued, typed, new CheckCompleted(Coupon1, Colleague, Judged("aaaab"), 4, true, Now)).When(Typed("aaaab", Officer)).ThenNothing();
    }

    [Fact]
    public void A_sheet_that_cannot_be_is_refused()
    {
        Session.Given(Recorded, Issued).When(Typed("a", Officer) with { Coupon = Guid.NewGuid() }).ThenRefused("cascade.coupon-unknown");
        Session.Given(Recorded, Issued).When(Typed("aaaaz", Officer)).ThenRefused("cascade.no-such-option");
        Session.Given(Recorded, Issued).When(Typed("a", Officer) with { Learner = Trainer }).ThenRefused("cascade.own-coupon");
        Session.Given(Recorded, Issued, Redeemed).When(Typed("a", Officer) with { Coupon = Coupon2 }).ThenRefused("cascade.already-confirmed");
        Session.Given(Recorded, Issued).When(Typed("a", Officer) with { At = Issued.ExpiresAt.AddSeconds(1) }).ThenRefused("cascade.coupon-expired");
    }

    [Theory]
    [InlineData("abcab", 5, null)]
    [InlineData(" A b, C a-b ", 5, "cascade.sheet-length")]
    [InlineData("A B C-A", 4, null)]
    [InlineData("-----", 0, null)]
    [InlineData("", 0, null)]
    [InlineData("abc", 0, "cascade.sheet-length")]
    [InlineData("abcaz", 0, "cascade.sheet-letter")]
    [InlineData("abca1", 0, "cascade.sheet-letter")]
    public void Letters_of_a_sheet_are_read_as_a_person_types_them(string typed, int answers, string? refusal)
    {
        var read = SheetAnswers.Read(Asked, Coupon1, typed);
        Assert.Equal(refusal, read.Refusal?.Code);
        Assert.Equal(refusal is null ? answers : 0, read.Answers.Length);
    }

    [Fact]
    public void A_letter_means_the_option_that_stands_there_on_this_coupon()
    {
        var options = CouponCheck.Options(Asked[0], Coupon1);
        Assert.Equal(options[1].Id, SheetAnswers.Read(Asked, Coupon1, "b----").Answers.Single().Option);
    }

    public static TheoryData<string> Modes => [.. ConfirmModes.All];

    private static PaperListed Listed => new(Coupon1, Colleague, Judged("aaaab"), Trainer, Now);

    private static TypePaper Typed(string options, LearnerId by) => new(Coupon1, Colleague, Asked, Answers(options), 0.7, by, Now);
}
