using System.Collections.Immutable;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Which sentence dies where: σ, the share of right answers to the anchor items of one key message at one generation.</summary>
/// <param name="People">People who answered; below 10 the figure is not published.</param>
/// <param name="Answers">Answers counted: each person's first to each item.</param>
/// <param name="Share">σ, 0 to 1.</param>
/// <param name="Mutation">The most chosen wrong option: a distortion that is being taught, rather than forgetting; null without wrong answers.</param>
public sealed record MessageSurvival(string Message, int Generation, int People, int Answers, double Share, Mutation? Mutation)
{
    /// <summary>Every message at every generation that has answers, ordered by message, then generation.</summary>
    public static ImmutableArray<MessageSurvival> Of(Lineage lineage, AnswerOccasion occasion = AnswerOccasion.Post) =>
    [
        .. from answer in Scores.First(lineage, occasion)
           where answer.Message is not null && lineage.People.ContainsKey(answer.Person)
           group answer by (Message: answer.Message!, lineage.People[answer.Person].Generation) into cell
           orderby cell.Key.Message, cell.Key.Generation
           select new MessageSurvival(
               cell.Key.Message, cell.Key.Generation, cell.Select(a => a.Person).Distinct().Count(), cell.Count(),
               cell.Count(a => a.Correct) / (double)cell.Count(), Metrics.Mutation.Of(cell)),
    ];
}

/// <summary>The wrong option that most people chose.</summary>
/// <param name="Share">Share of the item's answers that chose it, 0 to 1.</param>
public sealed record Mutation(string Item, string Option, double Share)
{
    /// <summary>Share above chance: what is left after taking away guessing between the item's options.</summary>
    /// <param name="options">Options of the item, two or more.</param>
    public double AboveChance(int options) => Share - 1.0 / options;

    internal static Mutation? Of(IEnumerable<AnswerFact> answers) =>
        answers.GroupBy(a => a.Item)
            .SelectMany(item => item.Where(a => !a.Correct).GroupBy(a => a.Option)
                .Select(option => new Mutation(item.Key, option.Key, option.Count() / (double)item.Count())))
            .OrderByDescending(m => m.Share).ThenBy(m => m.Item, StringComparer.Ordinal).ThenBy(m => m.Option, StringComparer.Ordinal)
            .FirstOrDefault();
}
