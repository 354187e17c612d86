using LearningHub.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Bench.Journal;

/// <summary>Durable appends through the journal, one event each, from callers that wait for their receipt before the next.</summary>
internal static class JournalBench
{
    private const int Callers = 64;
    private const int AppendsEach = 200;
    private const int Appends = Callers * AppendsEach;

    public static async Task<int> RunAsync(string[] words)
    {
        var folder = Directory.CreateTempSubdirectory("learning-hub-bench-");
        try
        {
            var file = $"Data Source={Path.Combine(folder.FullName, "bench.db")}";
            await CompareAsync("SQLite", options => options.UseDurableSqlite(file), new BareSqlite(file));
            SqliteConnection.ClearAllPools();
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        if (Measure.Option(words, "--postgresql") is { } server)
            await CompareAsync("PostgreSQL", options => options.UseDurablePostgreSql(server), new BarePostgreSql(server));
        else
            Console.WriteLine("PostgreSQL: give --postgresql \"Host=...;Database=an_empty_one;...\" to measure it too.");
        return 0;
    }

    private static async Task CompareAsync(string name, Action<DbContextOptionsBuilder> options, IBareInserts bare)
    {
        await using var services = new ServiceCollection()
            .AddPooledDbContextFactory<BenchContext>(options)
            .AddJournalOfBench()
            .BuildServiceProvider();
        await using (var db = await services.GetRequiredService<IDbContextFactory<BenchContext>>().CreateDbContextAsync())
            await db.Database.EnsureCreatedAsync();
        await bare.PrepareAsync();

        var (journal, projected, reference) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run <= Measure.Runs; run++)
        {
            var rows = Rows(run);
            reference.Add(await Measure.PerSecondAsync(Appends, () => bare.InsertAsync(rows, Callers)));
            journal.Add(await Measure.PerSecondAsync(Appends, () => AppendAsync(services.GetRequiredService<Journal<BenchContext, BenchEvent>>(),
                $"plain-{run}", i => new BenchEvent.Answered(rows[i].EventId, "LM-fees-01", i % 4, false, rows[i].RecordedAt))));
            projected.Add(await Measure.PerSecondAsync(Appends, () => AppendAsync(services.GetRequiredService<Journal<BenchContext, ProjectedEvent>>(),
                $"read-{run}", i => new ProjectedEvent.Answered(rows[i].EventId, "LM-fees-01", i % 4, false, rows[i].RecordedAt))));
        }

        var (j, p, r) = (Median(journal), Median(projected), Median(reference));
        Console.WriteLine($"{name}, {Callers} callers, one event an append, median of {Measure.Runs} runs of {Appends}:");
        Console.WriteLine($"  bare inserts, {Callers} rows a transaction  {r,9:0} rows/s");
        Console.WriteLine($"  journal                             {j,9:0} appends/s   {j / r:0.00} of bare");
        Console.WriteLine($"  journal with a read table           {p,9:0} appends/s   {p / r:0.00} of bare");
    }

    private static double Median(List<double> runs) => Measure.Median(runs.Skip(1)); // the first one warmed up

    private static Task AppendAsync<TEvent>(Journal<BenchContext, TEvent> journal, string prefix, Func<int, TEvent> make) where TEvent : class =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < AppendsEach; i++) await journal.AppendAsync(new($"{prefix}-{caller}", i, [make(caller * AppendsEach + i)], Guid.NewGuid()));
        })));

    private static IServiceCollection AddJournalOfBench(this IServiceCollection services)
    {
        services.AddJournal<BenchContext>().Family<BenchEvent>().Project<TallyProjection, ProjectedEvent>();
        return services;
    }

    /// <summary>The lines that a journal's run writes, made beforehand, for the bare reference.</summary>
    private static JournalRow[] Rows(int run)
    {
        var (site, now) = (Guid.NewGuid(), JournalTime.Whole(DateTimeOffset.UtcNow));
        return [.. Enumerable.Range(0, Appends).Select(i => new JournalRow
        {
            Position = (long)run * Appends + i + 1, EventId = Guid.CreateVersion7(), Site = site, Stream = $"bare-{run}-{i / AppendsEach}", Version = i % AppendsEach + 1,
            Type = "bench.answered.v1", CommandId = Guid.NewGuid(), RecordedAt = now, HappenedAt = null,
            Data = $$"""{"person":"{{Guid.NewGuid()}}","question":"LM-fees-01","option":{{i % 4}},"late":false,"at":"{{now:O}}"}""",
        })];
    }
}
