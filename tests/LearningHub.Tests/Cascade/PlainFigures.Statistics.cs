using LearningHub.Domain.Common;

namespace LearningHub.Tests.Cascade;

/// <summary>Sums, resamples and intervals, written from docs/cascade-metrics.md as well.</summary>
internal sealed partial class PlainFigures
{
    /// <summary>Σ*: by denominators in ascending order.</summary>
    private static double Sum(IEnumerable<(int Above, int Below)> fractions)
    {
        var sum = 0.0;
        foreach (var below in fractions.GroupBy(f => f.Below).OrderBy(g => g.Key)) sum += below.Sum(f => f.Above) / (double)below.Key;
        return sum;
    }

    /// <summary>1,000 resamples of the sessions in which these people were reached; null with fewer than five.</summary>
    private List<double[]>? Again(string name, List<LearnerId> people, params Func<LearnerId, IEnumerable<(int, int)>>[] columns)
    {
        var sessions = people.GroupBy(p => first[p]?.Session.Value ?? p.Value).Select(g => columns.Select(column => Sum(g.SelectMany(column))).ToArray())
            .OrderBy(v => v[0]).ThenBy(v => v[1]).ThenBy(v => v.Length > 2 ? v[2] : 0).ToArray();
        if (sessions.Length < 5) return null;
        ulong state = 0;
        foreach (var letter in name) state = (state ^ letter) * 0x100000001B3UL;
        int Below(int n)
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)n);
        }

        if (sessions.Length > 200)
        {
            for (var i = sessions.Length - 1; i > 0; i--)
            {
                var other = Below(i + 1);
                (sessions[i], sessions[other]) = (sessions[other], sessions[i]);
            }

            sessions = [.. Enumerable.Range(0, 200).Select(group => Enumerable.Range(0, columns.Length).Select(column => sessions.Where((_, place) => place % 200 == group).Aggregate(0.0, (sum, v) => sum + v[column])).ToArray())];
        }

        return [.. Enumerable.Range(0, 1000).Select(_ =>
        {
            var sum = new double[columns.Length];
            for (var draw = 0; draw < sessions.Length; draw++)
            {
                var drawn = sessions[Below(sessions.Length)];
                for (var column = 0; column < sum.Length; column++) sum[column] += drawn[column];
            }

            return sum;
        })];
    }

    private static (double Low, double High)? Middle(List<double[]>? again, Func<double[], double?> value)
    {
        var known = again?.Select(value).OfType<double>().Order().ToList();
        return known is null || known.Count < 900 ? null : (known[known.Count * 25 / 1000], known[known.Count - 1 - known.Count * 25 / 1000]);
    }

    private static (double Low, double High) Wilson(int count, int of, double? effective = null)
    {
        var (n, p, z) = (effective ?? of, count / (double)of, 1.959963984540054);
        var centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    private static int Day(DateTimeOffset moment) => Date(moment).DayNumber;

    private static DateOnly Date(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);
}
