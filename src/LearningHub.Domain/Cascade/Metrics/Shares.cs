namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>A sum of fractions with small denominators, such as 1/2 of a credit or 3 of 5 answers, that is the same to the last bit in every order.</summary>
/// <remarks>Numerators are added up by denominator first, as whole numbers; the fractions then in ascending order of denominators. Σ* in docs/cascade-metrics.md.</remarks>
internal sealed class Shares
{
    private long[] byDenominator = new long[2];

    /// <summary>Adds <paramref name="numerator"/> / <paramref name="denominator"/>.</summary>
    public void Add(int numerator, int denominator)
    {
        if (denominator >= byDenominator.Length) Array.Resize(ref byDenominator, denominator + 1);
        byDenominator[denominator] += numerator;
    }

    public double Sum()
    {
        var sum = 0.0;
        for (var denominator = 1; denominator < byDenominator.Length; denominator++)
            if (byDenominator[denominator] != 0) sum += byDenominator[denominator] / (double)denominator;
        return sum;
    }
}
