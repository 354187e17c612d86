using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Walks the sessions in the order they were held. Each exposure is looked at once; nothing is asked of the whole again.</summary>
internal sealed class LineageWalk(CascadeFacts facts, DateTimeOffset asOf, EvidenceTier floor)
{
    private readonly Dictionary<LearnerId, int> index = new(facts.Exposures.Length / 2 + facts.Seeds.Length);
    private readonly List<Place> people = new(facts.Exposures.Length / 2 + facts.Seeds.Length);
    private readonly List<int> reachedIn = new(facts.Exposures.Length / 2 + facts.Seeds.Length);
    private readonly List<long> knownSince = new(facts.Exposures.Length / 2 + facts.Seeds.Length);
    private readonly List<CountedSession> counted = new(facts.Sessions.Length);
    private readonly List<int[]> trainers = new(facts.Sessions.Length);
    private readonly List<Range> reached = new(facts.Sessions.Length);
    private readonly List<CascadeSessionId> quarantined = [];
    private readonly List<CascadeSessionId> contested = [];
    private readonly List<LearnerId> there = [];
    private readonly List<ExposureFact> evidence = [];
    private readonly QualificationFact[] elsewhere =
        [.. facts.Qualifications.Where(q => q.At <= asOf).OrderBy(q => q.At).ThenBy(q => q.Person.Value)];
    private int nextElsewhere;

    public Lineage Run()
    {
        foreach (var seed in facts.Seeds.Where(seed => seed.QualifiedAt <= asOf).OrderBy(seed => seed.QualifiedAt).ThenBy(seed => seed.Person.Value))
            if (!index.ContainsKey(seed.Person)) Join(new(seed.Person, 0, [], null, null, seed.QualifiedAt), -1);

        var exposures = SessionExposures.Of(facts, asOf, floor);
        foreach (var session in exposures.InOrder())
        {
            var fact = exposures.Sessions[session];
            Qualify(until: fact.HeldAt);
            Visit(fact, exposures.At(session));
        }

        Qualify(until: asOf);
        return new Lineage(facts, asOf, floor)
        {
            People = new([.. people], index),
            Sessions = [.. counted],
            Quarantined = [.. quarantined],
            Contested = [.. contested],
            ReachedIn = [.. reachedIn],
            KnownSince = [.. knownSince],
            Trainers = [.. trainers],
            New = [.. reached],
        };
    }

    /// <summary>Who passed the module's test without having been reached before begins a tree of her own.</summary>
    private void Qualify(DateTimeOffset until)
    {
        for (; nextElsewhere < elsewhere.Length && elsewhere[nextElsewhere].At <= until; nextElsewhere++)
        {
            var (person, at) = elsewhere[nextElsewhere];
            if (index.TryGetValue(person, out var known)) QualifyAt(known, at);
            else Join(new(person, 0, [], null, null, at), -1);
        }
    }

    private void Visit(SessionFact session, ReadOnlySpan<int> exposures)
    {
        if (session.Contested)
        {
            contested.Add(session.Session);
            return;
        }

        var held = OneOrder(session);
        var by = new int[held.Trainers.Length];
        for (var i = 0; i < by.Length; i++)
        {
            if (index.TryGetValue(held.Trainers[i], out by[i]) && people[by[i]].QualifiedAt < held.HeldAt) continue;
            quarantined.Add(session.Session);
            return;
        }

        if (by.Length == 0) quarantined.Add(session.Session);
        else Count(held, by, exposures);
    }

    private void Count(SessionFact session, int[] by, ReadOnlySpan<int> exposures)
    {
        var generation = people[by[0]].Generation;
        foreach (var trainer in by) generation = Math.Min(generation, people[trainer].Generation);
        Gather(session, exposures);
        there.Clear();
        var before = people.Count;
        for (var i = 0; i < evidence.Count;)
        {
            var person = evidence[i].Person;
            DateTimeOffset? qualified = null;
            var since = evidence[i].At;
            for (; i < evidence.Count && evidence[i].Person == person; i++)
            {
                if (evidence[i].At < since) since = evidence[i].At;
                if (!evidence[i].Qualified) continue;
                var at = evidence[i].At < session.HeldAt ? session.HeldAt : evidence[i].At;
                if (qualified is null || at < qualified) qualified = at;
            }

            there.Add(person);
            // Known already: a reinforcement. Dose, never reach; it can still be what qualifies a person who had not passed before.
            if (!index.TryGetValue(person, out var known))
                Join(new(person, generation + 1, session.Trainers, session.Session, session.HeldAt, qualified), counted.Count, since.UtcTicks);
            else if (qualified is { } at)
                QualifyAt(known, at);
        }

        counted.Add(new(session, [.. there]));
        trainers.Add(by);
        reached.Add(before..people.Count);
    }

    /// <summary>The evidence of everybody but the trainers, person by person.</summary>
    private void Gather(SessionFact session, ReadOnlySpan<int> exposures)
    {
        evidence.Clear();
        foreach (var at in exposures)
            if (!session.Trainers.Contains(facts.Exposures[at].Person)) evidence.Add(facts.Exposures[at]);
        var sorted = true;
        for (var i = 1; i < evidence.Count && sorted; i++) sorted = evidence[i - 1].Person.Value.CompareTo(evidence[i].Person.Value) <= 0;
        if (!sorted) CollectionsMarshal.AsSpan(evidence).Sort(static (one, other) => one.Person.Value.CompareTo(other.Person.Value));
    }

    private void Join(Place place, int session, long since = 0)
    {
        index.Add(place.Person, people.Count);
        people.Add(place);
        reachedIn.Add(session);
        knownSince.Add(since);
    }

    private void QualifyAt(int person, DateTimeOffset at)
    {
        if (people[person].QualifiedAt is null || at < people[person].QualifiedAt) people[person] = people[person] with { QualifiedAt = at };
    }

    private static SessionFact OneOrder(SessionFact session) => session.Trainers.Length <= 1
        ? session
        : session with { Trainers = [.. session.Trainers.Distinct().OrderBy(trainer => trainer.Value)] };
}
