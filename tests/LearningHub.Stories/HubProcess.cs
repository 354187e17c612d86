using System.Diagnostics;
using System.Reflection;
using LearningHub.Tests.Common;

namespace LearningHub.Stories;

/// <summary>The real program in a process of its own, on a free port of this machine, with its own data; may be killed and started again.</summary>
public sealed class HubProcess : IAsyncDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("learning-hub-story-");
    private readonly List<string> output = [];
    private Process? process;

    private HubProcess(string environment, IReadOnlyDictionary<string, string>? settings)
    {
        Environment = environment;
        Settings = settings ?? new Dictionary<string, string>();
        Port = Ports.Free();
    }

    /// <summary>The folder that holds this repository.</summary>
    public static string Repository => Path.GetFullPath(Path.Combine(Metadata("WebProject"), "../.."));

    public int Port { get; }
    public string Address => $"http://127.0.0.1:{Port}";
    public string Database => Path.Combine(data.FullName, "hub.db");
    public string Output { get { lock (output) return string.Join('\n', output); } }

    /// <summary>What the program said from its first failure on, or nothing.</summary>
    public string Trouble => Output.IndexOf("fail: ", StringComparison.Ordinal) is >= 0 and var at ? Output[at..] : "";

    private string Environment { get; }
    private IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>How long the program took from its start to the first good answer of its start page.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>Resident memory of the program, in bytes.</summary>
    public long ResidentBytes { get { process!.Refresh(); return process.WorkingSet64; } }

    /// <summary>What the program has worked since its start, over all cores.</summary>
    public TimeSpan ProcessorTime { get { process!.Refresh(); return process.TotalProcessorTime; } }

    public static async Task<HubProcess> StartAsync(string environment = "Development", IReadOnlyDictionary<string, string>? settings = null)
    {
        var hub = new HubProcess(environment, settings);
        await hub.StartAsync();
        return hub;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Metadata("WebAssembly")])
        {
            WorkingDirectory = Metadata("WebProject"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = Environment;
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["Storage__Provider"] = "Sqlite";
        start.Environment["Storage__ConnectionString"] = $"Data Source={Database}";
        foreach (var (key, value) in Settings) start.Environment[key] = value;

        var clock = Stopwatch.StartNew();
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (clock.Elapsed < TimeSpan.FromSeconds(90))
        {
            if (process.HasExited) throw new InvalidOperationException($"The program ended with {process.ExitCode}:\n{Output}");
            try
            {
                if ((await http.GetAsync(new Uri(Address + "/healthz/ready"))).IsSuccessStatusCode)
                {
                    StartedIn = clock.Elapsed;
                    return;
                }
            }
            catch (HttpRequestException) { } // not listening yet
            catch (TaskCanceledException) { }
            await Task.Delay(50); // nothing announces itself across processes before the port listens
        }

        throw new TimeoutException($"The program was not ready after 90 s:\n{Output}");
    }

    /// <summary>kill -9: no farewell, no flush.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await KillAsync();
        process?.Dispose();
        try { data.Delete(recursive: true); }
        catch (IOException) { } // a file still being let go of is the temp folder's business
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (output)
        {
            output.Add(line.Data);
            if (output.Count > 2_000) output.RemoveRange(0, 1_000);
        }
    }

    private static string Metadata(string key) =>
        typeof(HubProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
