using System.Diagnostics;
using System.IO.Compression;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Common;
using LearningHub.Grains.Evidence;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using LearningHub.Web.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Evidence;

/// <summary>Makes packs from facts, with a signing key in a real database, and hands them to the script that an outsider would run.</summary>
public sealed class Packs : IAsyncLifetime
{
    private readonly SqliteFixture database = new();
    private ServiceProvider services = null!;

    public static ProgrammeId Programme { get; } = new(Guid.Parse("00000000-0000-7000-8000-000000000009"));

    public EvidenceKeys Keys => services.GetRequiredService<EvidenceKeys>();

    public DirectoryInfo Folder => database.Folder;

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        services = new ServiceCollection().AddHubDatabase(database.Provider, database.ConnectionString).AddSingleton<EvidenceKeys>().BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>A pack of these facts, as a file.</summary>
    public Task<string> WriteAsync(CascadeFacts facts, DateTimeOffset asOf, bool sensitive = false, string? name = null, ProgrammeId? programme = null) =>
        WriteAsync(PackContent.Of(programme ?? Programme, Module(facts.Module, sensitive), CascadeBook.Of(facts, asOf, sensitive)), name);

    public async Task<string> WriteAsync(PackContent content, string? name = null)
    {
        var path = Path.Combine(Folder.FullName, $"{name ?? Guid.NewGuid().ToString("N")}.zip");
        await using var file = File.Create(path);
        await new PackWriter(new Seal(new byte[32]), Keys).WriteAsync(file, content, "A programme (fictional)", Guid.Empty, new(7, new('a', 64), null), [new(3, new('b', 64), null)]);
        return path;
    }

    /// <summary>The bytes of one file of a pack.</summary>
    public static string Read(string pack, string file)
    {
        using var zip = ZipFile.OpenRead(pack);
        using var reader = new StreamReader(zip.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The rows of one table of a pack, by column. No cell of the tests holds a comma.</summary>
    public static List<Dictionary<string, string>> Rows(string pack, string file)
    {
        var lines = Read(pack, file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var head = lines[0].TrimStart('\uFEFF').Split(',');
        return [.. lines.Skip(1).Select(line => head.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    /// <summary>Changes a file of a pack and nothing else.</summary>
    public static void Change(string pack, string file, Func<string, string> change)
    {
        var changed = change(Read(pack, file));
        using var zip = ZipFile.Open(pack, ZipArchiveMode.Update);
        zip.GetEntry(file)!.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(file).Open());
        writer.Write(changed);
    }

    /// <summary>tools/recompute.py on packs.</summary>
    public static async Task<(int ExitCode, string Output)> RecomputeAsync(params string[] arguments)
    {
        var script = Path.Combine(Repository.Folder, "tools", "recompute.py");
        using var python = Process.Start(new ProcessStartInfo("python3", [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        await python.WaitForExitAsync();
        return (python.ExitCode, await output + await errors);
    }

    public static Module Module(ModuleVersion id, bool sensitive) => new(
        id, "LM", "en", "A module", "", 0.7, sensitive, "", [], [], [], [], null, null, null, []);
}
