using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LearningHub.Tests.Common;

namespace LearningHub.Stories;

/// <summary>A live room that a story leads over the public protocol, from the facilitator's chair of the demonstration.</summary>
public sealed class LiveRoom : IAsyncDisposable
{
    private readonly HubProcess hub;
    private LiveClient? host;

    private LiveRoom(HubProcess hub, JsonNode started)
    {
        this.hub = hub;
        Code = started["code"]!.GetValue<string>();
        (Session, Claim) = (started["sessionId"]!.GetValue<string>(), started["hostClaim"]!.GetValue<string>());
    }

    /// <summary>What people type to come in.</summary>
    public string Code { get; }

    public string Session { get; }

    /// <summary>What makes whoever holds it the host.</summary>
    public string Claim { get; }

    /// <summary>The activities, in the order planned.</summary>
    public IReadOnlyList<string> Plan { get; private set; } = [];

    /// <param name="run">A run of show to follow; null for the questions alone.</param>
    public static async Task<LiveRoom> StartAsync(HubProcess hub, string module = "labour-mobility", string? run = null)
    {
        using var http = new HttpClient { BaseAddress = new(hub.Address) };
        using var asFacilitator = new FormUrlEncodedContent([KeyValuePair.Create("as", "facilitator")]);
        (await http.PostAsync(new Uri("/demo/continue", UriKind.Relative), asFacilitator)).EnsureSuccessStatusCode();
        var answer = await http.PostAsJsonAsync(new Uri("/api/live", UriKind.Relative), new { module, run });
        var room = new LiveRoom(hub, (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!);
        await room.TakeTheChairAsync();
        return room;
    }

    /// <summary>Becomes the host, again when the hub was away.</summary>
    public async Task TakeTheChairAsync()
    {
        if (host is not null) await host.DisposeAsync();
        host = await LiveClient.ConnectAsync(new(hub.Address));
        var reply = (await host.InvokeAsync("Host", Session, Claim))!;
        Plan = [.. reply["snapshot"]!["plan"]!.AsArray().Select(id => id!.GetValue<string>())];
    }

    public Task OpenAsync(string question) => StepAsync("Open", question);

    public Task CloseAsync() => StepAsync("Close");

    public Task TalkAsync() => StepAsync("Talk");

    public Task RevealAsync() => StepAsync("Reveal");

    public Task EndAsync() => StepAsync("End");

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    private async Task StepAsync(string step, params object[] what)
    {
        var reply = (await host!.InvokeAsync(step, what))!;
        if (reply["refusal"] is { } refusal) throw new InvalidOperationException($"{step} was refused: {refusal.ToJsonString()}");
    }
}
