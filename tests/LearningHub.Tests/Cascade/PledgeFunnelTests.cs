using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Pledges;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

/// <summary>The funnel of pledges, on the golden example and on 200 random cascades.</summary>
public sealed class PledgeFunnelTests
{
    [Fact]
    public void The_golden_example_promised_55_and_three_of_four_taught_in_time()
    {
        var facts = Facts with
        {
            PledgeSteps =
            [
                new(IdOf(0), PledgeStepKind.Scheduled, Day(3), Day: DateOnly.FromDateTime(Day(20).Date), District: "Gasabo", People: 10),
                new(IdOf(0), PledgeStepKind.CoSigned, Day(4), People: 10),
                new(IdOf(3), PledgeStepKind.NotYet, Day(30), Reason: NotYetReason.NoTimeGiven),
                new(IdOf(3), PledgeStepKind.CoSignPutOff, Day(31)),
                new(IdOf(1), PledgeStepKind.NotYet, Day(20), Reason: NotYetReason.NotReady), // taught afterwards: no reason any more
            ],
        };
        var funnel = PledgeFunnel.Of(Lineage.Of(facts, AsOf));
        Assert.Equal([(4, 4, 55), (3, 3, 30), (1, 1, 10), (3, 3, 24), (3, 3, 15)], funnel.Steps.Select(step => (step.Pledges, step.Trainers, step.People)));
        Assert.Equal([null, null, null, EvidenceTier.Claimed, EvidenceTier.Confirmed], funnel.Steps.Select(step => step.Tier));
        Assert.Equal((4, 3, 1, 0, 0), (funnel.Due, funnel.Kept, funnel.PutOff, funnel.Late, funnel.Withdrawn));
        Assert.Equal(new(NotYetReason.NoTimeGiven, 1), Assert.Single(funnel.NotYet));

        var early = PledgeFunnel.Of(Lineage.Of(facts, Day(10)));
        Assert.Equal((4, 1, 1, 0, 0), (early[PledgeStep.Pledged].Pledges, early[PledgeStep.Scheduled].Pledges, early[PledgeStep.CoSigned].Pledges, early[PledgeStep.Delivered].Pledges, early.Due));
        Assert.Empty(early.NotYet);
        Assert.Equal((1, 20), (PledgeFunnel.Of(Lineage.Of(facts, AsOf), new HashSet<Guid> { IdOf(0) }) is var one ? (one[PledgeStep.Pledged].Pledges, one[PledgeStep.Pledged].People) : default));
    }

    [Fact]
    public void Every_step_holds_no_more_than_the_one_before_and_the_kept_are_those_of_conversion()
    {
        for (var number = 1; number <= 200; number++)
        {
            var facts = RandomCascades.Of(number);
            var random = new Random(number);
            facts = facts with { PledgeSteps = [.. facts.Pledges.Where(_ => random.Next(2) == 0).Select(pledge => Step(pledge, facts, random))] };
            var lineage = Lineage.Of(facts, RandomCascades.AsOf);
            var (funnel, conversion) = (PledgeFunnel.Of(lineage), Conversion.Of(lineage, PledgeFunnel.GraceDays));
            Assert.Equal((conversion?.Pledgers ?? 0, conversion?.Kept ?? 0), (funnel.Due, funnel.Kept));
            var ladder = new[] { PledgeStep.Pledged, PledgeStep.Scheduled, PledgeStep.Delivered, PledgeStep.Verified }.Select(step => funnel[step].Pledges).ToArray();
            Assert.Equal(ladder.OrderDescending(), ladder);

            var again = PledgeFunnel.Of(Lineage.Of(RandomCascades.Shuffled(facts, number + 7) with { PledgeSteps = [.. facts.PledgeSteps, .. facts.PledgeSteps] }, RandomCascades.AsOf));
            Assert.Equal(funnel.Steps.AsEnumerable(), again.Steps);
            Assert.Equal(funnel.NotYet, again.NotYet);
        }
    }

    private static PledgeStepFact Step(PledgeFact pledge, CascadeFacts facts, Random random) => random.Next(5) switch
    {
        0 => new(pledge.Pledge, PledgeStepKind.Withdrawn, Day(120)),
        1 => new(pledge.Pledge, PledgeStepKind.NotYet, Day(120), Reason: (NotYetReason)random.Next(7)),
        2 => new(pledge.Pledge, PledgeStepKind.CoSigned, Day(120), People: 3),
        3 => new(pledge.Pledge, PledgeStepKind.SessionLinked, Day(150), Session: facts.Sessions[random.Next(facts.Sessions.Length)].Session),
        _ => new(pledge.Pledge, PledgeStepKind.Scheduled, Day(110), Day: pledge.DueOn, District: "Gasabo", People: random.Next(1, 20)),
    };

    private static Guid IdOf(int place) => Facts.Pledges[place].Pledge;
}
