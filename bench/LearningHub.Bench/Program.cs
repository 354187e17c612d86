using LearningHub.Bench;
using LearningHub.Bench.Cascade;
using LearningHub.Bench.Journal;
using LearningHub.Bench.Live;
using LearningHub.Bench.Pages;

// Every benchmark: its name, what it measures, and how it is run with the words that follow its name.
Benchmark[] all =
[
    new("pages", "lesson pages a second, against the same bytes from a bare endpoint", PagesBench.RunAsync),
    new("pages-server", "the bare endpoint that \"pages\" starts by itself", PagesBench.ServeAsync),
    new("journal", "durable appends a second with 64 waiting callers, against bare batched inserts", JournalBench.RunAsync),
    new("live", "a hall of phones and their durable answers, against a bare SignalR hub: --phones N; many rooms against one: --sessions N --each M; --questions, --seconds, --runs", LiveBench.RunAsync),
    new("cascade", "figures of a generated programme against hand-written SQL, its page, and its coupons: --people 10000,100000,1000000; --keep folder, --no-figures, --no-page, --no-coupons, --only-page; --postgresql: the same figures on PostgreSQL", CascadeBench.RunAsync),
    new("chaos", "the chaos story again and again: --rounds, --phones, --drops, --kills, --seed, --postgresql", ChaosBench.RunAsync),
    new("live-server", "the server that \"live\" starts by itself: room or bare", LiveServers.RunAsync),
];

if (args is [var name, .. var rest] && all.FirstOrDefault(benchmark => benchmark.Name == name) is { } chosen) return await chosen.RunAsync(rest);

Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/LearningHub.Bench -- <benchmark> [options]");
foreach (var benchmark in all) Console.Error.WriteLine($"  {benchmark.Name,-12} {benchmark.Measures}");
return 2;
