using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Which sessions stand above which: a session stands below those in which its trainers were first reached.</summary>
internal sealed class SessionTree
{
    private readonly Dictionary<CascadeSessionId, CascadeSessionId[]> above = [];

    public SessionTree(Lineage lineage)
    {
        foreach (var session in lineage.Sessions) // in the order held: what stands above is known already
        {
            var direct = session.Fact.Trainers.Select(trainer => lineage.People[trainer].ReachedIn).OfType<CascadeSessionId>();
            above[session.Fact.Session] = [.. direct.SelectMany(parent => above[parent].Append(parent)).Distinct()];
        }
    }

    /// <summary>The session itself and every session above it, each once.</summary>
    public IEnumerable<CascadeSessionId> BranchesOf(CascadeSessionId session) => above[session].Append(session);
}
