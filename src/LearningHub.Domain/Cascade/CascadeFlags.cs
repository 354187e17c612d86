using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade;

/// <summary>What somebody should ask about. Nothing here takes a confirmation away.</summary>
public enum CascadeFlagKind { ManyFromOnePhone, CheckTooFast, SameWrongAnswers, ManyHeads }

/// <summary>One confirmation as the flags see it.</summary>
/// <param name="At">When the hub received it; a phone's own clock is never judged by.</param>
/// <param name="CheckedAt">When the hub received the check; null without one.</param>
/// <param name="Device">The phone's pseudonym, or null.</param>
public sealed record ConfirmationFact(
    CascadeSessionId Session, LearnerId Person, string Mode, string? Device, DateTimeOffset At, DateTimeOffset? CheckedAt, ImmutableArray<JudgedAnswer> Answers);

/// <summary>One thing to ask about.</summary>
/// <param name="Session">The session; of several, the first by id.</param>
/// <param name="People">Whom it concerns, ordered by id; empty for a flag about the session itself.</param>
/// <param name="Number">People, or seconds for a check that was too fast, or heads.</param>
public sealed record CascadeFlag(CascadeFlagKind Kind, CascadeSessionId Session, ImmutableArray<LearnerId> People, int Number)
{
    /// <summary>The same facts give the same key: what a review decided stays with its flag.</summary>
    public Guid Key
    {
        get
        {
            var text = $"{Kind}|{Session}|{string.Join(',', People)}";
            var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16).ToArray();
            bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
            bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
            return new(bytes, bigEndian: true);
        }
    }
}

/// <summary>Finds what looks odd in confirmations: a flag to ask about, never a rejection. Shared phones, small groups and good memories are normal.</summary>
public static class CascadeFlags
{
    /// <summary>People from one phone within <see cref="PhoneMinutes"/> from which on it is asked about.</summary>
    public const int ManyPeople = 6;

    public const int PhoneMinutes = 10;

    /// <summary>Seconds a question takes at least to be read; a check below this times its questions is asked about.</summary>
    public const double SecondsPerQuestion = 3;

    /// <summary>More people in one session than one trainer can teach.</summary>
    public const int ManyHeads = 40;

    /// <summary>Questions two people must both have been asked before their answers are compared.</summary>
    public const int CommonQuestions = 4;

    /// <summary>Wrong answers they must share: one may be what the session taught, two are seldom chance.</summary>
    public const int SharedWrong = 2;

    /// <summary>All flags, in an order that does not change. Order and repetition of the facts change nothing.</summary>
    /// <param name="heads">Claimed heads of each session.</param>
    public static ImmutableArray<CascadeFlag> Of(IEnumerable<ConfirmationFact> confirmations, IEnumerable<(CascadeSessionId Session, int Claimed)> heads)
    {
        var facts = confirmations.DistinctBy(fact => (fact.Session, fact.Person)).OrderBy(fact => fact.At).ThenBy(fact => fact.Person.Value).ToList();
        var confirmed = facts.GroupBy(fact => fact.Session).ToDictionary(session => session.Key, session => session.Count());
        return
        [
            .. facts.Where(fact => fact.Device is not null).GroupBy(fact => fact.Device).SelectMany(FromOnePhone)
                .Concat(facts.Select(TooFast).OfType<CascadeFlag>())
                .Concat(facts.GroupBy(fact => fact.Session).SelectMany(SameWrong))
                .Concat(from session in heads.Distinct()
                        let people = Math.Max(session.Claimed, confirmed.GetValueOrDefault(session.Session))
                        where people > ManyHeads
                        select new CascadeFlag(CascadeFlagKind.ManyHeads, session.Session, [], people))
                .OrderBy(flag => flag.Kind).ThenBy(flag => flag.Session.Value).ThenBy(flag => flag.People.IsEmpty ? Guid.Empty : flag.People[0].Value),
        ];
    }

    /// <summary>Confirmations of one phone, each at most ten minutes after the one before, make one flag.</summary>
    private static IEnumerable<CascadeFlag> FromOnePhone(IEnumerable<ConfirmationFact> phone)
    {
        var run = new List<ConfirmationFact>();
        foreach (var fact in phone)
        {
            if (run.Count > 0 && fact.At - run[^1].At > TimeSpan.FromMinutes(PhoneMinutes))
            {
                if (run.Count >= ManyPeople) yield return Flag(CascadeFlagKind.ManyFromOnePhone, run);
                run.Clear();
            }

            run.Add(fact);
        }

        if (run.Count >= ManyPeople) yield return Flag(CascadeFlagKind.ManyFromOnePhone, run);
    }

    private static CascadeFlag? TooFast(ConfirmationFact fact)
    {
        if (fact.CheckedAt is not { } done || fact.Answers.IsDefaultOrEmpty || !ConfirmModes.IsTimed(fact.Mode)) return null;
        var seconds = (done - fact.At).TotalSeconds;
        return seconds < SecondsPerQuestion * fact.Answers.Length ? new(CascadeFlagKind.CheckTooFast, fact.Session, [fact.Person], (int)seconds) : null;
    }

    /// <summary>People of one session who agree on everything both were asked, with the same wrong answers among it; whoever agrees with one of a group belongs to it.</summary>
    private static IEnumerable<CascadeFlag> SameWrong(IEnumerable<ConfirmationFact> session)
    {
        var people = session.Where(fact => !fact.Answers.IsDefaultOrEmpty && fact.Answers.Count(answer => !answer.Right) >= SharedWrong).ToList();
        var group = Enumerable.Range(0, people.Count).ToArray();
        for (var a = 0; a < people.Count; a++)
        {
            for (var b = a + 1; b < people.Count; b++)
            {
                var (from, to) = (group[b], group[a]);
                if (from == to || !AreAlike(people[a].Answers, people[b].Answers)) continue;
                for (var i = 0; i < group.Length; i++) if (group[i] == from) group[i] = to;
            }
        }

        return people.Zip(group).GroupBy(member => member.Second).Where(alike => alike.Count() > 1)
            .Select(alike => Flag(CascadeFlagKind.SameWrongAnswers, [.. alike.Select(member => member.First)]));
    }

    private static bool AreAlike(ImmutableArray<JudgedAnswer> one, ImmutableArray<JudgedAnswer> other)
    {
        var common = one.Join(other, a => a.Item, b => b.Item, (a, b) => (a.Option, Other: b.Option, a.Right)).ToList();
        return common.Count >= CommonQuestions && common.TrueForAll(pair => pair.Option == pair.Other) && common.Count(pair => !pair.Right) >= SharedWrong;
    }

    private static CascadeFlag Flag(CascadeFlagKind kind, List<ConfirmationFact> facts) => new(
        kind, facts.MinBy(fact => fact.Session.Value)!.Session, [.. facts.Select(fact => fact.Person).Distinct().OrderBy(person => person.Value)], facts.Count);
}
