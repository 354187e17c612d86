using System.Globalization;

namespace LearningHub.Bench.Live;

/// <summary>Figures side by side, each the median of its runs; ratios against the first column.</summary>
internal static class LiveReport
{
    private const int MostTroubles = 5;

    public static void Print(IReadOnlyList<(string Name, Load Load, List<LoadFigures> Runs)> sides)
    {
        Console.WriteLine($"{"",-38}{string.Concat(sides.Select((side, i) => $"{side.Name,12}{(i == 0 ? "" : "   ratio"),8}"))}");
        Console.WriteLine($"{"phones",-38}{string.Concat(sides.Select(side => $"{side.Load.Phones,12}{"",8}"))}");
        Line("question fan-out p50, ms", (_, run) => At(run.FanOut, 0.50));
        Line("question fan-out p99, ms", (_, run) => At(run.FanOut, 0.99));
        Line("answer acknowledged p50, ms", (_, run) => At(run.Acknowledged, 0.50));
        Line("answer acknowledged p99, ms", (_, run) => At(run.Acknowledged, 0.99));
        Line("joins a second", (_, run) => run.JoinsASecond);
        Line("server CPU, whole run, ms a phone", (load, run) => (run.JoinCpu + run.AnswerCpu) * 1000 / load.Phones);
        Line("  of it joining, ms a phone", (load, run) => run.JoinCpu * 1000 / load.Phones);
        Line("  an answer, ms", (load, run) => run.AnswerCpu * 1000 / load.Phones / load.Questions);
        Line("server memory growth, KB a phone", (_, run) => run.MemoryGrowth / 1024);
        Line("tallies a second and room", (_, run) => run.TalliesASecond);
        Line("driver CPU, whole run, ms a phone", (load, run) => run.DriverCpu * 1000 / load.Phones);
        foreach (var (name, _, runs) in sides)
        {
            var troubles = runs.SelectMany(run => run.Troubles).ToArray();
            Console.WriteLine($"{name}: {(troubles.Length == 0 ? "no join failed, every question was heard once, every answer acknowledged once and counted" : $"{troubles.Length} troubles")}");
            foreach (var trouble in troubles.Take(MostTroubles)) Console.WriteLine($"  {trouble}");
        }

        void Line(string what, Func<Load, LoadFigures, double> of)
        {
            var values = sides.Select(side => Measure.Median(side.Runs.Select(run => of(side.Load, run)))).ToArray();
            Console.WriteLine($"{what,-38}{string.Concat(values.Select((value, i) =>
                string.Create(CultureInfo.InvariantCulture, $"{value,12:0.00}") + (i == 0 ? new string(' ', 8) : string.Create(CultureInfo.InvariantCulture, $"{value / values[0],8:0.00}"))))}");
        }
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
}
