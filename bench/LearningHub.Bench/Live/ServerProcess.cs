using System.Diagnostics;

namespace LearningHub.Bench.Live;

/// <summary>A server in a process of its own, so that its CPU and memory are its alone.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri address, Room[] rooms) => (this.process, Address, Rooms) = (process, address, rooms);

    public Uri Address { get; }

    /// <summary>The rooms it has; the first one is for warming up.</summary>
    public Room[] Rooms { get; }

    /// <summary>CPU seconds that it has used.</summary>
    public double Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Resident bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <param name="which">As <see cref="LiveServers"/> names it.</param>
    public static async Task<ServerProcess> StartAsync(string which, int rooms)
    {
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment.Remove(LiveLoad.InlineSockets); // the driver's setting, not the servers'
        if (Path.GetFileNameWithoutExtension(self) == "dotnet") start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        foreach (var word in (string[])["live-server", which, $"{rooms + 1}"]) start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        var found = new List<Room>();
        var address = await LineAsync(process);
        while (found.Count <= rooms && (await LineAsync(process)).Split(' ') is [var code, var session, var claim]) found.Add(new(code, session, claim));
        return new(process, new(address), [.. found]);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<string> LineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");

    internal sealed record Room(string Code, string Session, string Claim);
}
