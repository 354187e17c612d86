using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LearningHub.Tests.Common;

/// <summary>A client of the live room written from docs/live-protocol.md alone: SignalR's JSON protocol over a plain WebSocket.</summary>
/// <remarks>It can also misbehave, and it keeps every byte it got, so that a test can look for what must not travel.</remarks>
public sealed class LiveClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket socket;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> calls = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly StringBuilder received = new();
    private readonly List<LiveMessageHeard> heard = [];
    private readonly Lock gate = new();
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reading;
    private int lastCall;
    private long bytesIn;
    private long bytesOut;

    private LiveClient(ClientWebSocket socket)
    {
        this.socket = socket;
        reading = Task.Run(ReadAllAsync);
    }

    /// <summary>Payload bytes of the socket's messages, in both directions.</summary>
    public long Bytes => Interlocked.Read(ref bytesIn) + Interlocked.Read(ref bytesOut);

    /// <summary>Everything the server sent, as text.</summary>
    public string Received
    {
        get { lock (gate) return received.ToString(); }
    }

    /// <summary>Messages so far, in order.</summary>
    public IReadOnlyList<LiveMessageHeard> Heard
    {
        get { lock (gate) return [.. heard]; }
    }

    /// <summary>Completes when the connection is gone.</summary>
    public Task Closed => reading;

    /// <param name="headers">For example a cookie.</param>
    public static async Task<LiveClient> ConnectAsync(Uri server, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in headers) socket.Options.SetRequestHeader(name, value);
        var address = new UriBuilder(server) { Scheme = server.Scheme == "https" ? "wss" : "ws", Path = "/hubs/live" }.Uri;
        using var patience = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(address, patience.Token);
        var client = new LiveClient(socket);
        await client.SendTextAsync("{\"protocol\":\"json\",\"version\":1}");
        return client;
    }

    /// <summary>Calls a hub method.</summary>
    /// <exception cref="LiveCallException">The hub answered with an error.</exception>
    public async Task<JsonNode?> InvokeAsync(string target, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref lastCall).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var call = calls[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendTextAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target, arguments }, JsonSerializerOptions.Web));
        return await call.Task.WaitAsync(Patience);
    }

    /// <summary>Joins, and gives the whole reply.</summary>
    public async Task<JsonNode> JoinAsync(string code, string? name, string? claim = null) => (await InvokeAsync("Join", code, name, claim))!;

    /// <summary>Answers with one option, and gives the status.</summary>
    public async Task<string> AnswerAsync(string activity, string option, string? answerId = null) =>
        (await InvokeAsync("Answer", answerId ?? Guid.NewGuid().ToString(), activity, new { options = new[] { option } }))!["status"]!.GetValue<string>();

    /// <summary>Sends any text as one message.</summary>
    public async Task SendTextAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text + End);
        await sending.WaitAsync();
        try
        {
            Interlocked.Add(ref bytesOut, bytes.Length);
            await socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>The first message of this name that fits, which may have come already.</summary>
    public async Task<JsonNode> HearAsync(string name, Func<JsonNode, bool>? fits = null) => (await HearWithTimeAsync(name, fits)).Body;

    /// <summary>The same, with the moment when it came.</summary>
    public async Task<LiveMessageHeard> HearWithTimeAsync(string name, Func<JsonNode, bool>? fits = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            lock (gate)
            {
                var found = heard.FirstOrDefault(message => message.Name == name && (fits is null || fits(message.Body)));
                if (found is not null) return found;
                more = news.Task;
            }

            await more.WaitAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
        sending.Dispose();
    }

    private async Task ReadAllAsync()
    {
        var buffer = new byte[16 * 1024];
        var text = new StringBuilder();
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close) break;
                Interlocked.Add(ref bytesIn, result.Count);
                text.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
                if (result.EndOfMessage) Take(text);
            }
        }
        catch (WebSocketException)
        {
            // closed by either side
        }
        catch (OperationCanceledException)
        {
        }
        catch (ObjectDisposedException)
        {
            // aborted between two messages
        }

        foreach (var call in calls.Values) call.TrySetException(new LiveCallException("The connection closed."));
    }

    private void Take(StringBuilder text)
    {
        var whole = text.ToString();
        text.Clear();
        lock (gate) received.Append(whole);
        foreach (var part in whole.Split(End, StringSplitOptions.RemoveEmptyEntries)) Take(JsonNode.Parse(part)!);
    }

    private void Take(JsonNode message)
    {
        switch (message["type"]?.GetValue<int>())
        {
            case 1:
                TaskCompletionSource waiting;
                lock (gate)
                {
                    heard.Add(new(message["target"]!.GetValue<string>(), message["arguments"]!.AsArray() is [{ } body, ..] ? body : new JsonObject(), System.Diagnostics.Stopwatch.GetTimestamp()));
                    (waiting, news) = (news, new(TaskCreationOptions.RunContinuationsAsynchronously));
                }

                waiting.SetResult();
                break;
            case 3 when calls.TryRemove(message["invocationId"]!.GetValue<string>(), out var call):
                if (message["error"] is { } error) call.SetException(new LiveCallException(error.GetValue<string>()));
                else call.SetResult(message["result"]);
                break;
        }
    }
}

/// <param name="At">When it came, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> counts.</param>
public sealed record LiveMessageHeard(string Name, JsonNode Body, long At);

/// <summary>The hub answered a call with an error.</summary>
public sealed class LiveCallException(string message) : Exception(message);
