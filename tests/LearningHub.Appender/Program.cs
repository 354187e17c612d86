// LearningHub.Appender <Sqlite|PostgreSQL> <connection string> <name of its streams> <waiting callers>
// Prints "<stream> <version> kept" for each receipt. The database must be ready.
using LearningHub.Appender;
using LearningHub.Grains;
using LearningHub.Journal;
using Microsoft.Extensions.DependencyInjection;

var services = new ServiceCollection().AddHubDatabase(Enum.Parse<StorageProvider>(args[0]), args[1]);
services.AddJournal<HubDbContext>().Family<AppenderEvent>();
await using var program = services.BuildServiceProvider();
var journal = program.GetRequiredService<Journal<HubDbContext, AppenderEvent>>();
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

await Task.WhenAll(Enumerable.Range(0, int.Parse(args[3], null)).Select(async caller =>
{
    for (var version = 0L; ;)
    {
        var receipt = await journal.AppendAsync(new($"{args[2]}-{caller}", version, [new AppenderEvent.Wrote(version)]));
        version = receipt.Version;
        await output.WriteLineAsync($"{receipt.Stream} {receipt.Version} kept");
    }
}));
