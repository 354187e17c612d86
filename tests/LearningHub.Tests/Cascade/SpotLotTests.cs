using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Cascade.SpotLots.SpotLotCommand;
using static LearningHub.Domain.Cascade.SpotLots.SpotLotEvent;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

/// <summary>A lot: drawn once by chance, called by somebody independent, judged by its size.</summary>
public sealed class SpotLotTests
{
    private static readonly DateTimeOffset Now = Day(100);
    private static readonly LearnerId Trainer = P("A"), Officer = P("O"), Known = P("e1");
    private static readonly CascadeSessionId One = new(new(1, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1])), Two = new(new(2, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]));
    private static readonly SpotLotKey Key = new(GoldenExample.Module, SpotLotKind.Trainer, Trainer.Value, new(2026, 1), 1);
    private static readonly ImmutableArray<SpotFrame> Frame = [new(Two, 20, [], [Trainer]), new(One, 10, [Known], [Trainer])];
    private static readonly ImmutableArray<Item> Asked = [CascadeSessionTests.Question("LM-Q01", "LM-M1")];

    private static Story<SpotLotState, SpotLotCommand, SpotLotEvent> Lot => new(SpotLot.Rules);

    [Fact]
    public void The_same_frame_and_seed_give_the_same_order_and_the_documented_one()
    {
        SpotFrame a = new(One, 5, [], []), b = new(Two, 3, [], []);
        var order = SpotDraw.Order([b, a], 0x0123456789abcdef);
        Assert.Equal(order.AsEnumerable(), SpotDraw.Order([a, b], 0x0123456789abcdef));
        Assert.Equal("B2 B3 A2 A5 A1 A3 A4 B1", string.Join(' ', order.Select(unit => $"{(unit.Session == One ? "A" : "B")}{unit.Head}")));
        Assert.Equal("0123456789abcdef", SpotDraw.Text(0x0123456789abcdef));
    }

    [Fact]
    public void Every_head_is_drawn_equally_often()
    {
        var first = Enumerable.Range(0, 6000).Select(seed => SpotDraw.Order(Frame, (ulong)seed * 7919)[0]).CountBy(unit => unit).ToList();
        Assert.Equal(30, first.Count);
        Assert.All(first, unit => Assert.InRange(unit.Value, 140, 260)); // 200 expected
    }

    [Fact]
    public void Confirmed_people_are_the_first_heads_and_the_rest_have_no_name()
    {
        var order = SpotDraw.Order(Frame, 5);
        Assert.Equal((One, 1), order.Where(unit => unit.Person == Known).Select(unit => (unit.Session, unit.Head)).Single());
        Assert.Equal(29, order.Count(unit => unit.Person is null));
    }

    [Theory]
    [InlineData(200, 19, 13)]
    [InlineData(40, 19, 13)]
    [InlineData(39, 12, 8)]
    [InlineData(12, 12, 8)]
    [InlineData(11, 11, 0)]
    public void The_size_of_a_lot_decides_how_many_are_drawn(int heads, int size, int needed)
    {
        var plan = SpotPlan.For(heads);
        Assert.Equal((size, needed), (plan.Size, plan.Needed));
        if (needed > 0) Assert.Equal(LotDecision.Accepted, SpotCheck.Decide(plan.Most, needed, 0)); // however many had to be replaced
    }

    [Fact]
    public void Chance_fools_the_decision_as_often_as_the_design_says()
    {
        Assert.Equal((0.068, 0.084), (Math.Round(1 - SpotErrors.Accepted(19, 13, 0.8), 3), Math.Round(SpotErrors.Accepted(19, 13, 0.5), 3)));
        Assert.Equal((0.073, 0.057), (Math.Round(1 - SpotErrors.Accepted(12, 8, 0.8), 3), Math.Round(SpotErrors.Accepted(12, 8, 0.4), 3)));
    }

    [Fact]
    public void A_lot_has_one_id_so_that_nobody_draws_until_he_likes_it()
    {
        Assert.Equal(Key.Id, (Key with { }).Id);
        Assert.NotEqual(Key.Id, (Key with { Part = 2 }).Id);
        Lot.Given(Drawn).When(new DrawLot(Key, Frame, 99, Officer, Now)).ThenNothing();
    }

    [Fact]
    public void A_lot_keeps_its_seed_and_all_that_repeats_the_draw() =>
        Lot.When(new DrawLot(Key, Frame, 7, Officer, Now)).Then(Drawn);

    [Fact]
    public void A_trainer_neither_draws_nor_calls_nor_closes_his_own_lot()
    {
        Lot.When(new DrawLot(Key, Frame, 7, Trainer, Now)).ThenRefused("cascade.not-independent");
        Lot.Given(Drawn).When(Call(1, SpotCallResult.WasThere) with { By = Trainer }).ThenRefused("cascade.not-independent");
        Lot.Given(Drawn).When(new CloseLot(Trainer, Now)).ThenRefused("cascade.not-independent");
    }

    [Fact]
    public void A_lot_without_heads_is_not_drawn() => Lot.When(new DrawLot(Key, [], 7, Officer, Now)).ThenRefused("spot.no-heads");

    [Fact]
    public void An_answer_is_kept_with_what_was_held()
    {
        var kept = new HeadAnswered(1, SpotCheckOutcome.Confirmed, [new("LM-Q01", "LM-M1", "b", false)], Officer, Now);
        Lot.Given(Drawn).When(Call(1, SpotCallResult.WasThere, "b")).Then(kept);
        Lot.Given(Drawn, kept).When(Call(1, SpotCallResult.WasThere, "b")).ThenNothing();
        Lot.Given(Drawn, kept).When(Call(1, SpotCallResult.WasNotThere, "b")).Then(Refuted(1));
        Lot.Given(Drawn, kept).When(Call(1, SpotCallResult.NobodyAnswered)).ThenRefused("spot.answered");
    }

    [Fact]
    public void After_three_calls_in_vain_the_next_is_drawn()
    {
        Lot.Given(Drawn).When(Call(12, SpotCallResult.NobodyAnswered)).Then(Missed(12));
        Lot.Given(Drawn, Missed(12), Missed(12)).When(Call(12, SpotCallResult.NobodyAnswered)).Then(Missed(12), Unreachable(12));
        Lot.Given(Drawn).When(Call(13, SpotCallResult.WasThere)).ThenRefused("spot.not-drawn");
        Lot.Given(Drawn, Unreachable(12)).When(Call(13, SpotCallResult.WasNotThere)).Then(Refuted(13));
        Lot.Given(Drawn, Unreachable(12)).When(Call(12, SpotCallResult.WasThere)).ThenRefused("spot.replaced");
        Lot.Given([Drawn, .. Enumerable.Range(1, 18).Select(Unreachable)]).When(Call(19, SpotCallResult.WasThere)).ThenRefused("spot.not-drawn");
    }

    [Fact]
    public void A_lot_closes_when_everybody_drawn_is_settled()
    {
        SpotLotEvent[] eleven = [Drawn, .. Enumerable.Range(1, 11).Select(Confirmed)];
        Lot.Given(eleven).When(new CloseLot(Officer, Now)).ThenRefused("spot.calls-open");
        Lot.Given([.. eleven, Refuted(12)]).When(new CloseLot(Officer, Now)).Then(new LotClosed(11, 1, 0, LotDecision.Accepted, Officer, Now));
        Lot.Given([.. eleven, Unreachable(12), Refuted(13)]).When(new CloseLot(Officer, Now)).Then(new LotClosed(11, 1, 1, LotDecision.Accepted, Officer, Now));
        Lot.Given([Drawn, .. Enumerable.Range(1, 7).Select(Confirmed), .. Enumerable.Range(8, 5).Select(Refuted)]).When(new CloseLot(Officer, Now)).Then(new LotClosed(7, 5, 0, LotDecision.Refused, Officer, Now));
        Lot.Given([Drawn, .. Enumerable.Range(1, 12).Select(Unreachable), .. Enumerable.Range(13, 6).Select(Confirmed)]).When(new CloseLot(Officer, Now)).Then(new LotClosed(6, 0, 12, LotDecision.Open, Officer, Now));
        var closed = new LotClosed(11, 1, 0, LotDecision.Accepted, Officer, Now);
        Lot.Given([.. eleven, Refuted(12), closed]).When(new CloseLot(Officer, Now)).ThenNothing();
        Lot.Given([.. eleven, Refuted(12), closed]).When(Call(12, SpotCallResult.WasThere)).ThenRefused("spot.lot-closed");
    }

    [Fact]
    public void What_was_not_asked_is_refused()
    {
        Lot.Given(Drawn).When(Call(1, SpotCallResult.WasThere, "z")).ThenRefused("cascade.no-such-option");
        Lot.Given(Drawn).When(Call(1, SpotCallResult.WasThere) with { Answers = [new("LM-Q99", "a")] }).ThenRefused("cascade.not-asked");
        Lot.When(Call(1, SpotCallResult.WasThere)).ThenRefused("spot.no-such-lot");
    }

    private static LotDrawn Drawn => new(
        Key, "0000000000000007", [new(One, 10, 1), new(Two, 20, 0)], [Trainer], [.. SpotDraw.Order(Frame, 7).Take(18)], new(12, 8, 18), Officer, Now);

    private static CallMissed Missed(int place) => new(place, Officer, Now);

    private static HeadAnswered Confirmed(int place) => new(place, SpotCheckOutcome.Confirmed, [], Officer, Now);

    private static HeadAnswered Refuted(int place) => new(place, SpotCheckOutcome.Refuted, [], Officer, Now);

    private static HeadAnswered Unreachable(int place) => new(place, SpotCheckOutcome.Unreachable, [], Officer, Now);

    private static RecordCall Call(int place, SpotCallResult result, string? option = null) =>
        new(place, result, Asked, option is null ? [] : [new("LM-Q01", option)], Officer, Now);
}
