using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Learning;
using LearningHub.Web.Cascade;

namespace LearningHub.Tests.Cascade;

/// <summary>Goes through every truth of a small size, gathers those that publish the same, and asks what a reader could still rule out.</summary>
public sealed class SuppressionTests
{
    private const int Step = 3;
    private static readonly string[] Names = ["a", "b", "c", "d"];

    [Fact]
    public void Published_parts_add_up_and_are_less_than_a_step_from_the_truth()
    {
        foreach (var counts in Counts(parts: 4, most: 8))
        {
            var cut = InSteps(counts);
            Assert.Equal(cut.Total, cut.Parts.Sum(part => part.People));
            Assert.Equal(Suppression.Floor(counts.Sum(), Step), cut.Total);
            for (var part = 0; part < counts.Length; part++)
            {
                Assert.Equal(0, cut.Of(Names[part]) % Step);
                Assert.InRange(counts[part] - cut.Of(Names[part]), 1 - Step, Step - 1);
            }
        }
    }

    [Fact]
    public void No_part_of_a_cut_can_be_narrowed_below_a_step() => Open(
        from counts in Counts(parts: 3, most: 11)
        where counts.Sum() <= 11
        select (Seen: Show(InSteps(counts)), Secrets: counts),
        complete: seen => Total(seen).Sum() + Step - 1 <= 11);

    [Fact]
    public void A_second_cut_of_the_same_people_tells_nothing_more() => Open(
        from one in Counts(parts: 3, most: 8)
        where one.Sum() <= 8
        from other in Counts(parts: 3, most: 8)
        where other.Sum() == one.Sum()
        select (Seen: Show(InSteps(one)) + "|" + Show(InSteps(other)), Secrets: (int[])[.. one, .. other]),
        complete: seen => Total(seen.Split('|')[0]).Sum() + Step - 1 <= 8);

    [Fact]
    public void Two_exports_of_different_days_cannot_be_subtracted() => Open(
        from before in Counts(parts: 3, most: 5)
        where before.Sum() <= 5
        from growth in Counts(parts: 3, most: 8)
        let after = before.Zip(growth, (count, more) => count + more).ToArray()
        where after.Sum() <= 8
        select (Seen: Show(InSteps(before)) + "|" + Show(InSteps(after)), Secrets: (int[])[.. before, .. after, .. growth]), least: Step - 1,
        complete: seen => Total(seen.Split('|')[0]).Sum() + Step - 1 <= 5 && Total(seen.Split('|')[1]).Sum() + Step - 1 <= 8);

    [Fact]
    public void Beside_an_exact_total_a_cut_shows_so_many_people_that_every_part_stays_open() => Open(
        from known in (int[])[2, 5, 8, 11]
        from counts in Counts(parts: 3, most: known)
        where counts.Sum() == known
        select (Seen: $"{known}:{Show(Beside(counts))}", Secrets: counts), complete: _ => true);

    [Fact]
    public void Beside_exact_totals_of_two_days_a_cut_stays_or_grows_by_whole_steps_and_cannot_be_subtracted() => Open(
        from days in ((int Before, int After)[])[(2, 5), (2, 8), (5, 8), (5, 11)]
        from before in Counts(parts: 3, most: days.Before)
        where before.Sum() == days.Before
        from growth in Counts(parts: 3, most: days.After - days.Before)
        where growth.Sum() == days.After - days.Before
        let after = before.Zip(growth, (count, more) => count + more).ToArray()
        select (Seen: $"{days}:{Show(Beside(before))}|{Show(Beside(after))}", Secrets: (int[])[.. before, .. after]), complete: _ => true, least: Step - 1);

