using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using LearningHub.Grains;
using LearningHub.Grains.Common;
using LearningHub.Grains.Learning.Content;
using LearningHub.Grains.Live;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using LearningHub.Web.Hosting;
using LearningHub.Web.Languages;
using LearningHub.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearningHub.Bench.Live;

/// <summary>The servers that are compared, each in a process of its own: the live room with durable answers, a bare SignalR hub that keeps nothing, and one that
/// has each answer on disk before it says so.</summary>
internal static class LiveServers
{
    private const int Questions = 40;

    /// <summary>Runs one until standard input closes. Its first line is its address, the others its rooms: code, session, host claim.</summary>
    /// <param name="words"><c>room</c>, <c>bare</c> or <c>flushed</c>, and how many rooms.</param>
    public static async Task<int> RunAsync(string[] words)
    {
        var (ours, rooms) = (words[0] == "room", int.Parse(words[1], CultureInfo.InvariantCulture));
        var folder = Directory.CreateTempSubdirectory("learning-hub-bench-");
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]); // as the hub
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Ports.Free()}");
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        if (ours) AddRoom(builder, folder);
        else AddBare(builder.Services, words[0] == "flushed" ? folder : null);
        var app = builder.Build();
        if (ours)
        {
            await app.PrepareStorageAsync();
            app.MapHub<LiveHub>("/hubs/live");
        }
        else
        {
            app.MapHub<BareHub>("/hubs/live");
        }

        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        for (var i = 0; i < rooms; i++) Console.WriteLine(ours ? await StartRoomAsync(app) : $"bare-{i} bare-{i} -");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return 0;
    }

    public static PlannedActivity Question(int number) => new(
        $"Q{number}", LearningHub.Domain.Live.ActivityKind.SingleChoice, $"Question {number}: who bears the cost of the medical examination of a worker who is recruited abroad?",
        [new("a", "a", "The employer.", true, "Yes."), new("b", "b", "The worker.", false, "No."), new("c", "c", "The state of destination.", false, "No.")]);

    private static void AddRoom(WebApplicationBuilder builder, DirectoryInfo folder)
    {
        builder.UseOrleans(silo => silo.UseInMemoryReminderService());
        builder.AddLanguages();
        builder.Services.AddHubDatabase(StorageProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "hub.db")}");
        builder.Services.AddJournal<HubDbContext>(journal => journal.AddLive());
        builder.Services.AddSingleton(new Seal(new byte[32]));
        builder.Services.AddSingleton<ContentLibrary>(_ => throw new UnreachableException("The bench starts its session by itself."));
        builder.Services.AddLiveRoom();
    }

    private static void AddBare(IServiceCollection services, DirectoryInfo? folder)
    {
        if (folder is not null) services.AddSingleton(_ => new BareFile(Path.Combine(folder.FullName, "answers.txt")));
        services.AddSignalR();
        services.AddSingleton<BareRooms>();
        services.AddHostedService(provider => provider.GetRequiredService<BareRooms>());
    }

    private static async Task<string> StartRoomAsync(WebApplication app)
    {
        var grains = app.Services.GetRequiredService<IGrainFactory>();
        var session = new LiveSessionId(Guid.CreateVersion7());
        var code = await grains.ClaimCodeAsync(new JoinCodeTarget.LiveRoom(session), DateTimeOffset.UtcNow.AddHours(1));
        await grains.GetGrain<ILiveSessionGrain>(session.Value).Start(new(
            new("bench", 1), [.. Enumerable.Range(1, Questions).Select(Question)], new(Guid.NewGuid()), code));
        return $"{code} {session} {app.Services.GetRequiredService<LiveDoor>().HostClaim(session)}";
    }
}
