using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Normalised gain of one generation on the anchor items, after Hake: (post − pre) / (100 − pre), from the means of matched people.</summary>
/// <remarks>Gain of means, not mean of gains: a single gain is undefined for somebody who began at 100. It does not see drop-outs.</remarks>
/// <param name="PrePercent">Mean before, 0 to 100.</param>
/// <param name="PostPercent">Mean after, 0 to 100, of the same people.</param>
/// <param name="People">Matched people: answered before and after.</param>
public sealed record Gain(double PrePercent, double PostPercent, int People)
{
    /// <summary>⟨g⟩, at most 1; null when the mean before is above 85: too little room to grow for the figure to mean anything.</summary>
    public double? Value => PrePercent > 85 ? null : (PostPercent - PrePercent) / (100 - PrePercent);

    /// <summary>Bounds of ⟨g⟩: cluster bootstrap by session.</summary>
    public Interval? Interval => Resamples?.Of(Gained);

    /// <summary>People, their scores before and after, for each resample.</summary>
    internal Resamples? Resamples { get; init; }

    /// <summary>The gain of one generation; null when nobody answered both before and after.</summary>
    public static Gain? Of(Lineage lineage, int generation)
    {
        var (before, after) = (lineage.Index.Answers(AnswerOccasion.Pre), lineage.Index.Answers(AnswerOccasion.Post));
        var sums = new SessionSums(lineage, columns: 3, answers: true);
        var people = 0;
        foreach (var person in lineage.Index.OfGeneration(generation))
        {
            if (before.ScoreOf(person) is not { } from || after.ScoreOf(person) is not { } to) continue;
            people++;
            sums.Add(person, 0);
            sums.Add(person, 1, from.Right, from.Of);
            sums.Add(person, 2, to.Right, to.Of);
        }

        return people == 0 ? null : new(100.0 * sums.Total(1) / people, 100.0 * sums.Total(2) / people, people) { Resamples = sums.Resample($"gain;g={generation}") };
    }

    /// <summary>⟨g⟩ of one resample; null where everybody in it began at 100.</summary>
    internal static double? Gained(double[] sum)
    {
        var (pre, post) = (100.0 * sum[1] / sum[0], 100.0 * sum[2] / sum[0]);
        return pre >= 100 ? null : (post - pre) / (100 - pre);
    }
}

/// <summary>Mean anchor score of one generation on one occasion.</summary>
/// <param name="Percent">0 to 100; each person weighs the same.</param>
public sealed record MeanScore(double Percent, int People)
{
    /// <summary>Bounds of the mean: cluster bootstrap by session.</summary>
    public Interval? Interval => Resamples?.Of(sum => 100.0 * sum[1] / sum[0]);

    internal Resamples? Resamples { get; init; }

    /// <summary>The mean; null when nobody of the generation answered on that occasion.</summary>
    public static MeanScore? Of(Lineage lineage, int generation, AnswerOccasion occasion)
    {
        var answers = lineage.Index.Answers(occasion);
        var sums = new SessionSums(lineage, columns: 2, answers: true);
        var people = 0;
        foreach (var person in lineage.Index.OfGeneration(generation))
        {
            if (answers.ScoreOf(person) is not { } score) continue;
            people++;
            sums.Add(person, 0);
            sums.Add(person, 1, score.Right, score.Of);
        }

        var name = occasion == AnswerOccasion.Pre ? "score-before" : "score-after";
        return people == 0 ? null : new(100.0 * sums.Total(1) / people, people) { Resamples = sums.Resample($"{name};g={generation}") };
    }
}

/// <summary>How much of the knowledge is left at a generation. docs/cascade-metrics.md, section Fidelity.</summary>
/// <param name="Left">φ_g: 1 = as much as in the workshop.</param>
/// <param name="FromParent">α_g = φ_g / φ_(g−1): kept in the last step; null where the generation before has no figure, and for generation 0.</param>
/// <param name="People">People the figure of this generation rests on; below 10 it is not published.</param>
/// <param name="By">Which comparison: gains where there was a pre-test, otherwise post scores.</param>
public sealed record Fidelity(int Generation, double Left, double? FromParent, int People, FidelityBasis By)
{
    /// <summary>Fewest people for a published φ or σ.</summary>
    public const int LeastPeople = 10;

