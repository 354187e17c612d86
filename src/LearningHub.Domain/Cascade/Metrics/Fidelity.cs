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

    /// <summary>The gain of one generation; null when nobody answered both before and after.</summary>
    public static Gain? Of(Lineage lineage, int generation)
    {
        var (before, after) = (lineage.Index.Answers(AnswerOccasion.Pre), lineage.Index.Answers(AnswerOccasion.Post));
        var (people, pre, post) = (0, 0.0, 0.0);
        foreach (var person in lineage.Index.OfGeneration(generation))
        {
            if (before.Percent(person) is not { } from || after.Percent(person) is not { } to) continue;
            (people, pre, post) = (people + 1, pre + from, post + to);
        }

        return people == 0 ? null : new(pre / people, post / people, people);
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

    /// <summary>φ_g = ⟨g⟩_g / ⟨g⟩_0 for each generation that has a gain, in order.</summary>
    public static ImmutableArray<Fidelity> ByGain(Lineage lineage) =>
        Chain(lineage, g => Gain.Of(lineage, g) is { Value: { } value } gain ? (value, gain.People) : null, FidelityBasis.Gain);

    /// <summary>φ_g = s_g / s_0 with s the mean anchor score after: for generations without a pre-test.</summary>
    public static ImmutableArray<Fidelity> ByScore(Lineage lineage) =>
        Chain(lineage, g => Scores.Mean(lineage, g, AnswerOccasion.Post), FidelityBasis.PostScore);

    private static ImmutableArray<Fidelity> Chain(Lineage lineage, Func<int, (double Value, int People)?> measure, FidelityBasis by)
    {
        if (measure(0) is not { Value: > 0 } workshop) return [];
        var chain = ImmutableArray.CreateBuilder<Fidelity>();
        for (var g = 0; g < Quantity.Generations(lineage).Length; g++)
        {
            if (measure(g) is not { } measured) continue;
            var left = measured.Value / workshop.Value;
            var parent = chain.LastOrDefault(f => f.Generation == g - 1);
            chain.Add(new(g, left, parent is { Left: > 0 } ? left / parent.Left : null, measured.People, by));
        }

        return chain.ToImmutable();
    }
}

/// <summary>What <see cref="Fidelity"/> compares.</summary>
public enum FidelityBasis { Gain, PostScore }

/// <summary>Anchor scores of people, from facts.</summary>
internal static class Scores
{
    /// <summary>Percent right on anchor items; each item counts once, at its first answer on that occasion.</summary>
    public static Dictionary<LearnerId, double> ByPerson(Lineage lineage, int generation, AnswerOccasion occasion)
    {
        var (answers, scores) = (lineage.Index.Answers(occasion), new Dictionary<LearnerId, double>());
        foreach (var person in lineage.Index.OfGeneration(generation))
            if (answers.Percent(person) is { } percent) scores.Add(lineage.People.Values[person].Person, percent);
        return scores;
    }

    /// <summary>The mean of these with the people it rests on; null when nobody answered.</summary>
    public static (double Percent, int People)? Mean(Lineage lineage, int generation, AnswerOccasion occasion)
    {
        var answers = lineage.Index.Answers(occasion);
        var (sum, people) = (0.0, 0);
        foreach (var person in lineage.Index.OfGeneration(generation))
            if (answers.Percent(person) is { } percent) (sum, people) = (sum + percent, people + 1);
        return people == 0 ? null : (sum / people, people);
    }

    /// <summary>The first answer of each person with a generation to each anchor item.</summary>
    public static IEnumerable<AnswerFact> First(Lineage lineage, AnswerOccasion occasion) => lineage.Index.Answers(occasion).All.ToArray();
}
