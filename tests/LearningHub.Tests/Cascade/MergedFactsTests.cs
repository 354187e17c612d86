using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

/// <summary>One person counted once, and a merge that can be taken back: on cascades of every shape.</summary>
public sealed class MergedFactsTests
{
    private const int Cascades = 100;
    private static readonly DateTimeOffset Now = Day(200);

    [Fact]
    public void Merging_and_then_taking_every_merge_back_restores_every_figure() => ForEach((facts, people, random) =>
    {
        var before = FiguresOf(facts);
        var state = PersonLinkState.Initial;
        List<PersonPair> merged = [];
        for (var i = 0; i < 6; i++)
        {
            var pair = PersonPair.Of(people[random.Next(people.Length)], people[random.Next(people.Length)]);
            var decision = PersonLinks.Rules.Decide(new PersonLinkCommand.Merge(pair, LinkGround.Likeness, P("O"), Now), state);
            if (decision.Events.IsEmpty) continue;
            state = decision.Events.Aggregate(state, PersonLinks.Rules.Evolve);
            merged.Add(pair);
            FiguresOf(facts.Merged(state.Map)); // a cascade in which anybody is anybody still has figures
        }

        var half = merged.Count / 2;
        var mixed = merged.ToArray();
        random.Shuffle(mixed);
        foreach (var pair in mixed[half..]) state = TakeBack(state, pair);
        // What remains is exactly what those merges alone would have given, whatever stood beside them for a while.
        Assert.Equal(FiguresOf(facts.Merged(PersonMap.Of(mixed[..half]))), FiguresOf(facts.Merged(state.Map)));
        foreach (var pair in mixed[..half]) state = TakeBack(state, pair);
        Assert.Equal(before, FiguresOf(facts.Merged(state.Map)));
    });

    [Fact]
    public void A_merge_counts_as_if_one_sign_in_had_done_it_all() => ForEach((facts, people, random) =>
    {
        // The second implementation knows nothing of merges: it sees facts in which the name was written over by hand.
        var chain = people.OrderBy(_ => random.Next()).Take(3).ToArray();
        var map = PersonMap.Of(chain.Zip(chain.Skip(1), PersonPair.Of));
        var stands = chain.MinBy(person => person.Value);
        var plain = new PlainLineage(Renamed(facts, person => chain.Contains(person) ? stands : person), RandomCascades.AsOf);
        var lineage = Lineage.Of(facts.Merged(map), RandomCascades.AsOf);
        Assert.Equal(plain.Contacts, Quantity.Contacts(lineage));
        foreach (var person in plain.Everybody) Assert.Equal((plain.Generation(person), plain.QualifiedAt(person)), (lineage.People.GetValueOrDefault(person)?.Generation, lineage.People.GetValueOrDefault(person)?.QualifiedAt));
        Assert.DoesNotContain(lineage.People.Keys, person => person != stands && chain.Contains(person));
        Assert.Equal(Quantity.Reach(lineage), Quantity.CreditByTrainer(lineage).Values.Sum(), 9);
    });

    [Fact]
    public void A_trainer_who_confirmed_his_own_session_under_another_sign_in_is_no_learner_of_his_own()
    {
        var map = PersonMap.Of([PersonPair.Of(P("A"), P("e1"))]);
        var (before, after) = (Lineage.Of(Facts, AsOf), Lineage.Of(Facts.Merged(map), AsOf));
        Assert.Equal(Quantity.Reach(before) - 1, Quantity.Reach(after));
        Assert.Equal(0, after.People[P("A")].Generation);
        Assert.Equal([P("A")], after.People[P("h1")].Parents.AsEnumerable()); // what e1 taught, A taught
        Assert.Equal(1, after.People[P("h1")].Generation);
        Assert.Equal(before.People.Count, Lineage.Of(Facts.Merged(PersonMap.Empty), AsOf).People.Count);
    }

    [Fact]
    public void Two_sign_ins_of_one_learner_in_one_session_are_one_contact()
    {
        var after = Lineage.Of(Facts.Merged(PersonMap.Of([PersonPair.Of(P("f1"), P("f2"))])), AsOf);
        Assert.Equal((15, 19), (Quantity.Reach(after), Quantity.Contacts(after)));
    }

