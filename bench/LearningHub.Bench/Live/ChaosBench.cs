using System.Data.Common;
using System.Globalization;
using LearningHub.Stories;
using LearningHub.Tests.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningHub.Bench.Live;

/// <summary>The chaos story again and again on one hub and one database: phones that drop, a hub that is killed, and nothing lost.</summary>
internal static class ChaosBench
{
    public static async Task<int> RunAsync(string[] words)
    {
        int Number(string name, int otherwise) => Measure.Option(words, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var (rounds, seed) = (Number("--rounds", 10), Number("--seed", Random.Shared.Next()));
        var content = Directory.CreateTempSubdirectory("learning-hub-chaos-");
        try
        {
            ChaosContent.Make(content.FullName);
            using var postgres = words.Contains("--postgresql") ? await PostgresServer.StartAsync() : null;
            if (postgres is not null) await postgres.RunAsync("create database chaos");
            await using var hub = await HubProcess.StartAsync(settings: Settings(content.FullName, postgres));
            Func<DbConnection> connect = postgres is null
                ? () => new SqliteConnection($"Data Source={hub.Database};Mode=ReadOnly;Pooling=false")
                : () => new NpgsqlConnection(postgres.ConnectionTo("chaos") + ";Pooling=false");
            for (var round = 0; round < rounds; round++)
            {
                var options = new ChaosOptions(unchecked(seed + round), Number("--phones", 45), Number("--drops", 5), Number("--kills", 3));
                await using var workshop = new ChaosWorkshop(hub, new(connect), options, Console.WriteLine);
                await workshop.RunAsync();
            }

            return 0;
        }
        finally
        {
            content.Delete(recursive: true);
        }
    }

    private static Dictionary<string, string> Settings(string content, PostgresServer? postgres)
    {
        var settings = new Dictionary<string, string> { ["Content__Path"] = content, ["Content__Strict"] = "false" };
        if (postgres is null) return settings;
        settings["Storage__Provider"] = "PostgreSQL";
        settings["Storage__ConnectionString"] = postgres.ConnectionTo("chaos");
        return settings;
    }
}
