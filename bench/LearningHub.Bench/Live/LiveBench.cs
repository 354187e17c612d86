using System.Globalization;

namespace LearningHub.Bench.Live;

/// <summary>Halls of phones answer questions: how long until a question is on every phone, until an answer is acknowledged, and what it costs the server.</summary>
internal static class LiveBench
{
    public static async Task<int> RunAsync(string[] words)
    {
        Environment.SetEnvironmentVariable(LiveLoad.InlineSockets, "1"); // before the first socket
        int Number(string name, int otherwise) => Measure.Option(words, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var (sessions, each, runs) = (Number("--sessions", 1), Number("--each", 45), Number("--runs", 3));
        var one = new Load(1, sessions > 1 ? Math.Min(sessions * each, Domain.Live.LiveSession.MaxParticipants) : Number("--phones", 1000), Number("--questions", 5), Number("--seconds", 10));
        var many = one with { Rooms = sessions, PhonesEach = each };
        Console.WriteLine($"{one.Questions} questions, each phone answers each at a random moment within {one.Seconds} s, {runs} runs in turn, medians; load driver on the same machine.");
        Side[] sides = sessions > 1
            ? [new("one room", "room", one), new("many rooms", "room", many), new("bare, one", "bare", one), new("bare, many", "bare", many)]
            : [new("bare hub", "bare", one), new("bare + disk", "flushed", one), new("live room", "room", one)];
        await MeasureAsync(new("", "bare", new(1, 100, 1, 1))); // warms the driver up
        var figures = sides.ToDictionary(side => side, _ => new List<LoadFigures>());
        for (var run = 0; run < runs; run++)
            foreach (var side in run % 2 == 0 ? sides : sides.Reverse()) figures[side].Add(await MeasureAsync(side));
        LiveReport.Print([.. sides.Select(side => (side.Name, side.Load, figures[side]))]);
        return figures.Values.Any(all => all.Any(one => one.Troubles.Count > 0)) ? 1 : 0;
    }

    private static async Task<LoadFigures> MeasureAsync(Side side)
    {
        await using var server = await ServerProcess.StartAsync(side.Server, side.Load.Rooms);
        using var load = new LiveLoad(server, side.Load);
        return await load.RunAsync();
    }

    /// <param name="Server">As <see cref="LiveServers"/> names it.</param>
    private sealed record Side(string Name, string Server, Load Load);
}
