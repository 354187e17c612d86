using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

/// <summary>What holds for every cascade, tried on 200 of them.</summary>
public sealed class LineagePropertyTests
{
    private const int Cascades = 200;

    /// <summary>Fewer where every figure is computed twice with its intervals.</summary>
    private const int WithAllFigures = 40;

    [Fact]
    public void Order_and_repetition_of_facts_change_no_figure() => ForEach((facts, lineage, number) =>
        SameFigures(lineage, Lineage.Of(RandomCascades.Shuffled(facts, number + 7), RandomCascades.AsOf)), WithAllFigures);

    [Fact]
    public void Credits_sum_to_the_reach() => ForEach((_, lineage, _) =>
        Assert.Equal(Quantity.Reach(lineage), Quantity.CreditByTrainer(lineage).Values.Sum(), 9));

    [Fact]
    public void A_second_implementation_finds_the_same_people_generations_and_fan_out() => ForEach((facts, lineage, _) =>
    {
        var plain = new PlainLineage(facts, RandomCascades.AsOf);
        Assert.Equal(plain.Counted.Select(s => s.Session).ToHashSet(), lineage.Sessions.Select(s => s.Fact.Session).ToHashSet());
        Assert.Equal(plain.Contacts, Quantity.Contacts(lineage));
        foreach (var person in plain.Everybody)
        {
            var place = lineage.People.GetValueOrDefault(person);
            Assert.Equal(plain.Generation(person), place?.Generation);
            Assert.Equal(plain.First(person)?.Session, place?.ReachedIn);
            Assert.Equal(plain.QualifiedAt(person), place?.QualifiedAt);
        }

        for (var g = 0; g < Quantity.Generations(lineage).Length; g++)
        {
            var expected = plain.FanOut(g, Window, out var eligible);
            var found = FanOut.Of(lineage, g, Window);
            Assert.Equal((eligible, Math.Round(expected, 9)), (found?.Eligible ?? 0, Math.Round(found?.Value ?? 0, 9)));
        }
    }, cascades: 60);

    [Fact]
    public void Fan_out_is_activation_times_yield() => ForEach((_, lineage, _) =>
    {
        for (var g = 0; g < 4; g++)
            if (FanOut.Of(lineage, g) is { Yield: { } yield } f) Assert.Equal(f.Value, f.Activation * yield, 9);
    });

    [Fact]
    public void Nobody_is_an_ancestor_of_herself_and_every_parent_qualified_before() => ForEach((_, lineage, _) =>
    {
        foreach (var child in lineage.People.Values.Where(place => place.Generation > 0))
        {
            Assert.All(child.Parents, parent => Assert.True(lineage.People[parent].QualifiedAt < child.ReachedAt));
            Assert.Equal(child.Generation, 1 + child.Parents.Min(parent => lineage.People[parent].Generation));
            Assert.DoesNotContain(child.Person, Ancestors(lineage, child.Person));
        }
    });

    [Fact]
    public void A_later_reinforcement_changes_no_reach_generation_or_fan_out() => ForEach((facts, lineage, number) =>
    {
        var random = new Random(number);
        var again = from place in lineage.People.Values
                    where place.QualifiedAt is not null && random.Next(2) == 0
                    from session in lineage.Sessions
                    where session.Fact.HeldAt > (place.ReachedAt ?? place.QualifiedAt) && session.Fact.HeldAt >= place.QualifiedAt
                    where !session.Verified.IsEmpty && random.Next(3) == 0
                    select new ExposureFact(session.Fact.Session, place.Person, EvidenceTier.Checked, session.Fact.HeldAt, true);
        var reinforced = Lineage.Of(facts with { Exposures = facts.Exposures.AddRange(again) }, RandomCascades.AsOf);
        Assert.Equal(Quantity.Reach(lineage), Quantity.Reach(reinforced));
        Assert.Equal(Quantity.Generations(lineage).ToArray(), Quantity.Generations(reinforced).ToArray());
        for (var g = 0; g < 4; g++)
            Assert.Equal((FanOut.Of(lineage, g), Reproduction.Of(lineage, g)), (FanOut.Of(reinforced, g), Reproduction.Of(reinforced, g)));
    });

