using LearningHub.Grains;
using LearningHub.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Appender;

/// <summary><c>LearningHub.Appender {Sqlite|PostgreSQL} {connection string} {name of its streams} {waiting callers}</c> appends until it is killed.</summary>
/// <remarks>Prints <c>{stream} {version} kept</c> for each receipt. The database must be ready. A named class, because the tests see another <c>Program</c>.</remarks>
internal static class Appending
{
    private static async Task Main(string[] args)
    {
        var services = new ServiceCollection().AddHubDatabase(Enum.Parse<StorageProvider>(args[0]), args[1]);
        services.AddJournal<HubDbContext>().Family<AppenderEvent>();
        await using var program = services.BuildServiceProvider();
        var journal = program.GetRequiredService<Journal<HubDbContext, AppenderEvent>>();
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, int.Parse(args[3], null)).Select(caller => AppendForEverAsync(journal, $"{args[2]}-{caller}", output)));
    }

    private static async Task AppendForEverAsync(Journal<HubDbContext, AppenderEvent> journal, string stream, TextWriter output)
    {
        for (var version = 0L; ;)
        {
            var receipt = await journal.AppendAsync(new(stream, version, [new AppenderEvent.Wrote(version)]));
            version = receipt.Version;
            await output.WriteLineAsync($"{receipt.Stream} {receipt.Version} kept");
        }
    }
}
