using System.Diagnostics;
using System.Globalization;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Tests.Common;

namespace LearningHub.Bench.Cascade;

/// <summary>The same programme on PostgreSQL and on SQLite: every figure must be the same, and a start and a coupon are timed.</summary>
internal static class CascadePostgres
{
    public static async Task MeasureAsync(string folder, int people)
    {
        Console.WriteLine($"\n{people:#,0} people on PostgreSQL and on SQLite");
        using var server = await PostgresServer.StartAsync();
        foreach (var name in (string[])["cascade", "nobody"]) await server.RunAsync($"create database {name}");
        await using var postgres = await CascadeHost.StartAsync(StorageProvider.PostgreSQL, server.ConnectionTo("cascade"));
        await using var sqlite = await CascadeHost.StartAsync(Path.Combine(folder, $"beside-postgresql-{people}.db"));
        var note = Path.Combine(folder, $"postgresql-{Guid.NewGuid():N}.txt");
        var world = await CascadeBench.GenerateAsync(postgres, note, people);
        await CascadeBench.GenerateAsync(sqlite, Path.Combine(folder, $"beside-postgresql-{people}.txt"), people);

        var asOf = DateTimeOffset.UtcNow;
        var (one, other) = (await ReadAsync("PostgreSQL", postgres, asOf), await ReadAsync("SQLite", sqlite, asOf));
        var differ = one.Figures.Zip(other.Figures).Where(pair => pair.First != pair.Second).ToList();
        Console.WriteLine(one.Figures.Length == other.Figures.Length && differ.Count == 0
            ? $"  {one.Figures.Length} figures, all equal"
            : $"  DIFFER: {one.Figures.Length} and {other.Figures.Length} figures, {string.Join("; ", differ.Take(3))}");

        await using var empty = await CascadeHost.StartAsync(StorageProvider.PostgreSQL, server.ConnectionTo("nobody"));
        await CascadeCoupons.CompareAsync(postgres, new(Guid.Parse(world[1])), empty);
    }

    private static async Task<CascadeBook> ReadAsync(string name, CascadeHost hub, DateTimeOffset asOf)
    {
        var watch = Stopwatch.StartNew();
        await hub.Of<CascadeBooks>().OfModuleAsync(hub.Module.Id);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  book from nothing on {name}: {watch.Elapsed.TotalSeconds:0.00} s"));
        return await hub.Of<CascadeBooks>().OfModuleAsync(hub.Module.Id, asOf);
    }
}
