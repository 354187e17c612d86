namespace LearningHub.EmbeddedOrleans;

/// <summary>The rules of turn-taking: what of an activation's requests may start beside those that run. Its owner locks.</summary>
internal sealed class RequestQueue(bool isReentrant)
{
    private readonly LinkedList<Request> waiting = [];
    private readonly List<Request> running = [];
    private readonly Dictionary<Guid, int> openChains = [];
    private int runningAlone;
    private int runningReadOnly;
    private int waitingFlexibly;

    public bool IsRunning => running.Count > 0;
    public bool IsEmpty => running.Count == 0 && waiting.Count == 0;

    public void Add(Request request)
    {
        waiting.AddLast(request);
        if (IsFlexible(request)) waitingFlexibly++;
    }

    /// <summary>The longest waiting request that may start now; it counts as running. Null when none may.</summary>
    public Request? TakeNext()
    {
        for (var node = waiting.First; node is not null; node = node.Next)
        {
            if (MayStart(node.Value))
            {
                Remove(node);
                running.Add(node.Value);
                Count(node.Value, 1);
                return node.Value;
            }

            if (waitingFlexibly == 0) return null; // those behind it may start no sooner
        }

        return null;
    }

    public void Finished(Request request)
    {
        running.Remove(request);
        Count(request, -1);
    }

    /// <summary>Those whose caller should wait no longer. Of them, the waiting ones are taken out.</summary>
    public List<Request> TakeLate(long now)
    {
        List<Request> late = [.. running.Where(it => it.Deadline < now)];
        for (var (node, next) = (waiting.First, waiting.First?.Next); node is not null; (node, next) = (next, next?.Next))
        {
            if (node.Value.Deadline >= now) continue;
            late.Add(node.Value);
            Remove(node);
        }

        return late;
    }

    public List<Request> TakeWaiting()
    {
        List<Request> all = [.. waiting];
        waiting.Clear();
        waitingFlexibly = 0;
        return all;
    }

    /// <summary>Requests of this call chain may come back while the one that opened it waits.</summary>
    public void Open(Guid chain) => openChains[chain] = openChains.GetValueOrDefault(chain) + 1;

    public void Close(Guid chain)
    {
        if (openChains.GetValueOrDefault(chain) is > 1 and var times) openChains[chain] = times - 1;
        else openChains.Remove(chain);
    }

    private bool MayStart(Request request) =>
        isReentrant
        || request.Interleaves
        || (runningAlone == 0 && (runningReadOnly == 0 || request.IsReadOnly))
        || (openChains.Count > 0 && request.Chain is var chain && chain != Guid.Empty && openChains.ContainsKey(chain));

    private static bool IsFlexible(Request request) => request.Interleaves || request.IsReadOnly || request.Chain != Guid.Empty;

    private void Remove(LinkedListNode<Request> node)
    {
        waiting.Remove(node);
        if (IsFlexible(node.Value)) waitingFlexibly--;
    }

    private void Count(Request request, int by)
    {
        if (request.Interleaves) return;
        if (request.IsReadOnly) runningReadOnly += by;
        else runningAlone += by;
    }
}
