using System.Diagnostics;

namespace LearningHub.Bench.Live;

/// <summary>What one server was asked to carry.</summary>
/// <param name="Seconds">All answers to a question are given within so long, at random moments.</param>
internal sealed record Load(int Rooms, int PhonesEach, int Questions, double Seconds)
{
    public int Phones => Rooms * PhonesEach;
}

/// <summary>What came of it.</summary>
/// <param name="FanOut">Milliseconds, sorted.</param>
/// <param name="Acknowledged">Milliseconds, sorted.</param>
/// <param name="JoinCpu">Server's CPU seconds of all joins.</param>
/// <param name="AnswerCpu">Server's CPU seconds of all questions and answers.</param>
/// <param name="MemoryGrowth">Resident bytes a phone, from before the joins to after the last answer.</param>
/// <param name="Troubles">Failed joins, lost or doubled messages, refused answers.</param>
internal sealed record LoadFigures(
    double[] FanOut, double[] Acknowledged, double JoinsASecond, double JoinCpu, double AnswerCpu, double DriverCpu, double MemoryGrowth, double TalliesASecond,
    IReadOnlyList<string> Troubles);

/// <summary>Drives one server: phones join, questions are asked, every phone answers every question.</summary>
internal sealed class LiveLoad(ServerProcess server, Load load) : IDisposable
{
    /// <summary>Makes the driver's sockets work on the thread that polls them: the driver shares two cores with the server.</summary>
    public const string InlineSockets = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private const int JoinsAtOnce = 32;
    private const int WarmPhones = 1000;
    private const int WarmQuestions = 8;
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LoadClock clock = new();
    private readonly List<string> troubles = [];
    private readonly Random random = new(7);
    private LoadPhone[] phones = [];
    private LoadHost[] hosts = [];

    /// <summary>Warms the server up with a small crowd in a room of its own, then measures.</summary>
    public async Task<LoadFigures> RunAsync()
    {
        await OpenAsync(server.Rooms[..1], WarmPhones);
        for (var number = 1; number <= WarmQuestions; number++) await AskAsync(number, 1);
        Close();
        troubles.Clear();
        await QuietAsync();

        var (memory, cpu, driver) = (server.Memory, server.Cpu, OwnCpu);
        var joining = Stopwatch.StartNew();
        await OpenAsync(server.Rooms[1..], load.PhonesEach);
        var (joins, joinCpu) = (phones.Length / joining.Elapsed.TotalSeconds, server.Cpu - cpu);
        var rounds = new List<LoadRound>();
        cpu = server.Cpu;
        var (asking, tallies) = (Stopwatch.StartNew(), hosts.Sum(host => host.Tallies));
        for (var number = 1; number <= load.Questions; number++) rounds.Add(await AskAsync(number, load.Seconds));
        return new(
            [.. rounds.SelectMany(round => round.FanOut).Order()], [.. rounds.SelectMany(round => round.Acknowledged).Order()], joins,
            joinCpu, server.Cpu - cpu, OwnCpu - driver, (server.Memory - memory) / (double)load.Phones,
            (hosts.Sum(host => host.Tallies) - tallies) / asking.Elapsed.TotalSeconds / load.Rooms, troubles);
    }

    /// <summary>Until the server rests: the runtime compiles anew what it has seen much of, and closed connections end.</summary>
    private async Task QuietAsync()
    {
        var waited = Stopwatch.StartNew();
        for (var quiet = 0; quiet < 3 && waited.Elapsed < LongestWarmUp; )
        {
            var before = server.Cpu;
            await Task.Delay(500);
            quiet = server.Cpu - before < 0.025 ? quiet + 1 : 0;
        }
    }

    public void Dispose()
    {
        Close();
        clock.Dispose();
    }

    private async Task OpenAsync(ServerProcess.Room[] rooms, int each)
    {
        hosts = [.. rooms.Select(room => new LoadHost(room.Session, room.Claim))];
        foreach (var host in hosts)
        {
            await host.SitDownAsync(server.Address);
            clock.Add(host);
        }

        phones = [.. Enumerable.Range(0, each).SelectMany(i => rooms.Select(room => new LoadPhone(room.Code, $"Phone {i}")))];
        await Parallel.ForEachAsync(phones, new ParallelOptions { MaxDegreeOfParallelism = JoinsAtOnce }, async (phone, ct) =>
        {
            try
            {
                await phone.JoinAsync(server.Address).WaitAsync(Patience, ct);
                clock.Add(phone);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                lock (troubles) troubles.Add($"A join failed: {e.Message}");
            }
        });
    }

    private async Task<LoadRound> AskAsync(int number, double seconds)
    {
        var round = new LoadRound(number, phones.Length);
        foreach (var phone in phones) phone.Expect(round);
        round.Begin();
        var asked = Stopwatch.GetTimestamp();
        var opening = hosts.Select(host => host.OpenAsync(round.Question)).ToArray();
        foreach (var phone in phones) clock.AnswerAt(phone, asked + (long)(random.NextDouble() * seconds * Stopwatch.Frequency));
        await Task.WhenAll(opening);
        await round.EndAsync(Patience);
        await TallyAsync(round);
        troubles.AddRange(round.Troubles);
        return round;
    }

    /// <summary>The last tally comes up to a quarter of a second after the last answer, and must have counted them all.</summary>
    private async Task TallyAsync(LoadRound round)
    {
        var each = phones.Length / hosts.Length;
        for (var waited = Stopwatch.StartNew(); hosts.Any(host => host.Answered != each); await Task.Delay(25))
        {
            if (waited.Elapsed < TimeSpan.FromSeconds(5)) continue;
            round.Fail($"The host was told of {hosts[0].Answered} answers to {round.Question}, not of {each}.");
            return;
        }
    }

    private void Close()
    {
        foreach (var phone in phones) phone.Dispose();
        foreach (var host in hosts) host.Dispose();
        (phones, hosts) = ([], []);
    }

    private static double OwnCpu => Environment.CpuUsage.TotalTime.TotalSeconds;
}