    /// <summary>Bounds of φ; none for generation 0, which is 1 by definition.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Bounds of α.</summary>
    public Interval? FromParentInterval { get; init; }

    /// <summary>φ_g = ⟨g⟩_g / ⟨g⟩_0 for each generation that has a gain, in order.</summary>
    public static ImmutableArray<Fidelity> ByGain(Lineage lineage) => Chain(
        lineage, g => Gain.Of(lineage, g) is { Value: { } value } gain ? new(value, gain.People, gain.Resamples) : null, Gain.Gained, FidelityBasis.Gain);

    /// <summary>φ_g = s_g / s_0 with s the mean anchor score after: for generations without a pre-test.</summary>
    public static ImmutableArray<Fidelity> ByScore(Lineage lineage) => Chain(
        lineage, g => MeanScore.Of(lineage, g, AnswerOccasion.Post) is { } mean ? new(mean.Percent, mean.People, mean.Resamples) : null,
        sum => 100.0 * sum[1] / sum[0], FidelityBasis.PostScore);

    /// <summary>By gain where a generation that was taught has one, else by score: what is published.</summary>
    public static ImmutableArray<Fidelity> Of(Lineage lineage) => ByGain(lineage) is { Length: > 1 } byGain ? byGain : ByScore(lineage);

    private static ImmutableArray<Fidelity> Chain(Lineage lineage, Func<int, Measured?> measure, Func<double[], double?> value, FidelityBasis by)
    {
        if (measure(0) is not { Value: > 0 } workshop) return [];
        var chain = ImmutableArray.CreateBuilder<Fidelity>();
        Measured? above = null;
        for (var g = 0; g < Quantity.Generations(lineage).Length; g++)
        {
            var measured = g == 0 ? workshop : measure(g);
            if (measured is not null)
            {
                var left = measured.Value / workshop.Value;
                var parent = chain.LastOrDefault(f => f.Generation == g - 1);
                chain.Add(new(g, left, parent is { Left: > 0 } ? left / parent.Left : null, measured.People, by)
                {
                    Interval = g == 0 ? null : Resamples.Ratio(measured.Resamples, workshop.Resamples, value),
                    FromParentInterval = parent is { Left: > 0 } ? Resamples.Ratio(measured.Resamples, above!.Resamples, value) : null,
                });
            }

            above = measured;
        }

        return chain.ToImmutable();
    }

    private sealed record Measured(double Value, int People, Resamples? Resamples);
}

/// <summary>What <see cref="Fidelity"/> compares.</summary>
public enum FidelityBasis { Gain, PostScore }

/// <summary>α̂: the one rate of loss for each step that fits the measured generations best. A folklore of 0.75 is a guess to test, not a constant.</summary>
/// <param name="Value">exp of Σ g ln φ_g / Σ g², over generations 1 and more with enough people.</param>
/// <param name="Generations">How many generations it rests on.</param>
/// <param name="People">People in them.</param>
public sealed record FittedRetention(double Value, int Generations, int People)
{
    /// <summary>The fit through φ_0 = 1; null when no generation that was taught has a published φ above 0.</summary>
    public static FittedRetention? Of(ImmutableArray<Fidelity> chain)
    {
        var taught = chain.Where(f => f is { Generation: >= 1, Left: > 0, People: >= Fidelity.LeastPeople }).ToList();
        if (taught.Count == 0) return null;
        var (above, below) = (taught.Sum(f => f.Generation * Math.Log(f.Left)), taught.Sum(f => f.Generation * f.Generation));
        // logarithms may differ in the last bit between machines: nine decimals are the same everywhere
        return new(Math.Floor(Math.Exp(above / below) * 1e9 + 0.5) / 1e9, taught.Count, taught.Sum(f => f.People));
    }
}