    [Fact]
    public void Co_trainers_who_are_one_person_share_nothing()
    {
        var after = Lineage.Of(Facts.Merged(PersonMap.Of([PersonPair.Of(P("B"), P("C"))])), AsOf);
        Assert.Equal(4, Quantity.CreditByTrainer(after)[P("B")]);
    }

    /// <summary>A new kind of fact that names a person must be merged too: this test finds the one that was forgotten.</summary>
    [Fact]
    public void Every_kind_of_fact_that_names_a_person_is_merged()
    {
        var (one, other) = (P("A"), P("B"));
        var facts = new CascadeFacts(GoldenExample.Module);
        foreach (var list in typeof(CascadeFacts).GetProperties().Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>)))
        {
            var fact = list.PropertyType.GetGenericArguments()[0];
            if (!fact.GetProperties().Any(NamesPeople)) continue;
            var made = typeof(MergedFactsTests).GetMethod(nameof(Single), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(fact).Invoke(null, [Make(fact, other)]);
            list.SetValue(facts, made);
            var merged = ((IEnumerable)list.GetValue(facts.Merged(PersonMap.Of([PersonPair.Of(one, other)])))!).Cast<object>().Single();
            foreach (var property in fact.GetProperties().Where(NamesPeople))
                Assert.True(property.GetValue(merged) is LearnerId person ? person == one : ((IEnumerable<LearnerId>)property.GetValue(merged)!).SequenceEqual([one]), $"{list.Name}.{property.Name} still says who was merged into another: add it to MergedFacts.");
        }
    }

    private static bool NamesPeople(PropertyInfo property) => property.PropertyType == typeof(LearnerId) || property.PropertyType == typeof(LearnerId?) || property.PropertyType == typeof(ImmutableArray<LearnerId>);

    private static ImmutableArray<T> Single<T>(T fact) => [fact];

    private static object Make(Type fact, LearnerId person) => Activator.CreateInstance(fact,
        [.. fact.GetConstructors().MaxBy(it => it.GetParameters().Length)!.GetParameters().Select(it =>
            it.ParameterType == typeof(LearnerId) || it.ParameterType == typeof(LearnerId?) ? person
            : it.ParameterType == typeof(ImmutableArray<LearnerId>) ? ImmutableArray.Create(person)
            : it.ParameterType == typeof(string) ? ""
            : it.ParameterType.IsValueType ? Activator.CreateInstance(it.ParameterType) : null)])!;

    private static CascadeFacts Renamed(CascadeFacts facts, Func<LearnerId, LearnerId> of) => facts with
    {
        Seeds = [.. facts.Seeds.Select(s => s with { Person = of(s.Person) })],
        Sessions = [.. facts.Sessions.Select(s => s with { Trainers = [.. s.Trainers.Select(of).Distinct()] })],
        Exposures = [.. facts.Exposures.Select(e => e with { Person = of(e.Person) })],
        Qualifications = [.. facts.Qualifications.Select(q => q with { Person = of(q.Person) })],
    };

    private static PersonLinkState TakeBack(PersonLinkState state, PersonPair pair) =>
        PersonLinks.Rules.Decide(new PersonLinkCommand.Unmerge(pair, P("O"), Now), state).Events.Aggregate(state, PersonLinks.Rules.Evolve);

    private static Figure[] FiguresOf(CascadeFacts facts) => [.. Figures.Of(Lineage.Of(facts, RandomCascades.AsOf), sensitive: false)];

    private static void ForEach(Action<CascadeFacts, LearnerId[], Random> holds)
    {
        for (var number = 0; number < Cascades; number++)
        {
            var facts = RandomCascades.Of(number);
            var people = facts.Seeds.Select(s => s.Person).Concat(facts.Sessions.SelectMany(s => s.Trainers)).Concat(facts.Exposures.Select(e => e.Person)).Distinct().OrderBy(p => p.Value).ToArray();
            try
            {
                holds(facts, people, new Random(number));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"It does not hold for cascade {number}.", e);
            }
        }
    }
}
