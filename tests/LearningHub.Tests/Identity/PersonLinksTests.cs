using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Identity.PersonLinkCommand;
using static LearningHub.Domain.Identity.PersonLinkEvent;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Identity;

public sealed class PersonLinksTests
{
    private static readonly DateTimeOffset Now = Day(10);
    private static readonly LearnerId Officer = P("O");

    private static Story<PersonLinkState, PersonLinkCommand, PersonLinkEvent> People => new(PersonLinks.Rules);

    [Fact]
    public void Two_sign_ins_are_merged_by_a_person_and_once()
    {
        People.When(new Merge(Pair("A", "B"), LinkGround.Likeness, Officer, Now)).Then(Merged("A", "B"));
        People.Given(Merged("A", "B")).When(new Merge(Pair("B", "A"), LinkGround.SaidSo, Officer, Now)).ThenNothing();
        People.When(new Merge(new(P("B"), P("A")), LinkGround.Likeness, Officer, Now)).Then(Merged("A", "B"));
        People.When(new Merge(Pair("A", "A"), LinkGround.Likeness, Officer, Now)).ThenRefused("people.one-sign-in");
    }

    [Fact]
    public void Nobody_decides_about_herself() => People.When(new Merge(Pair("A", "B"), LinkGround.Likeness, P("A"), Now)).ThenRefused("people.own-record");

    [Fact]
    public void A_merge_is_taken_back_at_any_time_and_can_come_again()
    {
        People.Given(Merged("A", "B")).When(new Unmerge(Pair("A", "B"), Officer, Now)).Then(new PeopleUnmerged(Pair("A", "B"), Officer, Now));
        People.When(new Unmerge(Pair("A", "B"), Officer, Now)).ThenNothing();
        People.Given(Merged("A", "B"), new PeopleUnmerged(Pair("A", "B"), Officer, Now)).When(new Merge(Pair("A", "B"), LinkGround.Likeness, Officer, Now)).Then(Merged("A", "B"));
    }

    [Fact]
    public void Two_who_are_held_apart_are_not_joined_by_way_of_others()
    {
        var apart = new PeopleHeldApart(Pair("A", "C"), Officer, Now);
        People.When(new HoldApart(Pair("A", "C"), Officer, Now)).Then(apart);
        People.Given(apart, Merged("A", "B")).When(new Merge(Pair("B", "C"), LinkGround.Likeness, Officer, Now)).ThenRefused("people.held-apart");
        People.Given(apart).When(new Merge(Pair("A", "C"), LinkGround.Likeness, Officer, Now)).Then(Merged("A", "C")); // a decision about the same two may change
        People.Given(Merged("A", "B"), Merged("B", "C")).When(new HoldApart(Pair("A", "C"), Officer, Now)).ThenRefused("people.linked-through-others");
        People.Given(Merged("A", "C")).When(new HoldApart(Pair("A", "C"), Officer, Now)).Then(apart);
    }

    [Fact]
    public void A_pair_is_put_off_until_it_is_decided()
    {
        var later = new PairPutOff(Pair("A", "B"), Officer, Now);
        People.When(new PutOff(Pair("A", "B"), Officer, Now)).Then(later);
        People.Given(later).When(new PutOff(Pair("A", "B"), Officer, Now)).ThenNothing();
        People.Given(Merged("A", "B")).When(new PutOff(Pair("A", "B"), Officer, Now)).ThenNothing();
        People.Given(later).When(new Merge(Pair("A", "B"), LinkGround.Likeness, Officer, Now)).Then(Merged("A", "B"));
    }

    [Fact]
    public void A_chain_of_merges_is_one_person_in_whatever_order_it_was_made()
    {
        PersonPair[] chain = [Pair("A", "B"), Pair("B", "C"), Pair("D", "E"), Pair("C", "D"), Pair("X", "Y")];
        for (var seed = 0; seed < 20; seed++)
        {
            var mixed = chain.Concat(chain).ToArray();
            new Random(seed).Shuffle(mixed);
            var map = PersonMap.Of(mixed);
            Assert.All((string[])["A", "B", "C", "D", "E"], name => Assert.Equal(P("A"), map[P(name)]));
            Assert.Equal([P("A"), P("B"), P("C"), P("D"), P("E")], map.Everyone(P("D")).AsEnumerable());
            Assert.True(map.AreOne(P("X"), P("Y")));
            Assert.False(map.AreOne(P("A"), P("X")));
            Assert.Equal([P("Z")], map.Everyone(P("Z")).AsEnumerable());
        }
    }

    [Fact]
    public void A_very_long_chain_costs_no_more_than_its_length()
    {
        var people = Enumerable.Range(0, 50_000).Select(number => new LearnerId(new Guid(number, 0, 0, new byte[8]))).ToArray();
        var map = PersonMap.Of(people.Zip(people.Skip(1), PersonPair.Of).Reverse());
        Assert.Equal(people[0], map[people[^1]]);
        Assert.Equal(people.Length, map.Everyone(people[7]).Length);
    }

    [Fact]
    public void Consent_is_off_until_given_and_taken_back_at_any_time()
    {
        var given = new ConsentEvent.ConsentGiven(ConsentPurpose.InstitutionSeesPass, 1, Now);
        var withdrawn = new ConsentEvent.ConsentWithdrawn(ConsentPurpose.InstitutionSeesPass, Now);
        Story<ConsentState, ConsentCommand, ConsentEvent> hers() => new(Consent.Rules);
        hers().When(new ConsentCommand.GiveConsent(ConsentPurpose.InstitutionSeesPass, 1, Now)).Then(given);
        hers().Given(given).When(new ConsentCommand.GiveConsent(ConsentPurpose.InstitutionSeesPass, 1, Now)).ThenNothing();
        hers().When(new ConsentCommand.WithdrawConsent(ConsentPurpose.InstitutionSeesPass, Now)).ThenNothing();
        hers().Given(given).When(new ConsentCommand.WithdrawConsent(ConsentPurpose.InstitutionSeesPass, Now)).Then(withdrawn);
        hers().Given(given, withdrawn).When(new ConsentCommand.GiveConsent(ConsentPurpose.InstitutionSeesPass, 1, Now)).Then(given);
        hers().When(new ConsentCommand.GiveConsent((ConsentPurpose)99, 1, Now)).ThenRefused("consent.no-such-purpose");
    }

    private static PersonPair Pair(string one, string other) => PersonPair.Of(P(one), P(other));

    private static PeopleMerged Merged(string one, string other) => new(Pair(one, other), LinkGround.Likeness, Officer, Now);
}
