using System.Diagnostics;

namespace LearningHub.Bench.Live;

/// <summary>Lets phones answer at their moments, from one thread, so that thousands of them need no timer each.</summary>
internal sealed class LoadClock : IDisposable
{
    private const int SilenceMilliseconds = 15_000;

    private readonly Lock gate = new();
    private readonly PriorityQueue<LoadPhone, long> due = new();
    private readonly List<LoadSocket> living = [];
    private readonly Thread thread;
    private volatile bool stopping;

    public LoadClock()
    {
        thread = new(Run) { IsBackground = true, Name = "load clock" };
        thread.Start();
    }

    /// <summary>Sends a ping for it when it has been silent for long.</summary>
    public void Add(LoadSocket socket)
    {
        lock (gate) living.Add(socket);
    }

    /// <param name="at">As <see cref="Stopwatch.GetTimestamp"/> counts.</param>
    public void AnswerAt(LoadPhone phone, long at)
    {
        lock (gate) due.Enqueue(phone, at);
    }

    public void Dispose()
    {
        stopping = true;
        thread.Join();
    }

    private void Run()
    {
        for (var turn = 0; !stopping; turn++)
        {
            while (Next() is { } phone) phone.Answer();
            if (turn % 1000 == 999) PingTheSilent();
            Thread.Sleep(1);
        }
    }

    private LoadPhone? Next()
    {
        lock (gate) return due.TryPeek(out var phone, out var at) && at <= Stopwatch.GetTimestamp() ? due.Dequeue() is var it ? it : phone : null;
    }

    private void PingTheSilent()
    {
        LoadSocket[] all;
        lock (gate) all = [.. living];
        var silentSince = Environment.TickCount64 - SilenceMilliseconds;
        foreach (var socket in all)
            if (socket.SentAt < silentSince && socket.Broken is null) socket.Ping();
    }
}
