using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using LearningHub.Tests.Common;

namespace LearningHub.Stories;

/// <summary>A participant who keeps to docs/live-protocol.md: an answer is kept here until the hub says that it is on its disk, and is sent again after each break.</summary>
public sealed class KillPhone(HubProcess hub, string code, int number) : IAsyncDisposable
{
    private readonly Dictionary<string, (string AnswerId, string Option)> given = [];
    private readonly HashSet<string> acknowledged = [];
    private LiveClient? link;
    private string? claim;

    /// <summary>How the hub's journal names this person.</summary>
    public string Participant { get; private set; } = "";

    /// <summary>What was chosen, by question.</summary>
    public IReadOnlyDictionary<string, string> Given => given.ToDictionary(answer => answer.Key, answer => answer.Value.Option);

    /// <summary>Joins, or comes back, and sends what was never acknowledged.</summary>
    public async Task ComeBackAsync()
    {
        if (link is not null) await link.DisposeAsync();
        link = await LiveClient.ConnectAsync(new(hub.Address));
        var joined = await link.JoinAsync(code, claim is null ? $"Phone {number}" : null, claim);
        Assert.True(joined["refusal"] is null, $"Joining was refused: {joined}");
        claim = joined["claim"]?.GetValue<string>() ?? claim;
        Participant = joined["participantId"]!.GetValue<string>();
        foreach (var question in given.Keys.Except(acknowledged).ToList()) Assert.True(await SendAsync(question), $"Phone {number} has a link, and its answer was not acknowledged.");
    }

    /// <summary>Chooses, and sends.</summary>
    /// <returns>Whether the hub acknowledged it before the link broke.</returns>
    public Task<bool> AnswerAsync(string question, string option)
    {
        given[question] = (Guid.NewGuid().ToString(), option);
        return SendAsync(question);
    }

    /// <summary>Every answer that was acknowledged is at the hub, as it was given.</summary>
    public async Task FindsItsAnswersAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/live/{code}/state");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", claim);
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"The room answered {(int)response.StatusCode}:\n{hub.Trouble}");
        var kept = (await response.Content.ReadFromJsonAsync<JsonNode>())!["snapshot"]!["answers"]!;
        foreach (var question in acknowledged)
        {
            var found = kept[question]?["options"]?[0]?.GetValue<string>();
            Assert.True(found == given[question].Option, $"Phone {number} was told that its answer {given[question].Option} to {question} is kept; the hub has {found ?? "none"}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (link is not null) await link.DisposeAsync();
    }

    private async Task<bool> SendAsync(string question)
    {
        var (answerId, option) = given[question];
        try
        {
            var sent = link!.AnswerAsync(question, option, answerId);
            await Task.WhenAny(sent, link.Closed);
            if (!sent.IsCompleted) return false; // the hub is gone; nothing is known of this answer
            Assert.Contains(await sent, (string[])["accepted", "repeated", "late"]);
            return acknowledged.Add(question);
        }
        catch (Exception e) when (e is LiveCallException or WebSocketException or OperationCanceledException or InvalidOperationException or IOException)
        {
            return false;
        }
    }
}
