using System.Globalization;
using System.Text.Json.Nodes;

namespace LearningHub.Stories;

/// <summary>Any answer to any kind of question, in the form the protocol asks for.</summary>
internal static class ChaosAnswers
{
    private static readonly string[] Words = ["rights", "work", "pay", "contract", "fair", "fee", "employer", "agency"];

    public static JsonObject To(JsonNode activity, int phone, Random chance)
    {
        string[] Ids(string list) => [.. activity[list]!.AsArray().Select(one => one!["id"]!.GetValue<string>())];
        JsonArray Some(string[] ids, int count)
        {
            chance.Shuffle(ids);
            return [.. ids.Take(count).Select(id => (JsonNode)id)];
        }

        var most = activity["most"]?.GetValue<int>() ?? 1;
        return activity["kind"]!.GetValue<string>() switch
        {
            "scale" => new() { ["number"] = chance.Next(1, 6) },
            "number" => new() { ["number"] = chance.Next(0, 1001), ["sure"] = chance.Next(2) == 0 },
            "text" => new() { ["text"] = $"Phone {phone.ToString(CultureInfo.InvariantCulture)} was surprised by {Words[chance.Next(Words.Length)]}" },
            "words" => new() { ["text"] = string.Join('\n', Words.OrderBy(_ => chance.Next()).Take(chance.Next(1, most + 1))) },
            "ranking" or "ordering" => new() { ["order"] = Some(Ids("options"), int.MaxValue) },
            "matching" => new() { ["order"] = Some(Ids("choices"), int.MaxValue) },
            _ => new() { ["options"] = Some(Ids("options"), chance.Next(1, most + 1)), ["sure"] = chance.Next(2) == 0 },
        };
    }

    /// <summary>Whether the hub holds what was sent; the order of chosen options says nothing.</summary>
    public static bool Same(JsonObject sent, JsonNode kept) =>
        List(sent["options"]).Order().SequenceEqual(List(kept["options"]).Order()) && List(sent["order"]).SequenceEqual(List(kept["order"]))
        && sent["number"]?.GetValue<int>() == (int?)kept["number"]?.GetValue<decimal>() && sent["text"]?.GetValue<string>() == kept["text"]?.GetValue<string>()
        && sent["sure"]?.GetValue<bool>() == kept["sure"]?.GetValue<bool>();

    private static IEnumerable<string> List(JsonNode? list) => list?.AsArray().Select(one => one!.GetValue<string>()) ?? [];
}