    [Fact]
    public void People_who_come_in_between_two_steps_change_nothing()
    {
        var since = GoldenExample.Day(0);
        var people = Enumerable.Range(0, 14).Select(i => (Part: Names[i * 7 % 3], Since: since.AddDays(i))).ToList();
        foreach (var (fewer, more) in ((int, int)[])[(5, 7), (8, 10), (11, 13)])
            Assert.Equal(Show(Suppression.BesideTotal(people.Take(fewer), Step)), Show(Suppression.BesideTotal(people.Take(more), Step)));
        Assert.Empty(Suppression.BesideTotal(people.Take(1), Step).Parts);
    }

    [Fact]
    public void Beside_a_total_the_last_to_become_known_stay_out_as_if_all_were_sorted()
    {
        var random = new Random(4);
        for (var count = 0; count < 60; count++)
        {
            var people = Enumerable.Range(0, count).Select(_ => (Part: Names[random.Next(3)], Since: GoldenExample.Day(random.Next(9)))).ToList();
            var first = people.OrderBy(p => p.Since).ThenBy(p => p.Part, StringComparer.Ordinal).Take(Math.Max(0, (count + 1) / Step * Step - 1));
            Assert.Equal(Show(Suppression.InSteps(first.Select(p => p.Part), Step)), Show(Suppression.BesideTotal(people, Step)));
        }
    }

    [Theory]
    [InlineData(4, 4, 0)]
    [InlineData(5, 5, 0)] // all of them: it would tell of each
    [InlineData(9, 9, 5)]
    [InlineData(9, 4, 0)]
    [InlineData(12, 7, 5)]
    public void A_trainer_sees_how_many_of_hers_can_teach_only_in_steps(int reached, int passed, int shown)
    {
        var step = Enumerable.Range(0, reached).Select(i => new Place(new(Guid.NewGuid()), 1, [], new(Guid.NewGuid()), GoldenExample.Day(i), i < passed ? GoldenExample.Day(i) : null));
        var module = new Module(new("m", 1), "M", "en", "M", "", 0.7, false, "", [], [], [], [], null, null, null, []);
        var tree = TreeView.Of(module, Lineage.Of(new(module.Id), GoldenExample.AsOf), new(Guid.NewGuid()), 0, 0, 0);
        Assert.Equal((shown, 0), (tree.CanTeach([.. step]), tree.Taught([.. step])));
    }

    /// <summary>Every secret number must have so many possible values among the truths that show the same: a whole step from one export, one less from two.</summary>
    /// <param name="complete">All truths that could show this were gone through.</param>
    private static void Open(IEnumerable<(string Seen, int[] Secrets)> truths, Func<string, bool> complete, int least = Step)
    {
        var checkedOnes = 0;
        foreach (var same in truths.GroupBy(truth => truth.Seen).Where(group => complete(group.Key)))
        {
            var all = same.Select(truth => truth.Secrets).ToList();
            for (var secret = 0; secret < all[0].Length; secret++)
            {
                checkedOnes++;
                var possible = all.Select(secrets => secrets[secret]).Distinct().Count();
                Assert.True(possible >= least, $"{same.Key}: number {secret} can only be {string.Join(" or ", all.Select(secrets => secrets[secret]).Distinct())}.");
            }
        }

        Assert.NotEqual(0, checkedOnes);
    }

    private static IEnumerable<int[]> Counts(int parts, int most) => parts == 0
        ? [[]]
        : Counts(parts - 1, most).SelectMany(rest => Enumerable.Range(0, most + 1).Select(count => (int[])[.. rest, count]));

    private static PublishedCut InSteps(int[] counts) => Suppression.InSteps(counts.SelectMany((count, part) => Enumerable.Repeat(Names[part], count)), Step);

    private static PublishedCut Beside(int[] counts) =>
        Suppression.BesideTotal(counts.SelectMany((count, part) => Enumerable.Repeat((Names[part], GoldenExample.Day(0)), count)), Step);

    private static string Show(PublishedCut cut) => string.Join(",", Names.Select(name => cut.Of(name)));

    private static int[] Total(string seen) => [.. seen.Split(',').Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];
}
