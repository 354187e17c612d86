using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Common;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Cascade.Pledges.PledgeCommand;
using static LearningHub.Domain.Cascade.Pledges.PledgeEvent;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

public sealed class PledgeTests
{
    private static readonly DateTimeOffset Now = Day(10);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Day(10).Date), Tuesday = DateOnly.FromDateTime(Day(33).Date);
    private static readonly LearnerId Trainer = P("A"), Another = P("B");
    private static readonly PledgeTerms Terms = new(Guid.NewGuid(), Trainer, GoldenExample.Module, 30, DateOnly.FromDateTime(Day(5).Date), DateOnly.FromDateTime(Day(65).Date));
    private static readonly Scheduled OnTuesday = new(Tuesday, "Gasabo", 28, Trainer, Now);
    private static readonly CoSigned Agreed = new(null, 30, Now);
    private static readonly HeldSession Held = new(S(1), GoldenExample.Module, [Trainer], Tuesday);

    private static Story<PledgeState, PledgeCommand, PledgeEvent> Promise => new(Pledge.Rules);

    [Fact]
    public void A_day_is_set_and_changed_at_any_time() => Promise
        .Given(OnTuesday)
        .When(new Schedule(Terms, Trainer, Tuesday.AddDays(7), " Gasabo ", 25, Today, Now))
        .Then(new Scheduled(Tuesday.AddDays(7), "Gasabo", 25, Trainer, Now));

    [Fact]
    public void The_same_day_sent_twice_is_set_once() => Promise.Given(OnTuesday).When(new Schedule(Terms, Trainer, Tuesday, "Gasabo", 28, Today, Now)).ThenNothing();

    [Fact]
    public void The_same_day_said_again_after_not_yet_is_news() => Promise
        .Given(OnTuesday, new NotYetSaid(NotYetReason.NoRoomOrMoney, Trainer, Now))
        .When(new Schedule(Terms, Trainer, Tuesday, "Gasabo", 28, Today, Now)).Then(OnTuesday);

    [Theory]
    [InlineData(-1, "Gasabo", 28, "pledge.day-passed")]
    [InlineData(366, "Gasabo", 28, "pledge.day-far")]
    [InlineData(0, "", 28, "pledge.district")]
    [InlineData(0, "Call 0788123456", 28, "pledge.district")]
    [InlineData(0, "Gasabo", 0, "pledge.people")]
    [InlineData(0, "Gasabo", 501, "pledge.people")]
    public void A_day_that_cannot_be_is_refused(int day, string district, int people, string code) =>
        Promise.When(new Schedule(Terms, Trainer, Today.AddDays(day), district, people, Today, Now)).ThenRefused(code);

    [Fact]
    public void Only_who_promised_can_change_it() => Promise.When(new Schedule(Terms, Another, Tuesday, "Gasabo", 28, Today, Now)).ThenRefused("pledge.not-yours");

    [Fact]
    public void A_supervisor_agrees_to_what_is_planned() => Promise
        .Given(OnTuesday, new CoSignPutOff(Now)).When(new CoSign(Terms, true, true, null, Now)).Then(new CoSigned(Tuesday, 28, Now));

    [Fact]
    public void A_supervisor_agrees_without_a_name() => Promise.When(new CoSign(Terms, true, false, null, Now)).ThenRefused("pledge.co-sign-name");

    [Fact]
    public void Nobody_agrees_long_after_the_day() =>
        Promise.When(new CoSign(Terms, true, true, null, new(Terms.DueOn.AddDays(Pledge.CoSignDays + 1), default, default))).ThenRefused("pledge.co-sign-late");

    [Fact]
    public void A_supervisor_may_agree_until_thirty_days_after_the_day() =>
        Promise.When(new CoSign(Terms, false, false, null, new(Terms.DueOn.AddDays(Pledge.CoSignDays), default, default))).Then(new CoSignPutOff(new(Terms.DueOn.AddDays(Pledge.CoSignDays), default, default)));

    [Fact]
    public void An_agreement_sent_twice_is_one() => Promise.Given(Agreed).When(new CoSign(Terms, true, true, null, Now)).ThenNothing();

    [Fact]
    public void Not_now_sent_twice_is_one() => Promise.Given(new CoSignPutOff(Now)).When(new CoSign(Terms, false, false, null, Now)).ThenNothing();

    [Fact]
    public void Not_now_is_kept() => Promise.When(new CoSign(Terms, false, false, null, Now)).Then(new CoSignPutOff(Now));

    [Fact]
    public void Not_now_after_an_agreement_takes_nothing_back() => Promise.Given(Agreed).When(new CoSign(Terms, false, false, null, Now)).ThenRefused("pledge.co-signed");

    [Fact]
    public void Nobody_agrees_to_her_own_promise() => Promise.When(new CoSign(Terms, true, true, Trainer, Now)).ThenRefused("pledge.own-co-sign");

    [Fact]
    public void A_reason_is_kept_once() => Promise
        .Given(new NotYetSaid(NotYetReason.NotReady, Trainer, Now)).When(new SayNotYet(Terms, Trainer, NotYetReason.NotReady, Now)).ThenNothing();

    [Fact]
    public void Another_reason_is_news() => Promise
        .Given(new NotYetSaid(NotYetReason.NotReady, Trainer, Now)).When(new SayNotYet(Terms, Trainer, NotYetReason.NoTimeGiven, Now)).Then(new NotYetSaid(NotYetReason.NoTimeGiven, Trainer, Now));

    [Fact]
    public void A_reason_that_is_none_is_refused() => Promise.When(new SayNotYet(Terms, Trainer, (NotYetReason)99, Now)).ThenRefused("pledge.no-such-reason");

    [Fact]
    public void A_session_is_linked_once()
    {
        Promise.When(new LinkSession(Terms, Trainer, Held, Now)).Then(new SessionLinked(S(1), Tuesday, Trainer, Now));
        Promise.Given(new SessionLinked(S(1), Tuesday, Trainer, Now)).When(new LinkSession(Terms, Trainer, Held, Now)).ThenNothing();
    }

    [Fact]
    public void A_session_that_does_not_keep_the_promise_is_refused()
    {
        Promise.When(new LinkSession(Terms, Trainer, null, Now)).ThenRefused("pledge.no-such-session");
        Promise.When(new LinkSession(Terms, Trainer, Held with { Trainers = [Another] }, Now)).ThenRefused("pledge.no-such-session");
        Promise.When(new LinkSession(Terms, Trainer, Held with { Module = new("other", 1) }, Now)).ThenRefused("pledge.other-module");
        Promise.When(new LinkSession(Terms, Trainer, Held with { HeldOn = Terms.MadeOn.AddDays(-1) }, Now)).ThenRefused("pledge.session-before");
    }

    [Fact]
    public void What_was_taken_back_stays_back()
    {
        var gone = new PledgeEvent.Withdrawn(Trainer, Now);
        Promise.When(new Withdraw(Terms, Trainer, Now)).Then(gone);
        Promise.Given(gone).When(new Withdraw(Terms, Trainer, Now)).ThenNothing();
        Promise.Given(gone).When(new Withdraw(Terms, Another, Now)).ThenRefused("pledge.not-yours");
        Promise.Given(gone).When(new Schedule(Terms, Trainer, Tuesday, "Gasabo", 28, Today, Now)).ThenRefused("pledge.withdrawn");
        Promise.Given(gone).When(new CoSign(Terms, true, true, null, Now)).ThenRefused("pledge.withdrawn");
    }

    [Theory]
    [InlineData(6.9, null)]
    [InlineData(7.0, 7)]
    [InlineData(13.9, 7)]
    [InlineData(14.0, null)]
    [InlineData(21.0, 21)]
    [InlineData(45.5, 45)]
    [InlineData(60.0, null)]
    [InlineData(96.9, 90)]
    [InlineData(97.0, null)]
    public void Reminders_come_after_7_21_45_and_90_days_and_never_much_later(double days, int? due) => Assert.Equal(due, Nudges.Due(Now, Now.AddDays(days)));
}
