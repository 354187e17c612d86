using System.Data.Common;
using System.Text.Json.Nodes;

namespace LearningHub.Stories;

/// <summary>Reads what the hub has on its disk, past the hub.</summary>
/// <param name="connect">A new, closed connection.</param>
internal sealed class ChaosJournal(Func<DbConnection> connect)
{
    public async Task<IReadOnlyList<KeptInJournal>> AnswersAsync(string session) =>
        [.. (await ReadAsync(session, "live.answer-recorded.v1")).Select(answer => new KeptInJournal(
            answer["learner"]!.GetValue<string>(), answer["activity"]!.GetValue<string>(), answer["answerId"]!.GetValue<string>(),
            answer["timing"]!.ToJsonString().Contains("inTime", StringComparison.OrdinalIgnoreCase) || answer["timing"]!.ToJsonString() == "0", answer))];

    public async Task<int> JoinsAsync(string session) => (await ReadAsync(session, "live.participant-joined.v1")).Count;

    private async Task<List<JsonNode>> ReadAsync(string session, string type)
    {
        await using var database = connect();
        await database.OpenAsync();
        await using var ask = database.CreateCommand();
        ask.CommandText = $"select data from journal where stream = 'live-{session}' and type = '{type}' order by position";
        await using var lines = await ask.ExecuteReaderAsync();
        List<JsonNode> found = [];
        while (await lines.ReadAsync()) found.Add(JsonNode.Parse(lines.GetString(0))!);
        return found;
    }
}

/// <summary>One answer as the journal has it. What was typed stands elsewhere; the phone that gave it finds it in its room.</summary>
internal sealed record KeptInJournal(string Learner, string Question, string AnswerId, bool InTime, JsonNode Data)
{
    public bool Fits(JsonObject given)
    {
        var chosen = (given["options"] ?? given["order"])?.AsArray().Select(one => one!.GetValue<string>()) ?? [];
        var kept = Data["options"]!.AsArray().Select(one => one!.GetValue<string>()).ToList();
        return Data["text"] is null && Data["number"]?.GetValue<decimal>() == given["number"]?.GetValue<int>()
            && (given["order"] is null ? kept.Order().SequenceEqual(chosen.Order()) : kept.SequenceEqual(chosen));
    }
}
