using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using LearningHub.Tests.Common;

namespace LearningHub.Bench.Cascade;

/// <summary>The programme's pages through HTTP, as a programme officer of the demonstration sees it.</summary>
internal static class CascadePages
{
    private const int Pages = 11;

    /// <summary>Below the programme; what begins with two slashes stands by itself.</summary>
    private static readonly string[] Parts =
    [
        "", "/generations", "/messages", "/mutations", "/tree", "/tree?generation=2", "/tree?district=District%201", "/districts", "/pledges", "/reseeding", "/benchmarks", "/figures",
        "/figures/reach", "/figures/contacts", "/figures/fan-out?slice=g%3D3", "/figures/score-after?slice=g%3D3", "/flags",
        "/tree?branch={session}", "/tree/sessions/{session}", "/tree/people/{trainer}", "//institutions/{institution}",
    ];

    private const string Sessions = "/tree/sessions/";

    private static string Name(string part) => part.StartsWith("//", StringComparison.Ordinal) ? part[1..] : "programme" + part;

    /// <summary>Lets the hub make the file, with the demonstration's people in it.</summary>
    public static async Task PrepareAsync(string file)
    {
        using var hub = Start(file, out var address);
        await ReadyAsync(address);
        await StopAsync(hub);
    }

    public static async Task MeasureAsync(string file, string institution, string trainer)
    {
        using var hub = Start(file, out var address);
        try
        {
            await ReadyAsync(address);
            using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
            using var form = new FormUrlEncodedContent([new("as", "programme")]);
            (await http.PostAsync(new Uri("/demo/continue", UriKind.Relative), form)).EnsureSuccessStatusCode();
            var session = "";
            foreach (var asked in Parts)
            {
                var part = asked.Replace("{session}", session, StringComparison.Ordinal).Replace("{trainer}", trainer, StringComparison.Ordinal).Replace("{institution}", institution, StringComparison.Ordinal);
                var page = new Uri(part.StartsWith("//", StringComparison.Ordinal) ? part[1..] : $"/programmes/{CascadeWorld.Programme}{part}", UriKind.Relative);
                if (part.Length == 0) await FirstAsync(http, page);
                var watch = Stopwatch.StartNew();
                var text = await http.GetStringAsync(page);
                var first = watch.Elapsed.TotalSeconds;
                if (part == "/tree" && text.IndexOf(Sessions, StringComparison.Ordinal) is >= 0 and var at) session = text.Substring(at + Sessions.Length, Guid.Empty.ToString().Length);
                var times = new List<double>();
                for (var i = 0; i < Pages; i++)
                {
                    watch.Restart();
                    await http.GetByteArrayAsync(page);
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {Name(asked),-36} {Encoding.UTF8.GetByteCount(text),9:#,0} bytes: first {first,6:0.00} s, then median {times.Order().ElementAt(Pages / 2),8:0.0} ms, slowest {times.Max(),8:0.0} ms"));
            }

            hub.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the hub holds {hub.WorkingSet64 / 1e6:0} MB"));
        }
        finally
        {
            await StopAsync(hub);
        }
    }

    /// <summary>The first page after a start says how far the figures are, and loads itself anew until they are there.</summary>
    private static async Task FirstAsync(HttpClient http, Uri page)
    {
        var (watch, answers, slowest) = (Stopwatch.StartNew(), 0, 0.0);
        for (var status = HttpStatusCode.Accepted; status == HttpStatusCode.Accepted; answers++)
        {
            if (answers > 0) await Task.Delay(500); // as the page does after two seconds
            var asked = Stopwatch.StartNew();
            using var answer = await http.GetAsync(page);
            (status, slowest) = (answer.EnsureSuccessStatusCode().StatusCode, Math.Max(slowest, asked.Elapsed.TotalSeconds));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  after the start: figures after {watch.Elapsed.TotalSeconds:0.0} s, {answers - 1} pages before said how far they are, the slowest took {slowest:0.00} s"));
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
