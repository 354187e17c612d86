using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Evidence;
using LearningHub.Tests.Cascade;
using LearningHub.Web.Evidence;

namespace LearningHub.Tests.Evidence;

/// <summary>What leaves the house, and what must not.</summary>
public sealed class ReleaseTests(Packs packs) : IClassFixture<Packs>
{
    private static readonly CascadeFacts Facts = TaughtCascades.Of(3);

    [Fact]
    public async Task Protection_content_leaves_its_figures_in_steps_and_no_row_of_a_person()
    {
        var pack = await packs.WriteAsync(Facts, TaughtCascades.AsOf, sensitive: true);
        Assert.All(PackTablesNames, table => Assert.Empty(Packs.Rows(pack, table)));
        Assert.Contains("\"sensitive\": true", Packs.Read(pack, "manifest.json"), StringComparison.Ordinal);
        Assert.Contains("\"id\":\"reach\"", Packs.Read(pack, "figures.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_packs_of_protection_content_a_day_apart_differ_by_nobody_or_by_whole_steps()
    {
        for (var day = 40; day <= 160; day += 20)
        {
            var (before, after) = (Reach(day), Reach(day + 1));
            Assert.Equal(0, (after - before) % 11);
        }

        double Reach(int day) => PackContent.Of(Packs.Programme, Packs.Module(Facts.Module, true), LearningHub.Grains.Cascade.CascadeBook.Of(Facts, GoldenExample.Day(day), true))
            .Figures.First(figure => figure.Definition == Definitions.Reach).Value!.Value;
    }

    [Theory]
    [InlineData("2026-07-01T00:00:00Z", "2026-06-30T23:59:59Z")]
    [InlineData("2026-06-30T23:59:59Z", "2026-06-30T23:59:59Z")]
    [InlineData("2026-06-30T12:00:00Z", "2026-03-31T23:59:59Z")]
    [InlineData("2026-02-11T12:00:00Z", "2025-12-31T23:59:59Z")]
    public void Protection_content_is_published_as_of_the_end_of_a_quarter(string asked, string asOf)
    {
        static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(At(asOf), AsOfText.QuarterEnd(At(asked)));
    }

    [Fact]
    public void Answers_of_a_generation_with_fewer_than_five_people_stay_and_those_of_five_leave()
    {
        var lineage = Lineage.Of(Facts, TaughtCascades.AsOf);
        var third = lineage.People.Values.Where(place => place.Generation == 3).Select(place => place.Person).ToList();
        Assert.True(third.Count > 5);
        int Leave(int people) => Release.Of(Lineage.Of(Facts with { Answers = Facts.Answers.RemoveAll(a => third.Skip(people).Contains(a.Person)) }, TaughtCascades.AsOf), false)
            .Answers.Where(answer => third.Contains(answer.Person)).DistinctBy(answer => answer.Person).Count();
        Assert.Equal((0, 5), (Leave(4), Leave(5)));
    }

    [Fact]
    public async Task Nobody_answers_in_a_cluster_of_fewer_than_five()
    {
        var lineage = Lineage.Of(Facts, TaughtCascades.AsOf);
        Assert.Contains(lineage.Sessions, session => lineage.LearnersOf(session.Fact.Session).Count() is > 0 and < 5);
        var pack = await packs.WriteAsync(Facts, TaughtCascades.AsOf);
        var clusters = Packs.Rows(pack, "answers.csv").GroupBy(row => (row["generation"], row["cluster"])).ToList();
        Assert.True(clusters.Count > 5);
        Assert.All(clusters, cluster => Assert.True(cluster.DistinctBy(row => row["person"]).Count() >= 5));
        Assert.All(clusters, cluster => Assert.All(cluster.GroupBy(row => row["mode"]), way => Assert.True(way.DistinctBy(row => row["person"]).Count() >= 5)));
    }

    [Fact]
    public void Who_was_reached_alone_is_not_among_the_answers_where_no_other_small_session_hides_her()
    {
        var lineage = Lineage.Of(Facts, TaughtCascades.AsOf);
        var large = lineage.Sessions.First(session => lineage.LearnersOf(session.Fact.Session).Count() >= 5).Fact.Session;
        var generation = lineage.LearnersOf(large).First().Generation;
        var alone = lineage.OfGeneration(generation).First(place => place.ReachedIn != large).Person;
        var others = lineage.OfGeneration(generation).Where(place => place.ReachedIn != large && place.Person != alone).Select(place => place.Person).ToHashSet();
        var left = Release.Of(Lineage.Of(Facts with { Answers = Facts.Answers.RemoveAll(answer => others.Contains(answer.Person)) }, TaughtCascades.AsOf), false);
        Assert.DoesNotContain(left.Answers, answer => answer.Person == alone);
        Assert.Contains(left.Answers, answer => lineage.People[answer.Person].ReachedIn == large);
    }

    [Fact]
    public void What_became_known_after_the_as_of_moment_is_in_no_file()
    {
        var asOf = GoldenExample.Day(60);
        var left = Release.Of(Lineage.Of(Facts, asOf), false);
        Assert.All(left.Sessions, session => Assert.True(session.HeldAt <= asOf));
        Assert.All(left.Exposures, exposure => Assert.True(exposure.At <= asOf));
        Assert.All(left.Answers, answer => Assert.True(answer.At <= asOf));
        Assert.All(left.SpotChecks, check => Assert.True(check.DrawnAt <= asOf));
    }

    [Fact]
    public async Task A_person_has_one_name_in_a_programme_another_in_the_next_and_a_third_beside_her_answers()
    {
        var pack = await packs.WriteAsync(Facts, TaughtCascades.AsOf);
        var later = await packs.WriteAsync(Facts, TaughtCascades.AsOf.AddDays(1));
        var elsewhere = await packs.WriteAsync(Facts, TaughtCascades.AsOf, programme: new(Guid.Parse("00000000-0000-7000-8000-00000000000a")));
        HashSet<string> People(string file, string table) => [.. Packs.Rows(file, table).Select(row => row["person"])];
        Assert.Equal(People(pack, "people.csv"), People(later, "people.csv"));
        Assert.Empty(People(pack, "people.csv").Intersect(People(elsewhere, "people.csv")));
        Assert.Empty(People(pack, "people.csv").Intersect(People(pack, "answers.csv")));
        Assert.Empty(People(pack, "answers.csv").Intersect(People(later, "answers.csv")));
    }

    [Fact]
    public async Task Small_institutions_are_not_named_and_no_cell_begins_as_a_formula()
    {
        var rare = Facts.Posts.Select(post => post.Institution).GroupBy(id => id).OrderBy(own => own.Count()).First().Key;
        var pack = await packs.WriteAsync(Facts with { Posts = [.. Facts.Posts.Where(post => post.Institution != rare), .. Facts.Posts.Where(post => post.Institution == rare).Take(4)] }, TaughtCascades.AsOf);
        var posts = Packs.Rows(pack, "people.csv").Where(row => row["institution"].Length > 0).GroupBy(row => row["institution"]).ToList();
        Assert.Contains(posts, own => own.Key[0] == 'I');
        Assert.All(posts.Where(own => own.Key[0] != 'I'), own => Assert.True(own.DistinctBy(row => row["person"]).Count() >= 5));
        Assert.All(posts.SelectMany(own => own), row => Assert.EndsWith("-01", row["inPostFrom"], StringComparison.Ordinal));
        var staff = Packs.Rows(pack, "staff.csv");
        Assert.Contains(staff, row => row["source"].Trim('"') == "'=HR list");
        Assert.All(staff.Where(row => row["institution"][0] == 'I'), row => Assert.Empty(row["source"]));
    }

    [Fact]
    public async Task The_same_facts_in_another_order_make_the_same_bytes()
    {
        var one = await packs.WriteAsync(Facts, TaughtCascades.AsOf);
        var other = await packs.WriteAsync(Facts with { Exposures = [.. Facts.Exposures.Reverse()], Sessions = [.. Facts.Sessions.Reverse()], Answers = [.. Facts.Answers.Reverse()] }, TaughtCascades.AsOf);
        Assert.All([.. PackTablesNames, "figures.json", "manifest.json"], file => Assert.Equal(Packs.Read(one, file), Packs.Read(other, file)));
    }

    private static readonly string[] PackTablesNames =
        ["seeds.csv", "people.csv", "sessions.csv", "exposures.csv", "pledges.csv", "staff.csv", "answers.csv", "spotchecks.csv"];
}
