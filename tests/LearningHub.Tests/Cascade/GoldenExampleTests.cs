using LearningHub.Domain.Cascade.Metrics;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

/// <summary>Every figure of the worked example in docs/cascade-metrics.md.</summary>
public sealed class GoldenExampleTests
{
    [Fact]
    public void Twenty_contacts_are_sixteen_people()
    {
        Assert.Equal(20, Quantity.Contacts(Seen));
        Assert.Equal(16, Quantity.Reach(Seen));
        Assert.Equal(0.20, Quantity.Duplication(Seen)!.Value, 12);
    }

    [Fact]
    public void Trainers_claim_thirty_three_heads_and_twenty_contacts_are_verified()
    {
        Assert.Equal(33, Quantity.ClaimedHeads(Seen));
        Assert.Equal(0.606, Quantity.VerifiedShare(Seen)!.Value, 3);
    }

    [Fact]
    public void The_generations_are_four_twelve_and_four()
    {
        Assert.Equal([4, 12, 4], Quantity.Generations(Seen).ToArray());
        Assert.Equal(2, Quantity.Depth(Seen, atLeast: 1));
        Assert.Equal(1, Quantity.Depth(Seen)); // with the published minimum of 5 people, generation 2 is too small
    }

    [Fact]
    public void Credits_are_shared_by_co_trainers_and_sum_to_the_reach()
    {
        var credits = Quantity.CreditByTrainer(Seen);
        Assert.Equal(5, credits.Count);
        Assert.Equal((8.0, 2.0, 2.0, 3.0, 1.0), (credits[P("A")], credits[P("B")], credits[P("C")], credits[P("e1")], credits[P("f1")]));
        Assert.Equal(16, credits.Values.Sum());
    }

    [Fact]
    public void Seeds_teach_three_each_and_the_zero_of_D_is_kept()
    {
        var f0 = FanOut.Of(Seen, 0, Window)!;
        Assert.Equal((4, 3), (f0.Eligible, f0.Active));
        Assert.Equal((3.0, 0.75, 4.0), (f0.Value, f0.Activation, f0.Yield));
        Assert.Equal(f0.Value, f0.Activation * f0.Yield!.Value, 12);
    }

    [Fact]
    public void The_next_generation_teaches_a_third_and_a_session_at_exactly_ninety_days_counts()
    {
        var f1 = FanOut.Of(Seen, 1, Window)!;
        Assert.Equal((12, 2, 4.0), (f1.Eligible, f1.Active, f1.Credit));
        Assert.Equal(0.333, f1.Value, 3);
        Assert.Equal(0.167, f1.Activation, 3);
        Assert.Equal(2.0, f1.Yield);
    }

    [Fact]
    public void Three_of_four_in_generation_two_have_had_their_window_and_taught_nobody()
    {
        var f2 = FanOut.Of(Seen, 2, Window)!;
        Assert.Equal((3, 0, 0.0), (f2.Eligible, f2.Active, f2.Value));
        Assert.Null(f2.Yield);
    }

    [Fact]
    public void The_cascade_dies_out_although_seeds_taught_three_each()
    {
        var r = Reproduction.Of(Seen, 0, Window)!;
        Assert.Equal((3, 2.0), (r.Trainers, r.NewTrainers));
        Assert.Equal(0.67, r.Value, 2);
        Assert.Null(Reproduction.Of(Seen, 1, Window)); // nobody there has had twice the window
    }

    [Fact]
    public void Three_of_four_pledgers_taught_and_a_fifth_of_the_people_promised_were_reached()
    {
        var conversion = Conversion.Of(Seen)!;
        Assert.Equal((4, 3), (conversion.Pledgers, conversion.Kept));
        Assert.Equal(0.75, conversion.ByPerson);
        Assert.Equal((12.0, 55), (conversion.NewLearners, conversion.PeoplePledged));
        Assert.Equal(0.218, conversion.ByVolume, 3);
    }

    [Fact]
    public void Seeds_take_sixty_days_and_the_next_generation_has_not_reached_its_median()
    {
        Assert.Equal(60, TimeToCascade.Of(Seen, 0)!.MedianDays);
        var next = TimeToCascade.Of(Seen, 1)!;
        Assert.Null(next.MedianDays);
        Assert.Equal((12, 2), (next.People, next.Delivered));
        Assert.Equal(75, next.Curve.Average(step => step.Days)); // what averaging only those who delivered would print
    }

    [Fact]
    public void Knowledge_left_is_two_thirds_after_one_step_and_five_twelfths_after_two()
    {
        var taught = Lineage.Of(Facts with { Answers = [.. Answers(76, 64, 55)] }, AsOf);
        Assert.Equal([0.60, 0.40, 0.25], Enumerable.Range(0, 3).Select(g => Math.Round(Gain.Of(taught, g)!.Value!.Value, 12)));

        var fidelity = Fidelity.ByGain(taught);
        Assert.Equal([4, 12, 4], fidelity.Select(f => f.People));
        Assert.Equal([1, 0.667, 0.417], fidelity.Select(f => Math.Round(f.Left, 3)));
        Assert.Equal([null, 0.667, 0.625], fidelity.Select(f => f.FromParent is { } a ? Math.Round(a, 3) : (double?)null));
    }

    [Fact]
    public void Sixteen_of_nineteen_spot_checks_accept_the_lot()
    {
        var share = Share.Wilson(16, 19);
        Assert.Equal((0.842, 0.624, 0.945), (Math.Round(share.Value, 3), Math.Round(share.Low, 3), Math.Round(share.High, 3)));
        Assert.Equal(LotDecision.Accepted, SpotCheck.Decide(19, 16, 3));
        Assert.Equal(33 * 16 / 19.0, SpotCheck.Estimate(33, share), 12);
    }

    [Theory]
    [InlineData(13, 19, LotDecision.Accepted)]
    [InlineData(12, 19, LotDecision.Refused)]
    [InlineData(8, 12, LotDecision.Accepted)]
    [InlineData(7, 12, LotDecision.Refused)]
    [InlineData(10, 10, LotDecision.Open)]
    public void A_lot_is_decided_at_thirteen_of_nineteen_or_eight_of_twelve(int confirmed, int sampled, LotDecision decision) =>
        Assert.Equal(decision, SpotCheck.Decide(sampled, confirmed, sampled - confirmed));

    /// <summary>25 anchor items a person: 40 % right before, and as given after, by generation.</summary>
    private static IEnumerable<AnswerFact> Answers(params int[] postPercent)
    {
        foreach (var (generation, percent) in postPercent.Index())
        {
            var people = Seen.People.Values.Where(place => place.Generation == generation).Select(place => place.Person).ToList();
            foreach (var occasion in (AnswerOccasion[])[AnswerOccasion.Pre, AnswerOccasion.Post])
            {
                var right = people.Count * 25 * (occasion == AnswerOccasion.Pre ? 40 : percent) / 100;
                for (var i = 0; i < people.Count * 25; i++)
                {
                    var correct = i < right;
                    yield return new(people[i % people.Count], occasion, $"LM-Q{i / people.Count}", "LM-M1", true, correct ? "a" : "b", correct, null, "link", "en", Day(occasion == AnswerOccasion.Pre ? 0 : 151));
                }
            }
        }
    }
}
