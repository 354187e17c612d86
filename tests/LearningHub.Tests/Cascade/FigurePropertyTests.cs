using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Tests.Common;
using LearningHub.Tests.Evidence;

namespace LearningHub.Tests.Cascade;

/// <summary>Every published figure of random cascades against a second, plain computation of it.</summary>
public sealed class FigurePropertyTests
{
    [Theory]
    [InlineData(0, 20)]
    [InlineData(RandomCascades.Large, 2)]
    public void Every_figure_is_what_a_plain_computation_from_the_definitions_finds(int from, int cascades)
    {
        for (var number = from; number < from + cascades; number++)
        {
            var facts = RandomCascades.Of(number);
            var published = Figures.Of(Lineage.Of(facts, RandomCascades.AsOf), sensitive: false).ToDictionary(f => $"{f.Definition.Id} {f.Slice}");
            var plain = new PlainFigures(facts, RandomCascades.AsOf).All;
            Assert.Equal(plain.Keys.Order(StringComparer.Ordinal), published.Keys.Order(StringComparer.Ordinal));
            foreach (var (name, expected) in plain)
            {
                var found = published[name];
                Assert.True(expected.N == found.N && Same(expected.Value, found.Value) && Same(expected.Low, found.Low) && Same(expected.High, found.High),
                    $"Cascade {number}, {name}: {found.Value} ({found.N}) [{found.Low} to {found.High}], plainly {expected.Value} ({expected.N}) [{expected.Low} to {expected.High}].");
            }
        }
    }

    [Theory]
    [InlineData(0, false, true)]
    [InlineData(1, false, false)]
    [InlineData(9, false, false)]
    [InlineData(10, false, true)]
    [InlineData(10, true, false)]
    [InlineData(11, true, true)]
    public void Worst_and_best_retention_are_withheld_where_few_answered(int answered, bool sensitive, bool shown)
    {
        var (all, asOf) = (TaughtCascades.Of(1), TaughtCascades.AsOf);
        bool Later(AnswerFact answer) => answer.Occasion == AnswerOccasion.Month1;
        var now = all.Answers.Where(answer => Later(answer) && answer.At <= asOf).Select(answer => answer.Person).ToHashSet();
        var few = Lineage.Of(all, asOf).People.Values.Where(place => place.QualifiedAt < asOf.AddDays(-31) && now.Contains(place.Person)).Select(place => place.Person).Take(answered).ToHashSet();
        var figures = Figures.Of(Lineage.Of(all with { Answers = all.Answers.RemoveAll(answer => Later(answer) && !few.Contains(answer.Person)) }, asOf), sensitive);
        Figure Of(Definition definition) => figures.Single(figure => figure.Definition == definition && figure.Slice == "month=1");
        Assert.Equal((shown, shown), (Of(Definitions.KeptWorst).Value is not null, Of(Definitions.KeptBest).Value is not null));
        Assert.Equal(shown && answered > 0, Of(Definitions.KeptRespondents).Value is not null);
    }

    [Fact]
    public void Large_cascades_publish_figures_of_every_definition_with_bounds_where_there_are_some()
    {
        var figures = Enumerable.Range(RandomCascades.Large, 3).SelectMany(number => Figures.Of(Lineage.Of(RandomCascades.Of(number), RandomCascades.AsOf), sensitive: false)).Where(f => f.Value is not null).ToList();
        Assert.Equal(Definitions.All.Select(d => d.Id), figures.Select(f => f.Definition.Id).Distinct().Order(StringComparer.Ordinal));
        Definition[] bounded =
        [
            Definitions.FanOut, Definitions.Yield, Definitions.Reproduction, Definitions.ScoreBefore, Definitions.ScoreAfter, Definitions.Gain, Definitions.Fidelity, Definitions.Retention,
            Definitions.KeptRespondents, Definitions.EffectiveCoverage, Definitions.SpotCheckEstimate, Definitions.Mutation, Definitions.MessageSurvival, Definitions.ConfidentErrors,
        ];
        Assert.All(bounded, definition => Assert.Contains(figures, f => f.Definition == definition && f.Low < f.Value && f.Value < f.High));
        Assert.All(figures.Where(f => f.Low is not null), f => Assert.True(f.Low <= f.High));
    }

    [Fact]
    public void Figures_of_protection_content_move_in_steps_of_eleven_and_add_up()
    {
        foreach (var number in Enumerable.Range(0, 10).Concat(Enumerable.Range(RandomCascades.Large, 2)))
        {
            var lineage = Lineage.Of(RandomCascades.Of(number), RandomCascades.AsOf);
            var figures = Figures.Of(lineage, sensitive: true);
            double? Of(Definition definition) => figures.Single(f => f.Definition == definition).Value;
            Assert.Equal(Of(Definitions.Reach), figures.Where(f => f.Definition == Definitions.Generation && f.Slice != "g=0").Sum(f => f.Value ?? 0));
            foreach (var figure in figures.Where(f => f.Definition != Definitions.LotsAccepted && f.Definition != Definitions.LotsRefused))
            {
                Assert.Equal(0, figure.N % 11);
                if (figure.N == 0 && figure.Value is not null) Assert.Equal(0, figure.Value);
            }

            Assert.All(figures.Where(f => f.Definition == Definitions.Generation || f.Definition == Definitions.Contacts || f.Definition == Definitions.Claimed), f => Assert.Equal(0, f.Value % 11));
            var exact = Quantity.Generations(lineage);
            for (var g = 0; g < exact.Length; g++) Assert.InRange(exact[g] - figures.Single(f => f.Definition == Definitions.Generation && f.Slice == $"g={g}").Value!.Value, -10, 10);
        }
    }

    [Fact]
    public void Every_definition_stands_in_the_documentation_with_its_version()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "cascade-metrics.md"));
        Assert.All(Definitions.All, definition => Assert.Contains($"`{definition}`", text, StringComparison.Ordinal));
    }

    private static bool Same(double? one, double? other) => one is null ? other is null : other is not null && Math.Abs(one.Value - other.Value) <= 1e-9 * Math.Max(1, Math.Abs(one.Value));
}
