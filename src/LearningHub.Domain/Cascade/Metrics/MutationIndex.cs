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

/// <summary>One wrong option of one anchor item, and who was asked and chose it.</summary>
/// <param name="Asked">Everybody who answered the item.</param>
internal sealed record Choices(string Message, string Item, string Option, int Options, IReadOnlyList<(Place Person, string Option)> Asked)
{
    /// <summary>Share of all generations together.</summary>
    public double Share => Asked.Count(answer => answer.Option == Option) / (double)Asked.Count;

    /// <summary>Every wrong option that somebody chose, of items about a message whose number of options is known.</summary>
    public static IEnumerable<Choices> Of(Lineage lineage, AnswerOccasion occasion)
    {
        var options = lineage.Facts.Items.DistinctBy(item => item.Item).ToDictionary(item => item.Item, item => item.Options, StringComparer.Ordinal);
        var items = Scores.First(lineage, occasion)
            .Where(answer => answer.Message is not null && options.ContainsKey(answer.Item)).GroupBy(answer => answer.Item, StringComparer.Ordinal);
        foreach (var item in items)
        {
            var asked = item.Select(answer => (lineage.People[answer.Person], answer.Option)).ToList();
            foreach (var option in item.Where(answer => !answer.Correct).Select(answer => answer.Option).Distinct())
                yield return new(item.First().Message!, item.Key, option, options[item.Key], asked);
        }
    }

    public IEnumerable<(int Generation, Share Share)> ByGeneration() =>
        from answer in Asked
        group answer by answer.Person.Generation into generation
        orderby generation.Key
        select (generation.Key, Metrics.Share.Wilson(generation.Count(answer => answer.Option == Option), generation.Count()));
}
