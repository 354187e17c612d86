using System.Diagnostics;
using System.Globalization;
using LearningHub.Tests.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LearningHub.Bench.Pages;

/// <summary>Lesson pages a second as an anonymous reader gets them, against the same bytes from an endpoint that does nothing else.</summary>
internal static class PagesBench
{
    private const string Lesson = "/modules/labour-mobility/why-manage-labour-mobility";
    private const int Readers = 32;
    private const int Requests = 20_000;
    private const int WarmUp = 4_000;

    public static async Task<int> RunAsync(string[] words)
    {
        using var hub = StartHub(out var address, out var folder);
        try
        {
            var page = await FirstPageAsync(new Uri(address, Lesson));
            var file = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllBytesAsync(file, page);
            using var bare = Start("dotnet", [typeof(PagesBench).Assembly.Location, "pages-server", file]);
            var bareAddress = new Uri((await bare.StandardOutput.ReadLineAsync())!);
            Console.WriteLine($"{page.Length} bytes a page, {Readers} readers, {Requests} requests a run, {Measure.Runs} runs in turn; load driver on the same machine.");
            List<double> ours = [], reference = [];
            await LoadAsync(new Uri(address, Lesson), WarmUp);
            await LoadAsync(bareAddress, WarmUp);
            for (var run = 0; run < Measure.Runs; run++)
            {
                reference.Add(await Measure.PerSecondAsync(Requests, () => LoadAsync(bareAddress, Requests)));
                ours.Add(await Measure.PerSecondAsync(Requests, () => LoadAsync(new Uri(address, Lesson), Requests)));
            }

            bare.StandardInput.Close();
            await bare.WaitForExitAsync();
            var (a, b) = (Measure.Median(reference), Measure.Median(ours));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bare endpoint {a:0} pages/s, lesson page {b:0} pages/s, ratio {b / a:0.00} (medians)"));
            return 0;
        }
        finally
        {
            hub.Kill();
            await hub.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The bare reference: one endpoint, one file's bytes. Runs until standard input closes; its address is its first line.</summary>
    public static async Task<int> ServeAsync(string[] words)
    {
        var bytes = await File.ReadAllBytesAsync(words[0]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Ports.Free()}");
        var app = builder.Build();
        app.MapGet("/", () => Results.Bytes(bytes, "text/html; charset=utf-8"));
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static Process StartHub(out Uri address, out DirectoryInfo folder)
    {
        folder = Directory.CreateTempSubdirectory("learning-hub-bench-");
        address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var hub = Path.Combine(Path.GetDirectoryName(typeof(PagesBench).Assembly.Location)!, "LearningHub.Web.dll");
        return Start("dotnet", [hub], new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["Storage__ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "hub.db")}",
            ["Logging__LogLevel__Default"] = "Error",
        });
    }

    private static Process Start(string program, string[] words, Dictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var (key, value) in settings ?? []) start.Environment[key] = value;
        return Process.Start(start)!;
    }

    private static async Task<byte[]> FirstPageAsync(Uri page)
    {
        using var http = new HttpClient();
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100)) // another process says nothing before it listens
        {
            try
            {
                return await http.GetByteArrayAsync(page);
            }
            catch (HttpRequestException) when (clock.Elapsed < TimeSpan.FromSeconds(60))
            {
            }
        }
    }

    private static async Task LoadAsync(Uri page, int requests)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers });
        var left = requests;
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await http.GetByteArrayAsync(page);
        })));
    }
}
