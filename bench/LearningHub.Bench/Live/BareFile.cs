using System.Collections.Concurrent;
using System.Text;

namespace LearningHub.Bench.Live;

/// <summary>What the stack and the disk allow: each answer is on disk before it is acknowledged, in a plain file, and nothing else is done with it.</summary>
/// <remarks>Answers that come while the disk is busy share a flush, as in the journal.</remarks>
public sealed class BareFile : IDisposable
{
    private readonly BlockingCollection<(string Line, TaskCompletionSource Done)> queue = [];
    private readonly FileStream file;
    private readonly Thread thread;

    public BareFile(string path)
    {
        file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        thread = new(WriteAll) { IsBackground = true, Name = "bare file" };
        thread.Start();
    }

    /// <summary>Completes when the line is on disk.</summary>
    public Task KeepAsync(string line)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Add((line, done));
        return done.Task;
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
        file.Dispose();
    }

    private void WriteAll()
    {
        var batch = new List<TaskCompletionSource>();
        var text = new StringBuilder();
        foreach (var first in queue.GetConsumingEnumerable())
        {
            for (var next = first; ; )
            {
                text.Append(next.Line).Append('\n');
                batch.Add(next.Done);
                if (!queue.TryTake(out next)) break;
            }

            file.Write(Encoding.UTF8.GetBytes(text.ToString()));
            file.Flush(flushToDisk: true);
            foreach (var done in batch) done.SetResult();
            batch.Clear();
            text.Clear();
        }
    }
}
