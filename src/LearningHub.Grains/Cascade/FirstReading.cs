using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>Reads everything of a module version once, on as many connections as it is given: after a start, pages of a large cascade wait for it.</summary>
/// <param name="connections">Each within a snapshot of the same moment.</param>
/// <param name="advanced">Is told which share has been read, 0 to 1.</param>
internal sealed class FirstReading(IReadOnlyList<HubDbContext> connections, ModuleVersion module, Action<double>? advanced)
{
    /// <summary>Sessions read together: few enough that what they need at hand stays in the processor's cache.</summary>
    private const int Together = 1_000;

    private readonly Lock counting = new();
    private ImmutableArray<PostFact> posts = [];
    private int next = -1, done;

    /// <summary>Reads; takes a thread for each connection.</summary>
    public async Task<(SessionFacts Sessions, ImmutableArray<PostFact> Posts)> RunAsync(CancellationToken ct)
    {
        var first = new BigTables(FactReader.Of(connections[0]), module);
        var (sessions, spotChecks) = (first.Sessions(null), first.SpotChecks());
        var pieces = sessions.Select(session => session.Session).OrderBy(session => session.Value).Chunk(Together).ToArray();
        var read = new Evidence[pieces.Length];
        void Work(BigTables tables)
        {
            // The list of posts is the largest single piece and comes first; -1 stands for it.
            for (var piece = Interlocked.Increment(ref next) - 1; piece < pieces.Length; piece = Interlocked.Increment(ref next) - 1)
            {
                ct.ThrowIfCancellationRequested();
                if (piece < 0) posts = tables.Posts();
                else read[piece] = tables.Of(pieces[piece][0], pieces[piece][^1], spotChecks);
                lock (counting) advanced?.Invoke(++done / (pieces.Length + 1.0));
            }
        }

        var others = connections.Skip(1).Select(db => Task.Factory.StartNew(() => Work(new(FactReader.Of(db), module)), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        try
        {
            Work(first);
        }
        finally
        {
            await Task.WhenAll(others); // a connection must not be closed under somebody who reads
        }

        return (new(sessions, ImmutableCollectionsMarshal.AsImmutableArray(Join(read, part => part.Exposures)), Join(read, part => part.Answers), [.. read.SelectMany(part => part.Runs)]), posts);
    }

    /// <summary>One list of the right length.</summary>
    private static T[] Join<T>(Evidence[] parts, Func<Evidence, T[]> of)
    {
        var all = new T[parts.Sum(part => of(part).Length)];
        var at = 0;
        foreach (var part in parts)
        {
            of(part).CopyTo(all, at);
            at += of(part).Length;
        }

        return all;
    }
}
