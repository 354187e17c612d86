using System.Collections.Immutable;
using LearningHub.Grains.Identity;

namespace LearningHub.Tests.Identity;

public sealed class DuplicateSearchTests
{
    private static readonly (Guid, string) Registry = (new(1, 0, 0, new byte[8]), "Registry");
    private static readonly (Guid, string) Field = (new(1, 0, 0, new byte[8]), "Field");
    private static readonly (Guid, string) Elsewhere = (new(2, 0, 0, new byte[8]), "");

    /// <summary>Pairs of Winkler's own papers and of the US Census report, to three places.</summary>
    [Theory]
    [InlineData("martha", "marhta", 0.961)]
    [InlineData("dwayne", "duane", 0.840)]
    [InlineData("dixon", "dicksonx", 0.813)]
    public void Likeness_of_words_is_jaro_winkler(string one, string other, double likeness) => Assert.Equal(likeness, DuplicateScore.Of(one, other), 3);

    [Theory]
    [InlineData("UWIMANA Claudine", "Claudine Uwimana", NameAgreement.Same)]
    [InlineData("Espérance N'Diaye", "ndiaye esperance", NameAgreement.Same)]
    [InlineData("Dr. Amina Yusuf (Kigali)", "Amina Yusuf", NameAgreement.Same)]
    [InlineData("Søren Łukasz", "Soren Lukasz", NameAgreement.Same)]
    [InlineData("Jean-Bosco Habimana", "Habimana Jean Bosco", NameAgreement.Same)]
    [InlineData("Mohamed Farah", "Mohammed Farah", NameAgreement.Close)]
    [InlineData("Uwimana Claudine", "Uwimanna Claudin", NameAgreement.Close)]
    [InlineData("J. Habimana", "Jean Habimana", NameAgreement.Part)]
    [InlineData("Claudine Uwimana", "Marie Claudine Uwimana", NameAgreement.Part)]
    [InlineData("Claudine Uwimana", "Claudine Mukamana", NameAgreement.Different)]
    [InlineData("Claudine", "Claudine Uwimana", NameAgreement.Different)]
    [InlineData("J. B.", "Jean Bosco", NameAgreement.Different)]
    [InlineData("阿明", "阿明", NameAgreement.Same)]
    public void Names_agree_in_any_order_without_marks_and_by_initials(string one, string other, NameAgreement agreement)
    {
        Assert.Equal(agreement, DuplicateScore.Names(NameWords.Of(one), NameWords.Of(other)));
        Assert.Equal(agreement, DuplicateScore.Names(NameWords.Of(other), NameWords.Of(one)));
    }

    [Fact]
    public void A_rare_name_at_one_institution_is_likely_and_a_common_name_at_two_is_nothing()
    {
        Assert.True(Weight("Uwimana Claudine", "Claudine Uwimana", Registry, Registry, bearers: 2) >= DuplicateScore.Likely);
        Assert.InRange(Weight("Uwimana Claudine", "Claudine Uwimana", null, null, bearers: 2), DuplicateScore.Possible, DuplicateScore.Likely);
        Assert.True(Weight("Jean Bosco", "Bosco Jean", Registry, Elsewhere, bearers: 200) < DuplicateScore.Possible);
        Assert.True(Weight("J. Habimana", "Jean Habimana", Registry, Field, bearers: 1) < DuplicateScore.Possible);
        Assert.True(Weight("J. Habimana", "Jean Habimana", Registry, Registry, bearers: 1) >= DuplicateScore.Possible);
        Assert.True(Weight("Claudine Uwimana", "Eric Mugisha", Registry, Registry, bearers: 1) < 0);
    }

    [Fact]
    public void Thousands_of_people_are_searched_without_comparing_everybody_with_everybody()
    {
        var random = new Random(7);
        string[] first = [.. Enumerable.Range(0, 400).Select(_ => Word(random, 3))];
        string[] last = [.. Enumerable.Range(0, 4000).Select(_ => Word(random, 4))];
        List<Likeable> people = [.. Enumerable.Range(0, 5_000).Select(_ => Person($"{first[(int)(400 * Math.Pow(random.NextDouble(), 3))]} {last[random.Next(last.Length)]}", random))];
        // A hundred of them came again, each written in another way and at the same institution.
        var again = people.Take(100).Select(person => person with { Id = Guid.NewGuid(), Words = [.. NameWords.Of(Otherwise(person.Words, random))] }).ToList();
        var truth = people.Zip(again, (one, other) => Pair(one.Id, other.Id)).ToHashSet();

        var (pairs, _, compared) = DuplicateSearch.Of([.. people, .. again]);
        var found = pairs.Select(pair => Pair(pair.One, pair.Other)).ToHashSet();
        Assert.True(compared < 30 * 5_100, $"{compared} pairs were compared."); // all pairs would be 13 million
        Assert.True(found.Count(truth.Contains) >= 90, $"{found.Count(truth.Contains)} of 100 were found.");
        var shown = pairs.Take(100).Count(pair => truth.Contains(Pair(pair.One, pair.Other)));
        Assert.True(shown >= 70, $"{shown} of the 100 weightiest pairs are one person.");
    }

    private static double Weight(string one, string other, (Guid, string)? at, (Guid, string)? there, int bearers) => DuplicateScore.Of(
        new(Guid.NewGuid(), NameWords.Of(one), at is { } here ? [here] : []), new(Guid.NewGuid(), NameWords.Of(other), there is { } elsewhere ? [elsewhere] : []), bearers, 20_000).Weight;

    private static Likeable Person(string name, Random random) => new(Guid.NewGuid(), NameWords.Of(name), random.Next(4) == 0 ? [] : [(new Guid(random.Next(40), 0, 0, new byte[8]), $"Unit {random.Next(6)}")]);

    private static string Otherwise(ImmutableArray<string> words, Random random) => random.Next(3) switch
    {
        0 => $"{words[1].ToUpperInvariant()} {words[0]}",
        1 => $"{words[0]} {words[1][..^2]}{words[1][^1]}",
        _ => $"{words[1]} {words[0]}{words[0][^1]}",
    };

    private static string Word(Random random, int syllables) => string.Concat(Enumerable.Range(0, syllables).Select(_ => $"{"bdfgkmnrstwz"[random.Next(12)]}{"aeiou"[random.Next(5)]}"));

    private static (Guid, Guid) Pair(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);
}
