using System.Collections.Concurrent;

namespace LearningHub.Journal;

/// <summary>A thread of the writer's own. A flush blocks its thread, and the pool of a small machine has few; nor must a batch wait in
/// the pool's queue behind a message to thousands of people.</summary>
internal sealed class WriterThread : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> turns = [];

    public WriterThread() => new Thread(Run) { IsBackground = true, Name = "journal writer" }.Start();

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Starts work whose awaits come back to this thread.</summary>
    public Task Start(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>The thread ends when it has done what was queued.</summary>
    public void Dispose() => turns.CompleteAdding();

    protected override void QueueTask(Task task) => turns.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => turns;

    private void Run()
    {
        foreach (var turn in turns.GetConsumingEnumerable()) TryExecuteTask(turn);
        turns.Dispose();
    }
}
