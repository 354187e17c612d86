using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using LearningHub.Tests.Common;

namespace LearningHub.Stories;

/// <summary>A phone as docs/live-protocol.md wants it: an answer waits here until the hub says that it is on its disk, and goes out again after each break.</summary>
internal sealed class ChaosPhone(HubProcess hub, string code, int number, Random chance) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, JsonNode> shown = new();
    private readonly ConcurrentDictionary<string, (string AnswerId, JsonObject Response)> given = new();
    private readonly ConcurrentDictionary<string, string> acknowledged = new();
    private readonly List<string> wanted = []; // asked while this phone was away
    private readonly List<Task> pending = [];
    private LiveClient? link;
    private string? claim;

    /// <summary>How the hub's journal names this person.</summary>
    public string Participant { get; private set; } = "";

    /// <summary>How often it came in.</summary>
    public int Joins { get; private set; }

    /// <summary>Every answer that was sent at least once, by question.</summary>
    public IReadOnlyDictionary<string, (string AnswerId, JsonObject Response)> Given => given;

    /// <summary>The status of every answer that the hub said is kept, by question.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => acknowledged;

    /// <summary>Questions that this phone was away for from their opening until nobody asks them any more.</summary>
    public IReadOnlyList<string> NeverSeen => wanted;

    /// <summary>Called at each acknowledgement.</summary>
    public Action? Kept { get; set; }

    /// <summary>Out of reach until it returns by itself.</summary>
    public bool Away { get; private set; }

    /// <summary>Everything that came to this phone over the link it has now.</summary>
    public string Received => link?.Received ?? "";

    public bool HasLink => link is { Closed.IsCompleted: false };

    /// <summary>Comes back, unless the hub dies on the way.</summary>
    public async Task TryReturnAsync()
    {
        try
        {
            await ReturnAsync();
        }
        catch (Exception e) when (e is LiveCallException or WebSocketException or OperationCanceledException or IOException)
        {
            // It tries again when the hub is back.
        }
    }

    /// <summary>Joins, or comes back: as the same person with the same answers, and sends what waits.</summary>
    public async Task ReturnAsync()
    {
        Away = false;
        await SettleAsync();
        if (link is not null) await link.DisposeAsync();
        link = await LiveClient.ConnectAsync(new(hub.Address));
        var joined = await link.JoinAsync(code, claim is null ? $"Phone {number}" : null, claim);
        Joins++;
        Insist(joined["refusal"] is null, $"joining was refused: {joined}");
        Insist(claim is null || (joined["claim"]!.GetValue<string>() == claim && joined["participantId"]!.GetValue<string>() == Participant), "came back as somebody else");
        (claim, Participant) = (joined["claim"]!.GetValue<string>(), joined["participantId"]!.GetValue<string>());
        Compare(joined["snapshot"]!["answers"]!.AsObject());

        if (joined["snapshot"]!["activity"] is JsonObject current) Show(current);
        foreach (var missed in (await link.InvokeAsync("Missed"))!.AsArray()) Show(missed!);
        foreach (var question in wanted.Where(shown.ContainsKey).ToList())
        {
            wanted.Remove(question);
            Choose(question);
        }

        foreach (var question in given.Keys.Except(acknowledged.Keys).ToList()) await SendAsync(question);
    }

    /// <summary>Its owner chooses. With a link the answer goes out at once; this does not wait for it.</summary>
    public void Answer(string question) => pending.Add(AnswerAsync(question));

    /// <summary>The question is on this phone.</summary>
    public async Task SeeAsync(string question) => Show((await link!.HearAsync("activityOpened", body => body["activity"]!["activityId"]!.GetValue<string>() == question))["activity"]!);

    /// <summary>Its owner writes on the wall.</summary>
    /// <returns>Where the post stands.</returns>
    public async Task<string> WriteAsync(string wall, string text) =>
        (await link!.InvokeAsync("Post", Guid.NewGuid().ToString(), wall, text, false))!["state"]?.GetValue<string>() ?? "refused";

    /// <summary>What the room was told last by this name.</summary>
    public Task<JsonNode> HearAsync(string name, Func<JsonNode, bool> fits) => link!.HearAsync(name, fits);

    /// <summary>The link is gone, whatever was under way.</summary>
    public async Task DropAsync()
    {
        Away = true;
        if (link is not null) await link.DisposeAsync();
    }

    /// <summary>Everything under way has come to its end, good or bad.</summary>
    public async Task SettleAsync()
    {
        await Task.WhenAll(pending);
        pending.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (link is not null) await link.DisposeAsync();
    }

    private async Task AnswerAsync(string question)
    {
        if (HasLink && !shown.ContainsKey(question) && !shown.ContainsKey($"{question}-2")) // with the second vote begun, nobody asks the first any more
        {
            // It is in the room, so it was told of the question, or will be; unless the link breaks first.
            var told = link!.HearAsync("activityOpened", body => body["activity"]!["activityId"]!.GetValue<string>() == question);
            await Task.WhenAny(told, link.Closed);
            if (told.IsCompletedSuccessfully) Show((await told)["activity"]!);
            else if (!link.Closed.IsCompleted) await told;
        }

        if (!shown.ContainsKey(question))
        {
            wanted.Add(question);
            return;
        }

        Choose(question);
        if (HasLink) await SendAsync(question);
    }

    private void Show(JsonNode activity) => shown[activity["activityId"]!.GetValue<string>()] = activity;

    private void Choose(string question) => given.TryAdd(question, (Guid.NewGuid().ToString(), ChaosAnswers.To(shown[question], number, chance)));

    private async Task SendAsync(string question)
    {
        var (answerId, response) = given[question];
        try
        {
            var sent = link!.InvokeAsync("Answer", answerId, question, response);
            await Task.WhenAny(sent, link.Closed);
            if (!sent.IsCompleted) return; // the hub is gone; nothing is known of this answer
            var status = (await sent)!["status"]!.GetValue<string>();
            Insist(status is "accepted" or "repeated" or "late", $"the answer to {question} was refused: {(await sent)!.ToJsonString()}");
            if (acknowledged.TryAdd(question, status)) Kept?.Invoke();
        }
        catch (Exception e) when (e is LiveCallException or WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // It stays in the outbox.
        }
    }

    /// <summary>What the hub holds of this person is what was given, and all that was acknowledged.</summary>
    private void Compare(JsonObject kept)
    {
        foreach (var question in acknowledged.Keys) Insist(kept.ContainsKey(question), $"the answer to {question} was acknowledged and is gone");
        foreach (var (question, answer) in kept)
        {
            Insist(given.TryGetValue(question, out var mine), $"the hub has an answer to {question} that was never given");
            Insist(ChaosAnswers.Same(mine.Response, answer!), $"answered {mine.Response.ToJsonString()} to {question}, and the hub has {answer!.ToJsonString()}");
        }
    }

    private void Insist(bool so, string otherwise)
    {
        if (!so) throw new InvalidOperationException($"Phone {number}: {otherwise}.");
    }
}
