using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Common;
using LearningHub.Tests.Common;
using LearningHub.Web.Cohorts;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

/// <summary>What pages make of a lineage: rows behind figures, the tree, the sentence of the first screen, districts and months.</summary>
public sealed class ViewsTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_rows_behind_a_figure_give_the_figure(int number)
    {
        var lineage = Lineage.Of(RandomCascades.Of(number), RandomCascades.AsOf);
        foreach (var figure in Figures.Of(lineage, sensitive: false).Where(f => f.Value is not null))
        {
            var rows = FigureRows.Of(lineage, figure.Definition, figure.Slice, sensitive: false);
            double Sum() => rows.Sum(r => r.Counted!.Value);
            double? expected = figure.Definition.Id switch
            {
                "reach" or "contacts" or "claimed-heads" or "generation-size" => Sum(),
                "duplication" => Sum() / Quantity.Contacts(lineage),
                "verified-share" => Sum() / rows.Sum(r => r.Of!.Value),
                "fan-out" or "reproduction" => Sum() / rows.Length,
                "activation" => rows.Count(r => r.Reason == RowReason.Taught) / (double)rows.Length,
                "yield" => Sum() / rows.Count(r => r.Reason == RowReason.Taught),
                "dose" => Sum() / rows.Length,
                "concentration" => rows.OrderByDescending(r => r.Counted).Take((rows.Length + 4) / 5).Sum(r => r.Counted!.Value) / Sum(),
                "generation-interval" => rows.Select(r => r.Counted!.Value).Order().ToList() is var days ? (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2 : null,
                "spot-check-share" => Sum() / rows.Sum(r => r.Of!.Value),
                "spot-checks-unreachable" or "lots-accepted" or "lots-refused" => Sum(),
                "conversion-people" => rows.Where(r => r.Reason == RowReason.Kept).Select(r => r.Person).Distinct().Count() / (double)rows.Select(r => r.Person).Distinct().Count(),
                _ => null,
            };
            if (expected is { } value) Assert.True(Math.Abs(value - figure.Value!.Value) < 1e-9, $"{figure.Definition} {figure.Slice}: the rows say {value}, the figure {figure.Value}.");
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_rows_behind_a_figure_on_answers_are_its_first_answers_by_session_where_enough_people_answered(int number)
    {
        var lineage = Lineage.Of(RandomCascades.Of(number), RandomCascades.AsOf);
        foreach (var g in Enumerable.Range(0, Quantity.Generations(lineage).Length))
        {
            var expected =
                from answer in lineage.Facts.Answers
                where answer is { Anchor: true, Occasion: AnswerOccasion.Post } && answer.At <= lineage.AsOf && lineage.People.TryGetValue(answer.Person, out var place) && place.Generation == g
                group answer by (answer.Person, answer.Item) into same
                let first = same.OrderBy(a => a.At).ThenBy(a => a.Option, StringComparer.Ordinal).First()
                group first by lineage.People[first.Person].ReachedIn into session
                where session.Select(a => a.Person).Distinct().Count() >= 5
                select (session.Key, (double?)session.Count(a => a.Correct), (double?)session.Count());
            Assert.Equal(
                expected.OrderBy(row => row.Key?.Value),
                FigureRows.Of(lineage, Definitions.ScoreAfter, $"g={g}", sensitive: false).Select(row => (row.Session, row.Counted, row.Of)).OrderBy(row => row.Session?.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void In_the_tree_each_session_stands_once_and_the_branches_hold_the_whole_reach(int number)
    {
        var lineage = Lineage.Of(RandomCascades.Of(number), RandomCascades.AsOf);
        var tree = ProgrammeTree.Of(lineage);
        Assert.Equal(lineage.Facts.Sessions.Where(s => s.HeldAt <= lineage.AsOf).Select(s => s.Session).Distinct().Count(), tree.All.Count());
        Assert.Equal(Quantity.Reach(lineage), tree.Roots.Sum(k => k.Reached + k.Below));
        Assert.Equal(tree.All.Count(), tree.Roots.Sum(k => 1 + k.SessionsBelow));
        Assert.All(tree.All, k => Assert.True(k.Parent is null || tree.Find(k.Parent.Value)!.Fact.HeldAt < k.Fact.HeldAt));
        Assert.All(tree.All, k => Assert.Equal(k, tree.Way(k.Fact.Session)[^1]));
    }

    [Fact]
    public void A_filter_keeps_what_fits_and_the_way_to_it()
    {
        var tree = ProgrammeTree.Of(Seen);
        Assert.Equal([S(1), S(4)], tree.Keeping(k => k.Fact.Session == S(4)).OrderBy(s => s.Value));
        Assert.Equal((3, 1), (tree.Find(S(1))!.Below, tree.Find(S(1))!.SessionsBelow));
    }

    [Fact]
    public void Contested_and_quarantined_sessions_stand_in_the_tree_and_in_no_number()
    {
        var facts = Facts with { Sessions = [.. Facts.Sessions.Select(s => s.Session == S(3) ? s with { Contested = true } : s)] };
        var tree = ProgrammeTree.Of(Lineage.Of(facts, AsOf));
        Assert.Equal((KnotStanding.Contested, 0), (tree.Find(S(3))!.Standing, tree.Find(S(3))!.Reached));
        Assert.Equal(KnotStanding.Quarantined, tree.Find(S(5))!.Standing); // f1 was reached in the contested one alone
    }

    [Fact]
    public void The_last_month_ends_with_the_reach_and_the_steps_do_not_move_with_the_day()
    {
        var months = MonthEnd.Of(Seen);
        Assert.Equal((Quantity.Reach(Seen), Quantity.ClaimedHeads(Seen)), (months[^1].Reached, months[^1].Claimed));
        Assert.Equal(months.Select(m => m.Reached).Order(), months.Select(m => m.Reached));
        var last = DateOnly.FromDateTime(AsOf.UtcDateTime);
        Assert.Equal(MonthEnd.Ends(Seen, last), MonthEnd.Ends(Lineage.Of(Facts, Day(50)), last));
    }

    [Fact]
    public void The_sentence_names_the_message_that_fell_most_and_the_step_that_fewest_passed()
    {
        var lineage = Falling(messageOne: [1.0, 0.9], messageTwo: [0.9, 0.4]);
        var found = Bottleneck.Of(lineage, sensitive: false);
        Assert.Equal(("M2", 1), (found.Lost!.Message, found.Lost.Generation));
        Assert.Equal((0.9, 0.4, 20), (found.Lost.Before, found.Lost.After, found.Lost.People));
        Assert.Equal(CascadeStep.PledgeToSession, found.Stopped!.Step);
        Assert.Equal((1, 20), (found.Stopped.Share.Count, found.Stopped.Share.Of));
        Assert.Equal(
            "So far the cascade lost most on “Keep your papers” (90 % right before, 40 % at generation 1, n = 20) and stopped at pledge → session (π = 0.05, n = 20).",
            CascadeWording.Say(EnglishTexts.Of(), found with { ThisQuarter = false }, _ => "Keep your papers"));
    }

    [Fact]
    public void Of_protection_content_the_sentence_counts_people_in_steps()
    {
        var found = Bottleneck.Of(Falling([1.0, 0.9], [0.9, 0.4]), sensitive: true);
        Assert.DoesNotContain("20", CascadeWording.Say(EnglishTexts.Of(), found, _ => "Keep your papers", sensitive: true), StringComparison.Ordinal);
        Assert.Contains("n at least 11", CascadeWording.Say(EnglishTexts.Of(), found, _ => "Keep your papers", sensitive: true), StringComparison.Ordinal);
        Assert.Null(Bottleneck.Of(Falling([1.0, 0.9], [0.9, 0.4], people: 10), sensitive: true).Stopped);
    }

    [Fact]
    public void A_little_more_than_fifteen_points_raises_the_alarm()
    {
        var cell = HeatMap.Of(Falling([1.0, 22.01 / 26], [1.0, 1.0], people: 26), sensitive: false).At("M1", 1)!;
        Assert.True(cell.Alarm);
        Assert.Equal(15.38, cell.Drop!.Value, 2);
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(5, 5, true)]
    [InlineData(9, 5, false)]
    [InlineData(10, 5, true)]
    [InlineData(6, 1, false)]
    [InlineData(6, 0, false)]
    public void An_employer_sees_who_still_holds_it_only_where_nobody_is_known_by_it(int asked, int still, bool shown) =>
        Assert.Equal(shown, new EffectiveCoverage(new(20, new(new(Guid.NewGuid()), "", 40, new(2026, 1, 1), "HR")), asked, asked, still).MayShow(sensitive: false));

    [Fact]
    public void A_message_that_fell_in_a_small_group_is_not_named()
    {
        var lineage = Falling([1.0, 0.9], [0.9, 0.4], people: 9);
        Assert.Null(Bottleneck.Of(lineage, sensitive: false).Lost);
        Assert.StartsWith("This quarter", CascadeWording.Say(EnglishTexts.Of(), new(true, null, null), m => m), StringComparison.Ordinal);
    }

    [Fact]
    public void Districts_are_counted_in_steps_and_protection_content_leaves_small_ones_out()
    {
        var districts = DistrictReach.Of(In(s => s == S(1) ? "North" : s == S(2) ? "South" : "Lake"), sensitive: false);
        Assert.Equal(3, districts.Length);
        Assert.All(districts, d => Assert.Equal(0, d.People % 5));
        Assert.Equal(0, districts.Single(d => d.Name == "South").People); // two people
        Assert.All(DistrictReach.Of(In(s => s == S(1) ? "North" : "South"), sensitive: true), d => Assert.Equal(11, d.People));
        static Lineage In(Func<CascadeSessionId, string> district) => Lineage.Of(Facts with { Sessions = [.. Facts.Sessions.Select(s => s with { District = district(s.Session) })] }, AsOf);
    }

    [Fact]
    public void A_smaller_staff_number_stands_in_the_history_of_coverage()
    {
        var institution = new InstitutionId(Guid.NewGuid());
        DateOnly On(int day) => DateOnly.FromDateTime(Day(day).Date);
        var facts = Facts with
        {
            Staff = [new(institution, "", 40, On(10), "HR list"), new(institution, "", 20, On(100), "HR list")],
            Posts = [.. ((string[])["A", "e1", "e2"]).Select(name => new PostFact(P(name), institution, "Registry", On(0), name == "e2" ? On(150) : null))],
        };
        var lineage = Lineage.Of(facts, AsOf);
        var history = CoverageDay.Of(lineage, institution, step: 1);
        Assert.Equal([On(10), On(100)], history.Where(day => day.Changed).Select(day => day.Day));
        Assert.Equal([1, 3], history.Where(day => day.Changed).Select(day => day.Qualified));
        Assert.Equal((2, 20), (history[^1].Qualified, history[^1].Declared!.Eligible));
        Assert.Equal(new InstitutionPeople(2, 1), InstitutionPeople.Of(lineage, institution));
        Assert.Equal(0, UnitGap.Of(lineage, institution, sensitive: false).Single().Qualified); // fewer than five
    }

    [Fact]
    public void Recognition_needs_colleagues_who_hold_it_and_never_a_count_alone()
    {
        Recognition Of(double held, int people) => Falling([1.0, held], [1.0, held], people) is var lineage
            ? Recognition.Of(lineage, Branch.Of(lineage, lineage.Facts.Seeds[0].Person), sensitive: false) : null!;
        Assert.Equal(PassingOn.None, Of(1, 4).Level);
        Assert.Equal(PassingOn.PassesOn, Of(0.5, 40).Level);
        Assert.Equal(PassingOn.PassesOnWell, Of(0.9, 10).Level);
        var held = Falling([1.0, 0.5], [1.0, 0.9]);
        Assert.Equal(["M1", "M2"], HeldMessage.Of(held, Branch.Of(held, held.Facts.Seeds[0].Person), sensitive: false).Select(m => m.Message));
        Assert.Null(HeldMessage.Of(Falling([1, 1], [1, 1], 4) is var few ? few : null!, Branch.Of(few, few.Facts.Seeds[0].Person), sensitive: false)[0].Held);
    }

    [Fact]
    public void Rows_on_answers_are_by_session_and_leave_small_sessions_out()
    {
        var lineage = Falling([1.0, 0.9], [0.9, 0.4], people: 12);
        var rows = FigureRows.Of(lineage, Definitions.MessageSurvival, "g=1;message=M2", sensitive: false);
        Assert.All(rows, row => Assert.Null(row.Person));
        Assert.Equal((4.0, 12.0), (rows.Single().Counted, rows.Single().Of));
        Assert.Empty(FigureRows.Of(Falling([1.0, 0.9], [0.9, 0.4], people: 4), Definitions.MessageSurvival, "g=1;message=M2", sensitive: false));
    }

    [Fact]
    public void Rows_behind_a_gain_hold_only_those_who_answered_before_too()
    {
        var lineage = Falling([1.0, 0.9], [0.9, 0.4], people: 12);
        Assert.Empty(FigureRows.Of(lineage, Definitions.Gain, "g=1", sensitive: false));
        var before = lineage.Facts.Answers.Where(a => lineage.People[a.Person].Generation == 1).DistinctBy(a => a.Person).Take(6).Select(a => new AnswerFact(a.Person, AnswerOccasion.Pre, a.Item, a.Message, true, "a", false, null, "link", "en", Day(90)));
        var row = FigureRows.Of(Lineage.Of(lineage.Facts with { Answers = [.. lineage.Facts.Answers, .. before] }, Day(105)), Definitions.Gain, "g=1", sensitive: false).Single();
        Assert.Equal((null, 12.0), (row.Person, row.Of)); // six people, two questions each
        Assert.Equal((14.0, 24.0), FigureRows.Of(lineage, Definitions.ScoreAfter, "g=1", sensitive: false).Single() is var all ? (all.Counted, all.Of) : default);
    }

    [Fact]
    public void A_short_id_is_five_letters_that_nobody_misreads()
    {
        var id = ShortId.Of(new LearnerId(Guid.Parse("0190a000-0000-7000-8000-0000ffffffff")));
        Assert.Equal("ZZZZZ", id);
        Assert.NotEqual(ShortId.Of(new LearnerId(Guid.NewGuid())), ShortId.Of(new LearnerId(Guid.NewGuid())));
    }

    /// <summary>So many workshop people, of whom one taught as many; both generations answered one question on each of two messages.</summary>
    private static Lineage Falling(double[] messageOne, double[] messageTwo, int people = 20)
    {
        LearnerId Person(int generation, int number) => new(new Guid(generation, (short)number, 0, new byte[8]));
        var session = new CascadeSessionId(Guid.NewGuid());
        IEnumerable<AnswerFact> Answers(int generation, string message, double share) => Enumerable.Range(0, people).Select(i => new AnswerFact(
            Person(generation, i), AnswerOccasion.Post, $"Q-{message}", message, true, "a", i < (int)(share * people), null, "link", "en", Day(generation == 0 ? 0 : 101)));
        var facts = new CascadeFacts(Module)
        {
            Seeds = [.. Enumerable.Range(0, people).Select(i => new SeedFact(Person(0, i), Day(0)))],
            Sessions = [new(session, Day(20), [Person(0, 0)], 45, people)],
            Exposures = [.. Enumerable.Range(0, people).Select(i => new ExposureFact(session, Person(1, i), EvidenceTier.Confirmed, Day(20), Qualified: true))],
            Answers = [.. from g in (int[])[0, 1] from a in Answers(g, "M1", messageOne[g]).Concat(Answers(g, "M2", messageTwo[g])) select a],
        };
        return Lineage.Of(facts, Day(105));
    }
}
