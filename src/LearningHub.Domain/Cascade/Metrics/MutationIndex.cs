using System.Collections.Immutable;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>μ: how much more often than by guessing one generation chose the same wrong option.</summary>
/// <param name="Options">Options of the item.</param>
/// <param name="Share">Share of the people asked at this generation who chose it.</param>
public sealed record MutationIndex(string Message, string Item, string Option, int Generation, int Options, Share Share)
{
    /// <summary>Share − 1 / options; above 0 an error is held, and when it rises with the generation it is being taught.</summary>
    public double Value => Share.Value - 1.0 / Options;

    /// <summary>For each message its most chosen wrong option over all generations, at each generation that was asked.</summary>
    public static ImmutableArray<MutationIndex> Of(Lineage lineage, AnswerOccasion occasion = AnswerOccasion.Post)
    {
        var choices = Choices.Of(lineage, occasion);
        return
        [
            .. choices.GroupBy(choice => choice.Message).OrderBy(message => message.Key, StringComparer.Ordinal)
                .Select(message => message.OrderByDescending(choice => choice.Share).ThenBy(choice => choice.Item, StringComparer.Ordinal).ThenBy(choice => choice.Option, StringComparer.Ordinal).First())
                .SelectMany(worst => worst.ByGeneration().Select(at => new MutationIndex(worst.Message, worst.Item, worst.Option, at.Generation, worst.Options, at.Share))),
        ];
    }
}

/// <summary>One wrong option of one anchor item: how many were asked at each generation, and how many of them chose it.</summary>
internal sealed record Choices(string Message, string Item, string Option, int Options, int[] Asked, int[] Chosen)
{
    /// <summary>Share of all generations together.</summary>
    public double Share => Chosen.Sum() / (double)Asked.Sum();

    /// <summary>Every wrong option that somebody chose, of items about a message whose number of options is known.</summary>
    public static IEnumerable<Choices> Of(Lineage lineage, AnswerOccasion occasion)
    {
        var options = lineage.Facts.Items.DistinctBy(item => item.Item).ToDictionary(item => item.Item, item => item.Options, StringComparer.Ordinal);
        foreach (var item in Count(lineage, occasion).Where(kind => kind.Key.Message is not null && options.ContainsKey(kind.Key.Item)).GroupBy(kind => kind.Key.Item, StringComparer.Ordinal))
        {
            var asked = Sum(item.Select(kind => kind.Value), lineage.Index.Generations);
            foreach (var option in item.Where(kind => !kind.Key.Correct).GroupBy(kind => kind.Key.Option))
            {
                var chosen = Sum(item.Where(kind => kind.Key.Option == option.Key).Select(kind => kind.Value), lineage.Index.Generations);
                yield return new(item.First().Key.Message!, item.Key, option.Key, options[item.Key], asked, chosen);
            }
        }
    }

    public IEnumerable<(int Generation, Share Share)> ByGeneration() =>
        Enumerable.Range(0, Asked.Length).Where(g => Asked[g] > 0).Select(g => (g, Metrics.Share.Wilson(Chosen[g], Asked[g])));

    /// <summary>Everybody who was asked, with what she chose.</summary>
    public IEnumerable<(Place Person, string Option)> AnswersOf(Lineage lineage, AnswerOccasion occasion)
    {
        var answers = lineage.Index.Answers(occasion);
        for (var person = 0; person < lineage.People.Count; person++)
            if (OptionOf(answers.Of(person)) is { } option) yield return (lineage.People.Values[person], option);
    }

    private string? OptionOf(AnswerList answers)
    {
        foreach (var answer in answers)
            if (answer.Item == Item) return answer.Option;
        return null;
    }

    /// <summary>Answers of each kind by generation: there are few kinds, and millions of answers.</summary>
    private static Dictionary<AnswerKind, int[]> Count(Lineage lineage, AnswerOccasion occasion)
    {
        var kinds = new Dictionary<AnswerKind, int[]>(ReferenceEqualityComparer.Instance);
        var answers = lineage.Index.Answers(occasion);
        for (var generation = 0; generation < lineage.Index.Generations; generation++)
            foreach (var person in lineage.Index.OfGeneration(generation))
                foreach (var answer in answers.Of(person))
                {
                    if (!kinds.TryGetValue(answer.Kind, out var counts)) kinds.Add(answer.Kind, counts = new int[lineage.Index.Generations]);
                    counts[generation]++;
                }
        return kinds;
    }

    private static int[] Sum(IEnumerable<int[]> counts, int generations)
    {
        var sum = new int[generations];
        foreach (var more in counts)
            for (var g = 0; g < generations; g++) sum[g] += more[g];
        return sum;
    }
}
