using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

/// <summary>A programme's own part of a module's cascade; on the worked example, and on random cascades cut in two.</summary>
public sealed class ProgrammeScopeTests
{
    [Fact]
    public void A_programme_has_the_people_whose_tree_begins_in_its_workshops()
    {
        var lineage = Scoped(Seen, "A");
        Assert.Equal(Of("A", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "h1", "h2", "h3"), lineage.People.Keys.ToHashSet());
        Assert.Equal([S(1), S(2), S(4)], lineage.Sessions.Select(s => s.Fact.Session));
        Assert.Equal((11, 15), (Quantity.Reach(lineage), Quantity.ClaimedHeads(lineage)));
        Assert.Equal(4.0 * 2, FanOut.Of(lineage, 0)!.Value); // A alone, and all eight are hers
        Assert.Equal(20, Conversion.Of(lineage)!.PeoplePledged);
    }

    [Fact]
    public void Co_trainers_of_two_programmes_are_reach_of_both_and_each_programme_credits_its_own_trainer()
    {
        foreach (var trainer in new[] { "B", "C" })
        {
            var lineage = Scoped(Seen, trainer);
            Assert.Equal(5, Quantity.Reach(lineage)); // f1 to f4, and h4, whom f1 taught
            Assert.Equal(5, Quantity.Contacts(lineage)); // seed A, who sat in, and h3 had been reached elsewhere before
            Assert.Equal(P(trainer), Assert.Single(lineage.People[P("f1")].Parents));
        }
    }

    [Fact]
    public void A_lot_that_two_programmes_share_is_judged_whole_in_each_and_names_nobody_of_the_other()
    {
        SpotCheckFact Head(int session, int head, string? person, SpotCheckOutcome outcome) => new(new(1, 0, 0, new byte[8]), S(session), head, person is null ? null : P(person), Day(160), outcome, Day(161), 19);
        var shared = Facts with { SpotChecks = [.. Enumerable.Range(1, 12).Select(head => Head(1, head, null, SpotCheckOutcome.Confirmed)), Head(3, 1, "f1", SpotCheckOutcome.Confirmed)] };
        var scoped = Scoped(Lineage.Of(shared, AsOf), "A");
        var estimate = SpotCheckEstimate.Of(scoped)!;
        Assert.Equal((12, 1, 13), (estimate.Confirmed!.Of, estimate.LotsAccepted, scoped.Facts.SpotChecks.Length)); // twelve of her own, and the thirteenth accepts the lot
        Assert.All(scoped.Facts.SpotChecks, check => Assert.Null(check.Person));
    }

    [Fact]
    public void A_programme_of_everybody_is_the_module_and_one_of_nobody_is_empty()
    {
        Assert.Same(Seen.Facts, ProgrammeScope.Of(Seen, Of("A", "B", "C", "D")));
        Assert.Empty(Scoped(Seen).People);
        Assert.Empty(ProgrammeScope.Of(Seen, Of()).Sessions);
    }

    [Fact]
    public void Each_person_keeps_her_first_session_and_her_day_of_qualification_and_two_programmes_together_have_everybody() => ForEach((all, one, other) =>
    {
        Assert.Equal(all.People.Keys.ToHashSet(), one.People.Keys.Concat(other.People.Keys).ToHashSet());
        foreach (var part in new[] { one, other })
        {
            Assert.All(part.People.Values, place => Assert.Equal(
                (all.People[place.Person].ReachedIn, all.People[place.Person].QualifiedAt, true),
                (place.ReachedIn, place.QualifiedAt, place.Generation >= all.People[place.Person].Generation)));
            Assert.Equal(Quantity.Reach(part), Quantity.CreditByTrainer(part).Values.Sum(), 9);
            Assert.True(Quantity.Contacts(part) <= Quantity.Contacts(all));
            Assert.Subset(all.Quarantined.ToHashSet(), part.Quarantined.ToHashSet());
            Assert.Subset(all.Sessions.Select(s => s.Fact.Session).ToHashSet(), part.Sessions.Select(s => s.Fact.Session).ToHashSet());
        }

        // whoever is in only one of the two has the same generation there as in the module
        foreach (var place in one.People.Values.Where(p => Apart(all, p.Person, other)))
            Assert.Equal(all.People[place.Person].Generation, place.Generation);
    });

    private static bool Apart(Lineage all, LearnerId person, Lineage other) =>
        !other.People.ContainsKey(person) && all.People[person].Parents.All(parent => Apart(all, parent, other));

    private static Lineage Scoped(Lineage all, params string[] members) => Lineage.Of(ProgrammeScope.Of(all, Of(members)), all.AsOf);

    private static HashSet<LearnerId> Of(params string[] people) => [.. people.Select(P)];

    private static void ForEach(Action<Lineage, Lineage, Lineage> holds)
    {
        for (var number = 0; number < 200; number++)
        {
            var all = Lineage.Of(RandomCascades.Of(number), RandomCascades.AsOf);
            var random = new Random(number);
            var halves = all.People.Values.Where(place => place.Generation == 0).OrderBy(place => place.Person.Value).ToLookup(_ => random.Next(2) == 0, place => place.Person);
            Lineage Half(bool first) => Lineage.Of(ProgrammeScope.Of(all, halves[first].ToHashSet()), all.AsOf);
            try
            {
                holds(all, Half(true), Half(false));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Cascade {number}: {e.Message}", e);
            }
        }
    }
}
