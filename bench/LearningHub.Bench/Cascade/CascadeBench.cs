using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cascade;
using LearningHub.Journal;
using Microsoft.Data.Sqlite;

namespace LearningHub.Bench.Cascade;

/// <summary>Figures of a generated programme against hand-written SQL on the same file, and coupons in an empty and in a large programme.</summary>
internal static class CascadeBench
{
    public static async Task<int> RunAsync(string[] words)
    {
        var sizes = (Measure.Option(words, "--people") ?? "10000,100000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToList();
        var folder = Measure.Option(words, "--keep") is { } kept ? Directory.CreateDirectory(kept) : Directory.CreateTempSubdirectory("learning-hub-bench-");
        try
        {
            foreach (var size in sizes)
                if (words.Contains("--postgresql")) await CascadePostgres.MeasureAsync(folder.FullName, size);
                else await MeasureAsync(folder.FullName, size, words);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (!words.Contains("--keep")) folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(string folder, int people, string[] words)
    {
        var file = Path.Combine(folder, $"cascade-{people}.db");
        Console.WriteLine($"\n{people:#,0} people in {CascadeWorld.Generations} generations");
        if (!File.Exists(file) && !words.Contains("--no-page")) await CascadePages.PrepareAsync(file);
        ImmutableArray<string> world;
        await using (var hub = await CascadeHost.StartAsync(file))
        {
            world = await GenerateAsync(hub, Path.ChangeExtension(file, ".txt"), people);
            if (!words.Contains("--only-page"))
            {
                if (!words.Contains("--no-figures")) await CascadeFigures.CompareAsync(hub, file, new(Guid.Parse(world[0])), new(Guid.Parse(world[1])));
                if (!words.Contains("--no-coupons"))
                {
                    await using var empty = await CascadeHost.StartAsync(Path.Combine(folder, $"empty-{Guid.NewGuid():N}.db"));
                    await CascadeCoupons.CompareAsync(hub, new(Guid.Parse(world[1])), empty);
                }
            }
        }

        SqliteConnection.ClearAllPools();
        if (!words.Contains("--no-page")) await CascadePages.MeasureAsync(file, world[0], world[1]);
    }

    /// <summary>Fills the database unless an earlier run has; answers one institution and one trainer of the programme.</summary>
    /// <param name="note">The file that remembers them.</param>
    public static async Task<ImmutableArray<string>> GenerateAsync(CascadeHost hub, string note, int people)
    {
        if (File.Exists(note)) return [.. await File.ReadAllLinesAsync(note)];
        var watch = Stopwatch.StartNew();
        await using var db = await hub.DatabaseAsync();
        await using (var rows = await BulkRows.OpenAsync(db))
        {
            var world = new CascadeWorld(rows, hub.Module, people, await JournalTail.LastAsync(db));
            world.Fill();
            await File.WriteAllLinesAsync(note, [world.Institution.ToString(), world.Trainer.ToString()]);
            Console.WriteLine($"  generated {rows.Count:#,0} rows in {watch.Elapsed.TotalSeconds:0} s");
        }

        return [.. await File.ReadAllLinesAsync(note)];
    }

    /// <summary>What takes so long is not asked again.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);

    /// <summary>Milliseconds of the fastest of some runs: what the work itself takes, without what the machine did beside it.</summary>
    public static async Task<double> FastestAsync(Func<Task> work, int runs = 3)
    {
        var fastest = double.MaxValue;
        for (var run = 0; run < runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            fastest = Math.Min(fastest, watch.Elapsed.TotalMilliseconds);
            if (watch.Elapsed > Enough) break;
        }

        return fastest;
    }
}
