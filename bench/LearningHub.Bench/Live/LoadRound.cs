using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace LearningHub.Bench.Live;

/// <summary>One question on all phones: who has heard it and whose answer was acknowledged, and after how long.</summary>
internal sealed class LoadRound(int number, int phones)
{
    private readonly ConcurrentQueue<string> troubles = new();
    private readonly double[] fanOut = new double[phones];
    private readonly double[] acknowledged = new double[phones];
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long asked;
    private int opened;
    private int kept;

    public string Question { get; } = $"Q{number}";

    /// <summary>What a message about this question holds.</summary>
    public byte[] Mark { get; } = Encoding.ASCII.GetBytes($"\"activityId\":\"Q{number}\"");

    public IEnumerable<string> Troubles => troubles;

    /// <summary>Milliseconds from asking to hearing, one a phone.</summary>
    public IEnumerable<double> FanOut => fanOut.Take(opened);

    /// <summary>Milliseconds from sending an answer to its acknowledgement, one a phone.</summary>
    public IEnumerable<double> Acknowledged => acknowledged.Take(kept);

    public int Missing => phones - kept;

    public void Begin() => asked = Stopwatch.GetTimestamp();

    public void Opened(long at)
    {
        if (Interlocked.Increment(ref opened) is var place && place <= phones) fanOut[place - 1] = Stopwatch.GetElapsedTime(asked, at).TotalMilliseconds;
        else Fail("A question was heard twice.");
    }

    public void Kept(long ticks)
    {
        if (Interlocked.Increment(ref kept) is var place && place <= phones) acknowledged[place - 1] = Stopwatch.GetElapsedTime(0, ticks).TotalMilliseconds;
        else Fail("An answer was acknowledged twice.");
        if (place == phones) done.TrySetResult();
    }

    public void Fail(string trouble) => troubles.Enqueue(trouble);

    /// <summary>Completes when every answer was acknowledged, or when that has taken too long.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        try
        {
            await done.Task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            Fail($"{Missing} of {phones} answers to {Question} were not acknowledged within {patience.TotalSeconds} s.");
        }
    }
}
