using System.Diagnostics;

namespace LearningHub.Bench;

/// <summary>One benchmark of the program.</summary>
/// <param name="RunAsync">Runs it with the words that follow its name; answers the exit code.</param>
internal sealed record Benchmark(string Name, string Measures, Func<string[], Task<int>> RunAsync);

/// <summary>Measuring that all benchmarks share.</summary>
internal static class Measure
{
    /// <summary>Runs counted; a run before them warms up.</summary>
    public const int Runs = 5;

    /// <summary>How often the work was done a second.</summary>
    public static async Task<double> PerSecondAsync(int count, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The one in the middle; of an odd number.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>The value after a name in the words, for example <c>--postgresql Host=…</c>; null when it is not there.</summary>
    public static string? Option(string[] words, string name) => words.SkipWhile(word => word != name).Skip(1).FirstOrDefault();
}
