using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Evidence;

/// <summary>The answers that may leave: each person's first to an item on an occasion, of generations in which at least five people answered.</summary>
/// <remarks>Who stands at a generation can be known outside (she was taught by the others), so that a small one would be recognised. Which
/// question somebody was asked is known to nobody: it needs no such rule.</remarks>
internal static class ReleasedAnswers
{
    public static ImmutableArray<AnswerFact> Of(Lineage lineage) =>
    [
        .. from answer in First(lineage)
           group answer by lineage.People[answer.Person].Generation into generation
           where generation.DistinctBy(answer => answer.Person).Count() >= Release.LeastPeople
           from answer in Blur([.. generation])
           select answer,
    ];

    private static IEnumerable<AnswerFact> First(Lineage lineage) =>
        lineage.Facts.Answers
            .Where(answer => answer.At <= lineage.AsOf && lineage.People.ContainsKey(answer.Person))
            .GroupBy(answer => (answer.Person, answer.Occasion, answer.Item))
            .Select(same => same.OrderBy(answer => answer.At).ThenBy(answer => answer.Option, StringComparer.Ordinal).First());

    /// <summary>How and in which language people answered leaves only where every way was that of five people or more.</summary>
    private static IEnumerable<AnswerFact> Blur(List<AnswerFact> answers)
    {
        if (answers.GroupBy(answer => (answer.Mode, answer.Language)).All(way => way.DistinctBy(answer => answer.Person).Count() >= Release.LeastPeople)) return answers;
        var kinds = new Dictionary<AnswerKind, AnswerKind>(); // answers share their kind: there are few
        return answers.Select(answer =>
        {
            var kind = answer.Kind with { Mode = "", Language = "" };
            return answer with { Kind = kinds.TryGetValue(kind, out var shared) ? shared : kinds[kind] = kind };
        });
    }
}
