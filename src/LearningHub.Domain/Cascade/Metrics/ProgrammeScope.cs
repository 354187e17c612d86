using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>A programme's own cascade of a module: the people whose tree begins at a member of one of its workshops, and the sessions
/// taught by at least one of them.</summary>
/// <remarks>
/// A cascade that two programmes share is counted like this:
/// <list type="bullet">
/// <item>A session of mixed co-trainers belongs to each of their programmes. In each, the trainers of that programme share its credit, so
/// that credits sum to the reach there too; a person reached in it is reach of both. Reaches of programmes must therefore not be added up.</item>
/// <item>Generations are counted from the programme's own workshops: over a co-trainer from elsewhere there is no shorter way.</item>
/// <item>Somebody whose tree begins elsewhere and who sits in a session of this programme is no contact here; the heads claimed stay as they are.</item>
/// <item>Who was reached here and qualified in a session of others is qualified here as well.</item>
/// <item>What counts is decided once, for the whole module: a session in quarantine there is in quarantine here.</item>
/// </list>
/// </remarks>
public static class ProgrammeScope
{
    /// <summary>The facts of the programme's cascade, from which every figure of it is computed. Valid for the moment and tier floor of <paramref name="all"/>.</summary>
    /// <param name="all">The cascade of the whole module.</param>
    /// <param name="members">Everybody who had joined a workshop of the programme by then.</param>
    public static CascadeFacts Of(Lineage all, IReadOnlySet<LearnerId> members)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(members);
        var within = PeopleOf(all, members);
        if (within.Count == all.People.Count) return all.Facts;

        bool Elsewhere(LearnerId person) => all.People.ContainsKey(person) && !within.Contains(person);
        bool Own(LearnerId person) => within.Contains(person) || (members.Contains(person) && !Elsewhere(person));
        var facts = all.Facts;
        var counted = all.Sessions.Select(session => session.Fact.Session).ToHashSet();
        var sessions = facts.Sessions.Where(session => session.Trainers.Any(Own))
            .Select(session => counted.Contains(session.Session) ? session with { Trainers = [.. session.Trainers.Where(within.Contains)] } : session).ToImmutableArray();
        var held = sessions.Select(session => session.Session).ToHashSet();
        return facts with
        {
            Seeds = facts.Seeds.RemoveAll(seed => !Own(seed.Person)),
            Sessions = sessions,
            Exposures = facts.Exposures.RemoveAll(exposure => !held.Contains(exposure.Session) || Elsewhere(exposure.Person)),
            Qualifications = [.. facts.Qualifications.Where(q => Own(q.Person)), .. QualifiedElsewhere(all, within, held)],
            Pledges = facts.Pledges.RemoveAll(pledge => !Own(pledge.Person)),
            Posts = facts.Posts.RemoveAll(post => Elsewhere(post.Person)), // who is not reached yet is missing from every programme
            Answers = facts.Answers.RemoveAll(answer => !Own(answer.Person)),
            SpotChecks = SpotChecks(facts, held),
        };
    }

    /// <summary>Whole lots, of heads whoever they are: a lot is judged as one. Heads of others' sessions have no name and are in no estimate.</summary>
    private static ImmutableArray<SpotCheckFact> SpotChecks(CascadeFacts facts, HashSet<CascadeSessionId> held)
    {
        var lots = facts.SpotChecks.Where(check => held.Contains(check.Session)).Select(check => check.Lot).ToHashSet();
        return [.. facts.SpotChecks.Where(check => lots.Contains(check.Lot)).Select(check => held.Contains(check.Session) ? check : check with { Person = null })];
    }

    /// <summary>Everybody whose tree begins at one of them. A seed belongs to the programme as its member; anybody else through a trainer who does.</summary>
    private static HashSet<LearnerId> PeopleOf(Lineage all, IReadOnlySet<LearnerId> members)
    {
        var within = new bool[all.People.Count];
        // Trainers were reached before they taught: so each parent is decided before her learners.
        for (var person = 0; person < within.Length; person++)
            within[person] = all.ReachedIn[person] is >= 0 and var session
                ? Array.Exists(all.Trainers[session], trainer => within[trainer])
                : members.Contains(all.People.Values[person].Person);
        return [.. all.People.Values.Where((_, person) => within[person]).Select(place => place.Person)];
    }

    /// <summary>Qualifications earned in sessions that are not the programme's.</summary>
    private static IEnumerable<QualificationFact> QualifiedElsewhere(Lineage all, HashSet<LearnerId> within, HashSet<CascadeSessionId> held)
    {
        foreach (var person in all.Sessions.Where(session => !held.Contains(session.Fact.Session)).SelectMany(session => session.Verified).Where(within.Contains).Distinct())
        {
            if (all.People[person] is not { QualifiedAt: { } qualified } place) continue;
            // At the very moment of the session that reached her she would look like a seed.
            yield return new(person, qualified == place.ReachedAt ? qualified.AddTicks(1) : qualified);
        }
    }
}
