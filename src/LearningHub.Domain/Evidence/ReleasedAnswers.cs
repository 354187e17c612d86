using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Evidence;

/// <summary>The answers that may leave: each person's first to an item on an occasion, of groups in which at least five people answered.</summary>
/// <remarks>The size and the generation of a group of answers tell which session it is, so that somebody who answered alone would be found in the
/// tree. Sessions of a generation with fewer than five such people leave as one group, and stay where even together they are fewer.
/// Seeds were reached in no session: they are one group. Which question somebody was asked is known to nobody: it needs no such rule.</remarks>
internal static class ReleasedAnswers
{
    /// <returns>The answers, and the sessions that stand together.</returns>
    public static (ImmutableArray<AnswerFact> Answers, ImmutableHashSet<CascadeSessionId> Small) Of(Lineage lineage)
    {
        var (answers, small) = (ImmutableArray.CreateBuilder<AnswerFact>(), ImmutableHashSet.CreateBuilder<CascadeSessionId>());
        foreach (var generation in First(lineage).GroupBy(answer => lineage.People[answer.Person].Generation))
        {
            var sessions = generation.GroupBy(answer => lineage.People[answer.Person].ReachedIn).ToLookup(session => People(session) < Release.LeastPeople);
            foreach (var session in sessions[false]) answers.AddRange(Blur([.. session]));
            var together = sessions[true].SelectMany(session => session).ToList();
            if (People(together) < Release.LeastPeople) continue;
            answers.AddRange(Blur(together));
            small.UnionWith(sessions[true].Select(session => session.Key).OfType<CascadeSessionId>());
        }

        return (answers.ToImmutable(), small.ToImmutable());
    }

    private static int People(IEnumerable<AnswerFact> answers) => answers.DistinctBy(answer => answer.Person).Count();

    private static IEnumerable<AnswerFact> First(Lineage lineage) =>
        lineage.Facts.Answers
            .Where(answer => answer.At <= lineage.AsOf && lineage.People.ContainsKey(answer.Person))
            .GroupBy(answer => (answer.Person, answer.Occasion, answer.Item))
            .Select(same => same.OrderBy(answer => answer.At).ThenBy(answer => answer.Option, StringComparer.Ordinal).First());

    /// <summary>How and in which language people answered leaves only where every way was that of five people or more.</summary>
    private static IEnumerable<AnswerFact> Blur(List<AnswerFact> answers)
    {
        if (answers.GroupBy(answer => (answer.Mode, answer.Language)).All(way => People(way) >= Release.LeastPeople)) return answers;
        var kinds = new Dictionary<AnswerKind, AnswerKind>(); // answers share their kind: there are few
        return answers.Select(answer =>
        {
            var kind = answer.Kind with { Mode = "", Language = "" };
            return answer with { Kind = kinds.TryGetValue(kind, out var shared) ? shared : kinds[kind] = kind };
        });
    }
}
