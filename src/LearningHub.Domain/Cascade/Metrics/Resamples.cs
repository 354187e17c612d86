using System.Runtime.InteropServices;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Bounds of a 95 % interval.</summary>
public sealed record Interval(double Low, double High);

/// <summary>Sums of several columns by the session in which people were reached. A seed was reached in none and stands alone.</summary>
/// <remarks>People are numbers here: their places in the lineage. Of answers that leave in a pack, small sessions of a generation stand together.</remarks>
/// <param name="answers">The sums are of answers.</param>
internal sealed class SessionSums(Lineage lineage, int columns, bool answers = false)
{
    private readonly Shares[]?[] sessions = new Shares[lineage.Sessions.Length][];
    private readonly Dictionary<int, Shares[]> seeds = [];
    private readonly Shares[] totals = New(columns);

    public void Add(int person, int column, int numerator = 1, int denominator = 1)
    {
        var session = answers ? lineage.Index.ClusterOf(person) : lineage.ReachedIn[person];
        ref var sums = ref session >= 0 ? ref sessions[session] : ref CollectionsMarshal.GetValueRefOrAddDefault(seeds, person, out _);
        (sums ??= New(columns))[column].Add(numerator, denominator);
        totals[column].Add(numerator, denominator);
    }

    public double Total(int column) => totals[column].Sum();

    public Resamples? Resample(string name) =>
        Resamples.Of(name, sessions.OfType<Shares[]>().Concat(seeds.Values).Select(sums => Array.ConvertAll(sums, sum => sum.Sum())));

    private static Shares[] New(int columns) => [.. Enumerable.Range(0, columns).Select(_ => new Shares())];
}

/// <summary>Cluster bootstrap by session: people of one session are not independent, so sessions are drawn again, not people.</summary>
/// <remarks>docs/cascade-metrics.md, section Intervals, says every step, so that another language draws the same. Sessions are ordered by
/// what is in them and not by id: renaming a person or a session changes no interval.</remarks>
internal sealed class Resamples
{
    /// <summary>How often the sessions are drawn again.</summary>
    public const int Count = 1000;

    /// <summary>With fewer sessions the interval would be narrower than the truth.</summary>
    public const int LeastSessions = 5;

    /// <summary>More sessions than this are dealt into so many groups by chance; groups are then drawn. The cost no longer grows with the cascade.</summary>
    public const int MostGroups = 200;

    /// <summary>So many resamples must have a value.</summary>
    private const int LeastValues = 900;

    private readonly double[][] sums;

    private Resamples(double[][] sums) => this.sums = sums;

    /// <summary>Draws; null with fewer than <see cref="LeastSessions"/>.</summary>
    /// <param name="name">What the chance is seeded with, for example <c>gain;g=1</c>.</param>
    public static Resamples? Of(string name, IEnumerable<double[]> sessions)
    {
        var groups = sessions.ToList();
        if (groups.Count < LeastSessions) return null;
        groups.Sort(Compare);
        var dice = new Dice(Dice.SeedOf(name));
        if (groups.Count > MostGroups) groups = Deal(dice.Shuffle(groups));
        var drawn = new double[Count][];
        for (var b = 0; b < Count; b++)
        {
            var sum = drawn[b] = new double[groups[0].Length];
            for (var i = 0; i < groups.Count; i++) Add(sum, groups[dice.Below(groups.Count)]);
        }

        return new(drawn);
    }

    /// <summary>The middle 95 % of a value; null when fewer than 900 resamples have one.</summary>
    /// <param name="value">The value of one resample from its sums; null where it has none.</param>
    public Interval? Of(Func<double[], double?> value) => Middle(sums.Select(value));

    /// <summary>The interval of a value over the same value of others: the first resample of the one over the first of the other, and so on.</summary>
    public static Interval? Ratio(Resamples? one, Resamples? other, Func<double[], double?> value) => one is null || other is null
        ? null
        : Middle(one.sums.Zip(other.sums, (above, below) => value(below) is { } divisor and > 0 ? value(above) / divisor : null));

    private static Interval? Middle(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().Order().ToArray();
        var cut = known.Length * 25 / 1000;
        return known.Length < LeastValues ? null : new(known[cut], known[known.Length - 1 - cut]);
    }

    private static List<double[]> Deal(List<double[]> shuffled)
    {
        var groups = Enumerable.Range(0, MostGroups).Select(_ => new double[shuffled[0].Length]).ToList();
        for (var place = 0; place < shuffled.Count; place++) Add(groups[place % MostGroups], shuffled[place]);
        return groups;
    }

    private static void Add(double[] sum, double[] more)
    {
        for (var column = 0; column < sum.Length; column++) sum[column] += more[column];
    }

    private static int Compare(double[] one, double[] other)
    {
        for (var column = 0; column < one.Length; column++)
            if (one[column].CompareTo(other[column]) is not 0 and var order) return order;
        return 0;
    }
}