    [Fact]
    public void A_session_of_an_unqualified_trainer_is_quarantined_and_gives_no_generation() => ForEach((facts, lineage, _) =>
    {
        var (stranger, audience) = (P("Z"), Enumerable.Range(1, 5).Select(i => P($"z{i}")).ToList());
        var session = new SessionFact(S(9), Day(100), [stranger], 45, 20);
        var more = facts with
        {
            Sessions = facts.Sessions.Add(session),
            Exposures = facts.Exposures.AddRange(audience.Select(p => new ExposureFact(S(9), p, EvidenceTier.Checked, Day(100), true))),
        };
        var after = Lineage.Of(more, RandomCascades.AsOf);
        Assert.Contains(S(9), after.Quarantined);
        Assert.All(audience, p => Assert.False(after.People.ContainsKey(p)));
        SameFigures(lineage, after);
    }, WithAllFigures);

    [Fact]
    public void A_person_named_differently_changes_no_total() => ForEach((facts, lineage, number) =>
    {
        // erasing a person leaves a pseudonym that means nobody: the figures must not depend on who it is
        var everybody = lineage.People.Keys.OrderBy(p => p.Value).ToArray();
        if (everybody.Length == 0) return;
        var erased = everybody[number % everybody.Length];
        LearnerId Of(LearnerId person) => person == erased ? P("X") : person;
        var renamed = facts with
        {
            Seeds = [.. facts.Seeds.Select(s => s with { Person = Of(s.Person) })],
            Sessions = [.. facts.Sessions.Select(s => s with { Trainers = [.. s.Trainers.Select(Of)] })],
            Exposures = [.. facts.Exposures.Select(e => e with { Person = Of(e.Person) })],
            Qualifications = [.. facts.Qualifications.Select(q => q with { Person = Of(q.Person) })],
            Pledges = [.. facts.Pledges.Select(p => p with { Person = Of(p.Person) })],
            Answers = [.. facts.Answers.Select(a => a with { Person = Of(a.Person) })],
            Posts = [.. facts.Posts.Select(p => p with { Person = Of(p.Person) })],
        };
        SameFigures(lineage, Lineage.Of(renamed, RandomCascades.AsOf));
    }, WithAllFigures);

    [Fact]
    public void Contesting_a_session_and_resolving_it_restores_everything() => ForEach((facts, lineage, number) =>
    {
        var frozen = facts with { Sessions = [.. facts.Sessions.Select((s, i) => i == number % facts.Sessions.Length ? s with { Contested = true } : s)] };
        Assert.True(Quantity.Reach(Lineage.Of(frozen, RandomCascades.AsOf)) <= Quantity.Reach(lineage));
        var resolved = frozen with { Sessions = [.. frozen.Sessions.Select((s, i) => s with { Contested = facts.Sessions[i].Contested })] };
        SameFigures(lineage, Lineage.Of(resolved, RandomCascades.AsOf));
    }, WithAllFigures);

    /// <summary>To the last bit: every sum is taken in an order that does not depend on the order of people or facts.</summary>
    private static void SameFigures(Lineage one, Lineage other) =>
        Assert.Equal(Figures.Of(one, sensitive: false).ToArray(), Figures.Of(other, sensitive: false).ToArray());

    private static HashSet<LearnerId> Ancestors(Lineage lineage, LearnerId person)
    {
        HashSet<LearnerId> found = [];
        var open = new Queue<LearnerId>(lineage.People[person].Parents);
        while (open.TryDequeue(out var next))
            if (found.Add(next))
                foreach (var parent in lineage.People[next].Parents) open.Enqueue(parent);
        return found;
    }

    private static void ForEach(Action<CascadeFacts, Lineage, int> holds, int cascades = Cascades)
    {
        for (var number = 0; number < cascades; number++)
        {
            var facts = RandomCascades.Of(number);
            try
            {
                holds(facts, Lineage.Of(facts, RandomCascades.AsOf), number);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"It does not hold for cascade {number}.", e);
            }
        }
    }
}
