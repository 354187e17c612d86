using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Flags;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Flags.FlagCommand;
using static LearningHub.Domain.Flags.FlagEvent;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Flags;

public sealed class FlagTests
{
    private static readonly DateTimeOffset Now = Day(10);
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly ImmutableArray<LearnerId> Amina = [P("A")];

    private static Story<FlagState, FlagCommand, FlagEvent> Flag => new(FlagReview.Rules);

    [Fact]
    public void A_review_explains_or_confirms_and_may_decide_anew()
    {
        var explained = new FlagExplained(FlagKind.TwoSessionsOneDay, FlagReason.BothHappened, P("O"), Now);
        var problem = new ProblemConfirmed(FlagKind.TwoSessionsOneDay, P("O"), Now);
        Flag.When(new Explain(FlagKind.TwoSessionsOneDay, FlagReason.BothHappened, Amina, P("O"), Now)).Then(explained);
        Flag.Given(explained).When(new Explain(FlagKind.TwoSessionsOneDay, FlagReason.BothHappened, Amina, P("O"), Now)).ThenNothing();
        Flag.Given(explained).When(new ConfirmProblem(FlagKind.TwoSessionsOneDay, Amina, P("O"), Now)).Then(problem);
        Flag.Given(problem).When(new Reopen(FlagKind.TwoSessionsOneDay, Amina, P("O"), Now)).Then(new FlagReopened(FlagKind.TwoSessionsOneDay, P("O"), Now));
        Flag.When(new Reopen(FlagKind.TwoSessionsOneDay, Amina, P("O"), Now)).ThenNothing();
        Flag.When(new Explain(FlagKind.TwoSessionsOneDay, (FlagReason)99, Amina, P("O"), Now)).ThenRefused("flags.reason");
    }

    [Fact]
    public void Nobody_reviews_a_flag_about_herself() => Flag.When(new ConfirmProblem(FlagKind.TooManyHours, Amina, P("A"), Now)).ThenRefused("flags.own");

    [Fact]
    public void Two_districts_on_one_day_are_asked_about_and_two_rooms_of_one_district_are_not()
    {
        Assert.Empty(DayFlags.Of([Learned("e1", 1, "Gasabo"), Learned("e1", 2, " gasabo "), Learned("e2", 3, "Kicukiro")]));
        Assert.Empty(DayFlags.Of([Learned("e1", 1, "Gasabo"), Learned("e1", 1, "Gasabo"), Learned("e1", 2, "Kicukiro") with { Day = Monday.AddDays(1) }]));
        var flag = Assert.Single(DayFlags.Of([Learned("e1", 1, "Gasabo"), Learned("e1", 2, "Kicukiro"), Learned("e2", 1, "Gasabo")]));
        Assert.Equal((FlagKind.TwoSessionsOneDay, P("e1"), 2), (flag.Kind, flag.Person, flag.Number));
        Assert.Equal(FlagKind.TwoSessionsOneDay, Assert.Single(DayFlags.Of([Taught("A", 1, "Gasabo", 60), Learned("A", 2, "Kicukiro")])).Kind);
    }

    [Fact]
    public void A_trainer_in_two_districts_and_a_day_too_full_are_asked_about()
    {
        Assert.Equal(FlagKind.TrainerTwoPlaces, Assert.Single(DayFlags.Of([Taught("A", 1, "Gasabo", 60), Taught("A", 2, "Kicukiro", 60)])).Kind);
        Assert.Empty(DayFlags.Of([Taught("A", 1, "Gasabo", 360), Taught("A", 2, "Gasabo", 360)]));
        var full = Assert.Single(DayFlags.Of([Taught("A", 1, "Gasabo", 360), Taught("A", 2, "Gasabo", 361)]));
        Assert.Equal((FlagKind.TooManyHours, 13), (full.Kind, full.Number));
    }

    [Fact]
    public void A_flag_keeps_its_key_whatever_the_order_and_asks_anew_when_a_record_is_added()
    {
        DayPlace[] places = [Taught("A", 1, "Gasabo", 60), Taught("A", 2, "Kicukiro", 60)];
        var key = DayFlags.Of(places)[0].Key;
        Assert.Equal(key, DayFlags.Of(places.Reverse().Concat(places))[0].Key);
        Assert.NotEqual(key, DayFlags.Of([.. places, Taught("A", 3, "Nyarugenge", 60)])[0].Key);
    }

    private static DayPlace Learned(string person, int session, string district) => new(P(person), Monday, S(session), district, 0, false);

    private static DayPlace Taught(string person, int session, string district, int minutes) => new(P(person), Monday, S(session), district, minutes, true);
}
