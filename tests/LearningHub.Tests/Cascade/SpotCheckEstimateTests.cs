using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

/// <summary>What spot checks make of the worked example's 33 claimed heads.</summary>
public sealed class SpotCheckEstimateTests
{
    private static readonly Guid Lot = new("00000000-0000-0000-0000-000000000001");

    [Fact]
    public void Sixteen_of_nineteen_in_one_session_give_the_published_interval_times_the_claim()
    {
        var estimate = Estimate(Heads(1, 19, confirmed: 16, size: 19));
        Assert.Equal((0.842, 0.624, 0.945), (Math.Round(estimate.Confirmed!.Value, 3), Math.Round(estimate.Confirmed.Low, 3), Math.Round(estimate.Confirmed.High, 3)));
        Assert.Equal((27.789, 20.603, 31.178), (Math.Round(estimate.Value!.Value, 3), Math.Round(estimate.Low!.Value, 3), Math.Round(estimate.High!.Value, 3)));
        Assert.Equal((1, 0, 1.0), (estimate.LotsAccepted, estimate.LotsRefused, estimate.DesignEffect));
    }

    [Fact]
    public void Sessions_that_answer_alike_make_the_interval_wider()
    {
        // one session all true, one all false: eight answers are worth little more than two
        var alike = Estimate([.. Heads(1, 4, confirmed: 4), .. Heads(2, 4, confirmed: 0)]);
        var mixed = Estimate([.. Heads(1, 4, confirmed: 2), .. Heads(2, 4, confirmed: 2)]);
        Assert.Equal((0.5, 7.0, 8 / 7.0), (alike.Confirmed!.Value, alike.DesignEffect, alike.EffectiveSample));
        Assert.Equal((0.5, 1.0), (mixed.Confirmed!.Value, mixed.DesignEffect));
        Assert.True(alike.Low < mixed.Low && alike.High > mixed.High);
    }

    [Fact]
    public void People_nobody_could_reach_are_counted_apart_and_are_in_no_share()
    {
        var estimate = Estimate([.. Heads(1, 10, confirmed: 9), .. Heads(3, 4, confirmed: 0, SpotCheckOutcome.Unreachable)]);
        Assert.Equal((0.9, 10, 4), (estimate.Confirmed!.Value, estimate.Confirmed.Of, estimate.Unreachable));
        Assert.Equal(1, estimate.LotsAccepted); // 8 of 12 are there already
    }

    [Fact]
    public void Before_anybody_is_called_there_is_no_share_and_before_a_draw_no_estimate()
    {
        var drawn = Estimate([new(Lot, S(1), 1, P("e1"), Day(30), SpotCheckOutcome.Confirmed, Day(200), 1)]); // called after the as-of day
        Assert.Equal((null, null, 1), (drawn.Confirmed, drawn.Value, drawn.Waiting));
        Assert.Null(SpotCheckEstimate.Of(Seen));
    }

    [Fact]
    public void The_last_answer_of_a_head_counts_and_a_session_that_is_frozen_counts_for_nothing()
    {
        var called = Estimate([new(Lot, S(1), 1, null, Day(30), SpotCheckOutcome.Unreachable, Day(31), 1), new(Lot, S(1), 1, null, Day(30), SpotCheckOutcome.Confirmed, Day(33), 1)]);
        Assert.Equal((1, 0), (called.Confirmed!.Count, called.Unreachable));
        var frozen = Facts with { Sessions = [.. Facts.Sessions.Select(s => s with { Contested = s.Session == S(1) })], SpotChecks = [.. Heads(1, 3, 3)] };
        Assert.Null(SpotCheckEstimate.Of(Lineage.Of(frozen, AsOf)));
    }

    [Fact]
    public void One_person_is_one_head_in_whichever_lots_she_stands_and_two_people_are_two_heads()
    {
        var other = new Guid("00000000-0000-0000-0000-000000000002");
        // The first head of the later lot is another person: whoever was refuted in the earlier one has left the list.
        var two = Estimate([new(Lot, S(1), 1, P("e1"), Day(30), SpotCheckOutcome.Refuted, Day(31), 12), new(other, S(1), 1, P("e2"), Day(40), SpotCheckOutcome.Confirmed, Day(41), 12)]);
        Assert.Equal((1, 2), (two.Confirmed!.Count, two.Confirmed.Of));
        var one = Estimate([new(Lot, S(1), 1, P("e1"), Day(30), SpotCheckOutcome.Refuted, Day(31), 12), new(other, S(1), 2, P("e1"), Day(40), SpotCheckOutcome.Confirmed, Day(41), 12)]);
        Assert.Equal((1, 1), (one.Confirmed!.Count, one.Confirmed.Of));
        var unnamed = Estimate([new(Lot, S(1), 8, null, Day(30), SpotCheckOutcome.Refuted, Day(31), 12), new(other, S(1), 8, null, Day(40), SpotCheckOutcome.Confirmed, Day(41), 12)]);
        Assert.Equal((1, 2), (unnamed.Confirmed!.Count, unnamed.Confirmed.Of));
    }

    [Fact]
    public void A_lot_is_judged_whole_by_its_own_plan_when_a_session_of_it_is_frozen_later()
    {
        var facts = Facts with
        {
            Sessions = [.. Facts.Sessions.Select(s => s with { Contested = s.Session == S(2) })],
            SpotChecks = [.. Heads(1, 16, confirmed: 12, SpotCheckOutcome.Unreachable, size: 19), .. Heads(2, 3, confirmed: 0, size: 19)],
        };
        var estimate = SpotCheckEstimate.Of(Lineage.Of(facts, AsOf))!;
        Assert.Equal((12, 12), (estimate.Confirmed!.Count, estimate.Confirmed.Of)); // the frozen heads are in no share
        Assert.Equal((0, 0, 1), (estimate.LotsAccepted, estimate.LotsRefused, estimate.LotsOpen)); // 12 of 13: of the 16 left alone 8 would have done
    }

    [Theory]
    [InlineData(19, 13, 0, LotDecision.Accepted)] // six still to be called: they cannot change it
    [InlineData(19, 12, 6, LotDecision.Open)]
    [InlineData(19, 12, 7, LotDecision.Refused)]
    [InlineData(22, 13, 6, LotDecision.Accepted)] // three drawn again in place of people nobody could reach
    [InlineData(12, 8, 4, LotDecision.Accepted)]
    [InlineData(12, 7, 5, LotDecision.Refused)]
    [InlineData(11, 11, 0, LotDecision.Open)]
    public void A_lot_is_decided_as_soon_as_no_further_answer_can_change_it(int drawn, int confirmed, int refuted, LotDecision decision) =>
        Assert.Equal(decision, SpotCheck.Decide(drawn, confirmed, refuted));

    private static SpotCheckEstimate Estimate(IEnumerable<SpotCheckFact> checks) =>
        SpotCheckEstimate.Of(Lineage.Of(Facts with { SpotChecks = [.. checks] }, AsOf))!;

    private static IEnumerable<SpotCheckFact> Heads(int session, int heads, int confirmed, SpotCheckOutcome others = SpotCheckOutcome.Refuted, int size = 12) =>
        Enumerable.Range(1, heads).Select(head => new SpotCheckFact(
            Lot, S(session), head, null, Day(160), head <= confirmed ? SpotCheckOutcome.Confirmed : others, Day(161), size));
}
