using System.Diagnostics;
using System.Globalization;
using LearningHub.Tests.Common;

namespace LearningHub.Bench.Live;

/// <summary>A hall of phones answers questions: how long until a question is on every phone, and until an answer is acknowledged.</summary>
internal static class LiveBench
{
    private const int DefaultPhones = 1000;
    private const int Rounds = 5;
    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(2.5);

    public static async Task<int> RunAsync(string[] words)
    {
        var phones = int.Parse(Measure.Option(words, "--phones") ?? DefaultPhones.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        Console.WriteLine($"{phones} connections, {Rounds} questions, each phone answers at a random moment within {Thinking.TotalSeconds} s; load driver on the same machine.");
        var bare = await MeasureAsync("bare", phones);
        var room = await MeasureAsync("room", phones);
        Console.WriteLine($"{"",-34}{"bare hub",12}{"live room",12}{"ratio",8}");
        Line("question fan-out p50, ms", bare.FanOut, room.FanOut, 0.50);
        Line("question fan-out p99, ms", bare.FanOut, room.FanOut, 0.99);
        Line("answer acknowledged p50, ms", bare.Acknowledged, room.Acknowledged, 0.50);
        Line("answer acknowledged p99, ms", bare.Acknowledged, room.Acknowledged, 0.99);
        Line("joins a second", bare.JoinsASecond, room.JoinsASecond);
        Line("server CPU, ms a phone and question", bare.ServerCpu, room.ServerCpu);
        Console.WriteLine("The bare hub keeps nothing; every answer of the live room is on disk when it is acknowledged.");
        return 0;
    }

    private static void Line(string what, double[] bare, double[] room, double share) => Line(what, At(bare, share), At(room, share));

    private static void Line(string what, double bare, double room) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34}{bare,12:0.0}{room,12:0.0}{room / bare,8:0.00}"));

    private static double At(double[] values, double share) => values[(int)Math.Min(values.Length - 1, values.Length * share)];

    private static async Task<Figures> MeasureAsync(string which, int count)
    {
        using var server = Start(which);
        var line = (await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.")).Split(' ');
        var (address, code) = (new Uri(line[0]), line[1]);
        await using var host = await LiveClient.ConnectAsync(address);
        await host.InvokeAsync("Host", line.ElementAtOrDefault(3) ?? "", line.ElementAtOrDefault(2) ?? "");

        var phones = new LiveClient[count];
        var warm = Math.Min(count / 10, 50);
        await JoinAsync(phones, 0, warm, address, code);
        var joining = Stopwatch.StartNew();
        await JoinAsync(phones, warm, count, address, code);
        var joins = (count - warm) / joining.Elapsed.TotalSeconds;
        await RoundAsync(host, phones, 1, new Random(1), [], []); // warms both sides up

        var (fanOut, acknowledged) = (new List<double>(), new List<double>());
        var random = new Random(7);
        var cpu = Cpu(server);
        for (var round = 2; round <= Rounds + 1; round++) await RoundAsync(host, phones, round, random, fanOut, acknowledged);
        cpu = Cpu(server) - cpu;

        foreach (var phone in phones) await phone.DisposeAsync();
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return new([.. fanOut.Order()], [.. acknowledged.Order()], joins, cpu / (count * (double)Rounds));
    }

    private static Task JoinAsync(LiveClient[] phones, int from, int to, Uri address, string code) =>
        Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            phones[i] = await LiveClient.ConnectAsync(address);
            await phones[i].JoinAsync(code, $"Phone {i}");
        });

    private static async Task RoundAsync(LiveClient host, LiveClient[] phones, int number, Random random, List<double> fanOut, List<double> acknowledged)
    {
        var question = $"Q{number}";
        var asked = Stopwatch.GetTimestamp();
        var opening = host.InvokeAsync("Open", question);
        var moments = phones.Select(_ => Thinking * random.NextDouble()).ToArray();
        var phone = phones.Select(async (client, i) =>
        {
            var heard = await client.HearWithTimeAsync("activityOpened", body => Id(body) == question);
            await Task.Delay(moments[i]);
            var sent = Stopwatch.GetTimestamp();
            var status = await client.AnswerAsync(question, "a");
            if (status != "accepted") throw new InvalidOperationException($"An answer was {status}.");
            return (Opened: Stopwatch.GetElapsedTime(asked, heard.At).TotalMilliseconds, Kept: Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }).ToArray();
        foreach (var (opened, kept) in await Task.WhenAll(phone))
        {
            fanOut.Add(opened);
            acknowledged.Add(kept);
        }

        await opening;
    }

    private static string? Id(System.Text.Json.Nodes.JsonNode body) => (body["activity"]!["activityId"] ?? body["activity"]!["ActivityId"])?.GetValue<string>();

    private static Process Start(string which)
    {
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet") start.ArgumentList.Add(typeof(LiveBench).Assembly.Location);
        start.ArgumentList.Add("live-server");
        start.ArgumentList.Add(which);
        return Process.Start(start)!;
    }

    private static double Cpu(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalMilliseconds;
    }

    private sealed record Figures(double[] FanOut, double[] Acknowledged, double JoinsASecond, double ServerCpu);
}
