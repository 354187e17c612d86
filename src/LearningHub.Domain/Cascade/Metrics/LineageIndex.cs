using System.Collections.Concurrent;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>What several figures ask of a lineage, made once each. People and sessions are numbers here: their places in the lineage's lists.</summary>
/// <remarks>Two readers at the same time may make the same list twice; both are the same, and either may be kept.</remarks>
internal sealed class LineageIndex(Lineage lineage)
{
    private const int Never = int.MaxValue;

    private readonly int today = Days.Of(lineage.AsOf).DayNumber;
    private readonly ConcurrentDictionary<int, int[]> newTrainers = new();
    private readonly ConcurrentDictionary<(AnswerOccasion, bool), FirstAnswers> answers = new();
    private int[][]? generations;
    private ILookup<int, int>? days;
    private int[]? qualified, taught, clusters;
    private Dictionary<LearnerId, List<int>>? sessions;
    private Dictionary<CascadeSessionId, int>? numbers;
    private ILookup<InstitutionId, PostFact>? posts;

    /// <summary>Generations that somebody belongs to; every one up to the last.</summary>
    public int Generations => ByGeneration.Length;

    private int[][] ByGeneration => generations ??= GroupByGeneration();

    /// <summary>Day of qualification of each person.</summary>
    private int[] Qualified => qualified ??= Array.ConvertAll([.. lineage.People.Values], place => place.QualifiedAt is { } at ? Days.Of(at).DayNumber : Never);

    /// <summary>Day of each person's first verified session: one that counts and that at least one person confirmed.</summary>
    private int[] Taught => taught ??= FirstTaught();

    private Dictionary<LearnerId, List<int>> Sessions => sessions ??= GroupSessions();

    private int[] Clusters => clusters ??= MergeClusters();

    public int[] OfGeneration(int generation) => generation >= 0 && generation < ByGeneration.Length ? ByGeneration[generation] : [];

    public bool IsQualified(int person) => Qualified[person] != Never;

    /// <summary>Whether a person's qualification counts on a day: earned by then, and not expired.</summary>
    /// <param name="day">A day number, not after the as-of day.</param>
    public bool Holds(int person, int day) => lineage.Facts.ValidDays is not { } valid
        ? Qualified[person] <= day
        : (days ??= QualifyingDays.Of(lineage))[person].Any(earned => earned <= day && day - earned <= valid);

    /// <summary>Whole days that a qualified person has had until the as-of day.</summary>
    public int FollowUp(int person) => today - Qualified[person];

    /// <summary>Whole days from qualification to the first verified session; null when there is none.</summary>
    public int? DaysToTeaching(int person) => Taught[person] == Never || Qualified[person] == Never ? null : Taught[person] - Qualified[person];

    public bool TaughtWithin(int person, int windowDays) => DaysToTeaching(person) <= windowDays;

    /// <summary>Whole days from a trainer's qualification to a session of hers.</summary>
    public int DaysUntil(int session, int trainer) => Days.Of(lineage.Sessions[session].Fact.HeldAt).DayNumber - Qualified[trainer];

    /// <summary>How many people a session was the first for.</summary>
    public int NewIn(int session) => lineage.New[session].End.Value - lineage.New[session].Start.Value;

    /// <summary>Those of them who taught within the window themselves.</summary>
    public int NewTrainersIn(int session, int windowDays) => newTrainers.GetOrAdd(windowDays, CountNewTrainers)[session];

    /// <summary>The session that stands for a person where answers are resampled: the one that reached her, or of small ones the first of her generation; −1 for seeds.</summary>
    public int ClusterOf(int person) => lineage.ReachedIn[person] is >= 0 and var session ? Clusters[session] : -1;

    public IEnumerable<Place> ReachedBy(int session)
    {
        for (var at = lineage.New[session].Start.Value; at < lineage.New[session].End.Value; at++) yield return lineage.People.Values[at];
    }

    /// <summary>Where a session stands among those that count; null when it does not.</summary>
    public int? NumberOf(CascadeSessionId session) =>
        (numbers ??= lineage.Sessions.Index().ToDictionary(s => s.Item.Fact.Session, s => s.Index)).TryGetValue(session, out var number) ? number : null;

    /// <summary>Sessions of a trainer that count, in the order held.</summary>
    public IReadOnlyList<int> SessionsOf(LearnerId trainer) => Sessions.TryGetValue(trainer, out var found) ? found : [];

    /// <summary>What people answered first; only people who have a generation.</summary>
    /// <param name="anchorsOnly">Anchor items, which every generation is asked; otherwise the rotated ones as well.</param>
    public FirstAnswers Answers(AnswerOccasion occasion, bool anchorsOnly = true) =>
        answers.GetOrAdd((occasion, anchorsOnly), asked => FirstAnswers.Of(lineage, asked.Item1, asked.Item2));

    public IEnumerable<PostFact> PostsOf(InstitutionId institution) => (posts ??= lineage.Facts.Posts.ToLookup(post => post.Institution))[institution];

    private int[][] GroupByGeneration()
    {
        var sizes = new List<int>();
        foreach (var place in lineage.People.Values)
        {
            while (sizes.Count <= place.Generation) sizes.Add(0);
            sizes[place.Generation]++;
        }

        var groups = sizes.ConvertAll(size => new int[size]).ToArray();
        var next = new int[groups.Length];
        for (var person = 0; person < lineage.People.Count; person++)
        {
            var generation = lineage.People.Values[person].Generation;
            groups[generation][next[generation]++] = person;
        }

        return groups;
    }

    private int[] FirstTaught()
    {
        var first = new int[lineage.People.Count];
        Array.Fill(first, Never);
        for (var session = lineage.Sessions.Length - 1; session >= 0; session--)
        {
            if (lineage.Sessions[session].Verified.IsEmpty) continue;
            var day = Days.Of(lineage.Sessions[session].Fact.HeldAt).DayNumber;
            foreach (var trainer in lineage.Trainers[session]) first[trainer] = day; // backwards: the first is written last
        }

        return first;
    }

    private int[] CountNewTrainers(int windowDays)
    {
        var counts = new int[lineage.Sessions.Length];
        for (var person = 0; person < lineage.ReachedIn.Length; person++)
            if (lineage.ReachedIn[person] >= 0 && TaughtWithin(person, windowDays)) counts[lineage.ReachedIn[person]]++;
        return counts;
    }

    private Dictionary<LearnerId, List<int>> GroupSessions()
    {
        var groups = new Dictionary<LearnerId, List<int>>();
        for (var session = 0; session < lineage.Sessions.Length; session++)
            foreach (var trainer in lineage.Sessions[session].Fact.Trainers)
                if (groups.TryGetValue(trainer, out var own)) own.Add(session);
                else groups.Add(trainer, [session]);
        return groups;
    }

    private int[] MergeClusters()
    {
        var first = new Dictionary<int, int>(); // by generation
        var merged = new int[lineage.Sessions.Length];
        for (var session = 0; session < merged.Length; session++)
        {
            merged[session] = session;
            if (NewIn(session) == 0 || !lineage.Facts.SmallClusters.Contains(lineage.Sessions[session].Fact.Session)) continue;
            var generation = lineage.People.Values[lineage.New[session].Start.Value].Generation;
            if (!first.TryAdd(generation, session)) merged[session] = first[generation];
        }

        return merged;
    }
}
