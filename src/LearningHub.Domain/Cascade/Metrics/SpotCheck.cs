namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>A share with its Wilson interval, which stays within 0 and 1 and is honest for small numbers.</summary>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record Share(int Count, int Of, double Value, double Low, double High)
{
    private const double Z95 = 1.959963984540054;

    /// <exception cref="ArgumentOutOfRangeException">Nothing was counted, or more than there is.</exception>
    public static Share Wilson(int count, int of)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(of, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);
        return Wilson(count, of, of);
    }

    /// <summary>The interval of a share whose observations are not independent: as wide as that of a smaller, independent sample.</summary>
    /// <param name="effective">How many independent observations the <paramref name="of"/> are worth; above 0 and at most as many.</param>
    internal static Share Wilson(int count, int of, double effective)
    {
        var p = count / (double)of;
        var z2 = Z95 * Z95;
        var centre = (p + z2 / (2 * effective)) / (1 + z2 / effective);
        var half = Z95 / (1 + z2 / effective) * Math.Sqrt(p * (1 - p) / effective + z2 / (4.0 * effective * effective));
        return new(count, of, p, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}

/// <summary>The back-check of a lot of claimed people by somebody independent of the trainer.</summary>
public static class SpotCheck
{
    /// <summary>The published estimate of people taught: claimed × share confirmed.</summary>
    public static double Estimate(int claimed, Share confirmed) => claimed * confirmed.Value;

    /// <summary>Lot quality decision: of 19 drawn, 13 must confirm; in small lots, 8 of 12. It is made as soon as no further call can change it.</summary>
    /// <remarks>With 19 and 13 a lot that is 80 % true is rejected 6.8 % of the time, one that is 50 % true accepted 8.4 %.</remarks>
    /// <param name="drawn">Heads planned, or drawn so far with those in place of unreachable people: from 19 on a lot of 19, from 12 on one of 12.</param>
    /// <param name="refuted">People who say that they were not taught. Unreachable people are neither.</param>
    public static LotDecision Decide(int drawn, int confirmed, int refuted)
    {
        if (drawn < 12) return LotDecision.Open;
        var (size, needed) = drawn >= 19 ? (19, 13) : (12, 8);
        return refuted > size - needed ? LotDecision.Refused : confirmed >= needed ? LotDecision.Accepted : LotDecision.Open;
    }
}

/// <summary>What a spot check says of a lot. A lot of fewer than 12 heads stays open: it counts in the estimate alone.</summary>
public enum LotDecision { Open, Accepted, Refused }
