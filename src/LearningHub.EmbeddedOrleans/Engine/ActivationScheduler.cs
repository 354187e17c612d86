namespace LearningHub.EmbeddedOrleans;

/// <summary>Runs an activation's turns one at a time on the thread pool. Awaits inside a turn come back here, so grain code never runs in parallel with itself.</summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>Turns run in one go before others get the thread; keeps a busy grain from holding it.</summary>
    private const int TurnsInOneGo = 64;

    private readonly Queue<Task> turns = [];
    private bool running;

    public Activation Activation { get; } = activation;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Queues a turn that sees nothing of the caller's async locals: what is to travel with a call travels in its request context.</summary>
    public void Post(Action<object?> action, object? state)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            new Task(action, state).Start(this);
            return;
        }

        using (ExecutionContext.SuppressFlow()) new Task(action, state).Start(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var i = 0; i < TurnsInOneGo; i++)
        {
            Task? turn;
            lock (turns)
            {
                if (!turns.TryDequeue(out turn))
                {
                    running = false;
                    return;
                }
            }

            TryExecuteTask(turn);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (turns)
        {
            turns.Enqueue(task);
            if (running) return;
            running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Only within a turn of the same activation; anywhere else it would run in parallel.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(Current, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (turns) return [.. turns];
    }
}
