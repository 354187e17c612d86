using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Tests.Cascade;

/// <summary>A second, slow implementation of the ground rules, written from the definitions by asking instead of walking:
/// "does this session count?" asks "had this person qualified?", which asks "does that earlier session count?"</summary>
internal sealed class PlainLineage(CascadeFacts facts, DateTimeOffset asOf)
{
    // answers given once are kept: asking again and again would take hours, not seconds
    private readonly Dictionary<CascadeSessionId, bool> counts = [];
    private readonly List<ExposureFact> verified = [.. facts.Exposures.Where(e => e.Tier >= EvidenceTier.Confirmed && e.At <= asOf).Distinct()];
    private readonly List<SessionFact> sessions = [.. facts.Sessions.DistinctBy(s => s.Session)];

    public IEnumerable<SessionFact> Counted => sessions.Where(Counts);

    public IEnumerable<LearnerId> Everybody => facts.Seeds.Select(s => s.Person).Concat(facts.Exposures.Select(e => e.Person)).Concat(facts.Qualifications.Select(q => q.Person)).Distinct();

    public bool Counts(SessionFact session) => counts.TryGetValue(session.Session, out var known) ? known : counts[session.Session] =
        session.HeldAt <= asOf && !session.Contested && session.Trainers.All(t => QualifiedAt(t, session.HeldAt) < session.HeldAt);

    /// <summary>The session of the first verified exposure among those held before a moment; null for seeds and people not reached.</summary>
    public SessionFact? First(LearnerId person, DateTimeOffset before) =>
        IsSeed(person, before) ? null : Attended(person, before).OrderBy(s => s.HeldAt).ThenBy(s => s.Session.Value).FirstOrDefault();

    public SessionFact? First(LearnerId person) => First(person, DateTimeOffset.MaxValue);

    public int? Generation(LearnerId person) =>
        IsSeed(person, DateTimeOffset.MaxValue) ? 0 : First(person) is { } first ? 1 + first.Trainers.Min(t => Generation(t)!.Value) : null;

    public DateTimeOffset? QualifiedAt(LearnerId person) => QualifiedAt(person, DateTimeOffset.MaxValue);

    public int Contacts => Counted.Sum(s => Present(s).Count());

    public IEnumerable<LearnerId> Present(SessionFact session) =>
        verified.Where(e => e.Session == session.Session && !session.Trainers.Contains(e.Person)).Select(e => e.Person).Distinct();

    public double FanOut(int generation, int window, out int eligible)
    {
        var group = Everybody.Where(p => Generation(p) == generation && QualifiedAt(p) is { } q && Day(asOf) - Day(q) >= window).ToList();
        eligible = group.Count;
        var total = 0.0;
        foreach (var parent in group)
            foreach (var child in Everybody)
                if (First(child) is { } first && first.Trainers.Contains(parent) && Day(first.HeldAt) - Day(QualifiedAt(parent)!.Value) <= window)
                    total += 1.0 / first.Trainers.Length;
        return group.Count == 0 ? 0 : total / group.Count;
    }

    private bool IsSeed(LearnerId person, DateTimeOffset before) =>
        facts.Seeds.Any(s => s.Person == person && s.QualifiedAt <= asOf)
        || Passed(person).Where(at => at < before).Take(1).Any(first => !Attended(person, first).Any());

    private IEnumerable<DateTimeOffset> Passed(LearnerId person) =>
        facts.Qualifications.Where(q => q.Person == person && q.At <= asOf).Select(q => q.At).Order();

    private IEnumerable<SessionFact> Attended(LearnerId person, DateTimeOffset before) =>
        sessions.Where(s => s.HeldAt < before && Present(s).Contains(person)).Where(Counts);

    private DateTimeOffset? QualifiedAt(LearnerId person, DateTimeOffset before)
    {
        var moments = facts.Seeds.Where(s => s.Person == person && s.QualifiedAt <= asOf).Select(s => (DateTimeOffset?)s.QualifiedAt).ToList();
        foreach (var session in Attended(person, before))
            moments.AddRange(verified.Where(e => e.Session == session.Session && e.Person == person && e.Qualified).Select(e => (DateTimeOffset?)e.At));
        moments.AddRange(Passed(person).Where(at => at < before).Select(at => (DateTimeOffset?)at));
        return moments.Min();
    }

    /// <summary>The last moment at which a qualified person qualified, first or again.</summary>
    public DateTimeOffset QualifiedLast(LearnerId person) =>
        facts.Seeds.Where(s => s.Person == person && s.QualifiedAt <= asOf).Select(s => s.QualifiedAt).Concat(Passed(person))
            .Concat(Attended(person, DateTimeOffset.MaxValue).SelectMany(s => verified.Where(e => e.Session == s.Session && e.Person == person && e.Qualified).Select(e => e.At < s.HeldAt ? s.HeldAt : e.At))).Max();

    private static int Day(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime).DayNumber;
}
