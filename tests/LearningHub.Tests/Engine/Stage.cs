using System.Collections.Concurrent;

namespace LearningHub.Tests.Engine;

/// <summary>Where test and grain meet: the grain says what it has reached and waits at a gate; the test waits for the one and opens the other.</summary>
public sealed class Stage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> marks = new();
    private readonly ConcurrentQueue<string> log = new();
    private readonly ConcurrentDictionary<string, int> counts = new();
    private volatile bool allOpen;

    /// <summary>What has happened so far, in order.</summary>
    public string Log => string.Join(' ', log);

    public void Note(string what) => log.Enqueue(what);

    /// <summary>How often this was asked for, counted from 1.</summary>
    public int Count(string what) => counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    /// <summary>Notes that something was reached and lets those go on who wait for it.</summary>
    public void Reach(string what)
    {
        Note(what);
        Mark("reached " + what).TrySetResult();
    }

    public Task Reached(string what) => Mark("reached " + what).Task.WaitAsync(Patience);

    public Task Gate(string name) => allOpen ? Task.CompletedTask : Mark("open " + name).Task.WaitAsync(Patience);

    public void Open(string gate) => Mark("open " + gate).TrySetResult();

    public void OpenAll()
    {
        allOpen = true;
        foreach (var (name, mark) in marks)
            if (name.StartsWith("open ", StringComparison.Ordinal)) mark.TrySetResult();
    }

    private TaskCompletionSource Mark(string name) => marks.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
