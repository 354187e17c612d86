using System.Diagnostics;
using System.Text;
using System.Text.Unicode;

namespace LearningHub.Bench.Live;

/// <summary>A participant: joins, hears each question once, answers it once, and says what did not come to pass.</summary>
internal sealed class LoadPhone(string code, string name) : LoadSocket
{
    private readonly TaskCompletionSource joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LoadRound? round;
    private long sent;
    private int call;
    private int steps;

    public Task JoinAsync(Uri server)
    {
        _ = OpenAsync(server).ContinueWith(task => joined.TrySetException(task.Exception!), TaskContinuationOptions.OnlyOnFaulted);
        return joined.Task;
    }

    /// <summary>Expects the question of a round from now on.</summary>
    public void Expect(LoadRound next) => (steps, round) = (0, next);

    /// <summary>The moment to answer has come. The answer goes when the question is here too.</summary>
    public void Answer()
    {
        if (Interlocked.Increment(ref steps) == 2) SendAnswer();
    }

    protected override void Opened() => SendText(Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"0","target":"Join","arguments":["{{code}}","{{name}}",null]}"""));

    protected override void Lost(string why)
    {
        if (!joined.TrySetException(new InvalidOperationException(why))) round?.Fail($"{name}: {why}");
    }

    protected override void Heard(ReadOnlySpan<byte> message)
    {
        var now = Stopwatch.GetTimestamp();
        if (message.StartsWith("{\"type\":3"u8)) Replied(message, now);
        else if (message.StartsWith("{\"type\":1,\"target\":\"activityOpened\""u8)) Asked(message, now);
        else if (message.StartsWith("{\"type\":7"u8)) Lost(Encoding.UTF8.GetString(message));
    }

    private void Asked(ReadOnlySpan<byte> message, long now)
    {
        if (round is not { } it || message.IndexOf(it.Mark) < 0)
        {
            round?.Fail($"{name} heard a question that was not asked now");
            return;
        }

        it.Opened(now);
        if (Interlocked.Increment(ref steps) == 2) SendAnswer();
    }

    private void Replied(ReadOnlySpan<byte> message, long now)
    {
        if (!joined.Task.IsCompleted)
        {
            if (message.IndexOf("\"version\":"u8) >= 0) joined.TrySetResult();
            else joined.TrySetException(new InvalidOperationException($"{name} was not let in: {Encoding.UTF8.GetString(message)}"));
        }
        else if (message.IndexOf("\"status\":\"accepted\""u8) >= 0) round!.Kept(now - sent);
        else round?.Fail($"{name} was answered {Encoding.UTF8.GetString(message)}");
    }

    private void SendAnswer()
    {
        Span<byte> text = stackalloc byte[192];
        Utf8.TryWrite(text, $$"""{"type":1,"invocationId":"{{++call}}","target":"Answer","arguments":["{{Guid.NewGuid()}}","{{round!.Question}}",{"options":["{{(char)('a' + call % 3)}}"]}]}""", out var length);
        sent = Stopwatch.GetTimestamp();
        SendText(text[..length]);
    }
}

/// <summary>A host: takes its place, opens questions, and hears the tally.</summary>
internal sealed class LoadHost(string session, string claim) : LoadSocket
{
    private TaskCompletionSource reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Messages that told how many have answered.</summary>
    public int Tallies { get; private set; }

    /// <summary>People who have answered, as the host was last told.</summary>
    public int Answered { get; private set; }

    public async Task SitDownAsync(Uri server)
    {
        await OpenAsync(server);
        await reply.Task;
    }

    public Task OpenAsync(string question)
    {
        reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
        SendText(Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"1","target":"Open","arguments":["{{question}}"]}"""));
        return reply.Task;
    }

    protected override void Opened() => SendText(Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"0","target":"Host","arguments":["{{session}}","{{claim}}"]}"""));

    protected override void Lost(string why) => reply.TrySetException(new InvalidOperationException($"The host: {why}"));

    protected override void Heard(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("{\"type\":1,\"target\":\"tally\""u8))
        {
            Tallies++;
            if (message.IndexOf("\"answered\":"u8) is >= 0 and var at
                && System.Buffers.Text.Utf8Parser.TryParse(message[(at + 11)..], out int answered, out _)) Answered = answered;
        }
        else if (message.StartsWith("{\"type\":3"u8))
        {
            if (message.IndexOf("\"version\":"u8) >= 0) reply.TrySetResult();
            else reply.TrySetException(new InvalidOperationException($"The host was answered {Encoding.UTF8.GetString(message)}"));
        }
    }
}
