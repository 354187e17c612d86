using System.Diagnostics;
using System.Globalization;
using System.Net;
using LearningHub.Tests.Common;

namespace LearningHub.Bench.Cascade;

/// <summary>The programme's pages through HTTP, as a programme officer of the demonstration sees it.</summary>
internal static class CascadePages
{
    private const int Pages = 11;

    /// <summary>Lets the hub make the file, with the demonstration's people in it.</summary>
    public static async Task PrepareAsync(string file)
    {
        using var hub = Start(file, out var address);
        await ReadyAsync(address);
        await StopAsync(hub);
    }

    public static async Task MeasureAsync(string file)
    {
        using var hub = Start(file, out var address);
        try
        {
            await ReadyAsync(address);
            using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
            using var form = new FormUrlEncodedContent([new("as", "programme")]);
            (await http.PostAsync(new Uri("/demo/continue", UriKind.Relative), form)).EnsureSuccessStatusCode();
            foreach (var part in (string[])["", "/generations", "/messages", "/tree", "/districts", "/figures"])
            {
                var page = new Uri($"/programmes/{CascadeWorld.Programme}{part}", UriKind.Relative);
                var watch = Stopwatch.StartNew();
                var bytes = (await http.GetByteArrayAsync(page)).Length;
                var first = watch.Elapsed.TotalSeconds;
                var times = new List<double>();
                for (var i = 0; i < Pages; i++)
                {
                    watch.Restart();
                    await http.GetByteArrayAsync(page);
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  page programme{part,-14} {bytes,9:#,0} bytes: first {first,6:0.00} s, then median {times.Order().ElementAt(Pages / 2),8:0.0} ms, slowest {times.Max(),8:0.0} ms"));
            }

            hub.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the hub holds {hub.WorkingSet64 / 1e6:0} MB"));
        }
        finally
        {
            await StopAsync(hub);
        }
    }

    private static Process Start(string file, out Uri address)
    {
        address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var program = Path.Combine(Path.GetDirectoryName(typeof(CascadePages).Assembly.Location)!, "LearningHub.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["Demo__Enabled"] = "true";
        start.Environment["Storage__ConnectionString"] = $"Data Source={file}";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        return Process.Start(start)!;
    }

    private static async Task ReadyAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(200)) // another process says nothing before it listens
        {
            try
            {
                (await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative))).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromMinutes(3))
            {
            }
        }
    }

    private static async Task StopAsync(Process hub)
    {
        hub.Kill();
        await hub.WaitForExitAsync();
    }
}
