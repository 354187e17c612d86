using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Each session once, with the exposures that count for it: two arrays of numbers instead of a list for each session.</summary>
internal sealed class SessionExposures
{
    private int[] starts = []; // where each session's exposures begin in order
    private int[] order = [];

    private SessionExposures(List<SessionFact> sessions) => Sessions = sessions;

    public List<SessionFact> Sessions { get; }

    public static SessionExposures Of(CascadeFacts facts, DateTimeOffset asOf, EvidenceTier floor)
    {
        var numbers = new Dictionary<CascadeSessionId, int>(facts.Sessions.Length);
        var found = new SessionExposures(new(facts.Sessions.Length));
        foreach (var session in facts.Sessions)
        {
            if (session.HeldAt > asOf) continue;
            if (numbers.TryAdd(session.Session, found.Sessions.Count)) found.Sessions.Add(session);
            else if (Before(session, found.Sessions[numbers[session.Session]])) found.Sessions[numbers[session.Session]] = session;
        }

        found.Sort(facts, numbers, asOf, floor);
        return found;
    }

    /// <summary>Sessions in the order they were held.</summary>
    public int[] InOrder()
    {
        var numbers = new int[Sessions.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = i;
        Array.Sort(numbers, (one, other) =>
            Sessions[one].HeldAt.CompareTo(Sessions[other].HeldAt) is not 0 and var by ? by : Sessions[one].Session.Value.CompareTo(Sessions[other].Session.Value));
        return numbers;
    }

    /// <summary>Where a session's exposures stand among the facts.</summary>
    public ReadOnlySpan<int> At(int session) => order.AsSpan(starts[session], starts[session + 1] - starts[session]);

    private void Sort(CascadeFacts facts, Dictionary<CascadeSessionId, int> numbers, DateTimeOffset asOf, EvidenceTier floor)
    {
        var of = new int[facts.Exposures.Length];
        starts = new int[Sessions.Count + 1];
        var (last, lastNumber) = (default(CascadeSessionId), -1);
        for (var i = 0; i < of.Length; i++)
        {
            var exposure = facts.Exposures[i];
            // exposures of one session mostly stand together
            if (exposure.Session != last) (last, lastNumber) = (exposure.Session, numbers.GetValueOrDefault(exposure.Session, -1));
            of[i] = exposure.Tier >= floor && exposure.At <= asOf ? lastNumber : -1;
            if (of[i] >= 0) starts[of[i] + 1]++;
        }

        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        var next = starts.AsSpan(0, Sessions.Count).ToArray();
        order = new int[starts[^1]];
        for (var i = 0; i < of.Length; i++)
            if (of[i] >= 0) order[next[of[i]]++] = i;
    }

    /// <summary>Repeated records of a session are one. Should they differ, the choice does not depend on their order.</summary>
    private static bool Before(SessionFact one, SessionFact other) =>
        one.HeldAt != other.HeldAt ? one.HeldAt < other.HeldAt
        : one.ClaimedHeads != other.ClaimedHeads ? one.ClaimedHeads < other.ClaimedHeads
        : one.Contested && !other.Contested;
}
