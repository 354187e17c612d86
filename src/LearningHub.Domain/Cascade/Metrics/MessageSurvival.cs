using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Which sentence dies where: σ, the share of right answers to the anchor items of one key message at one generation.</summary>
/// <param name="People">People who answered; below 10 the figure is not published.</param>
/// <param name="Answers">Answers counted: each person's first to each item.</param>
/// <param name="Share">σ, 0 to 1.</param>
/// <param name="Mutation">The most chosen wrong option: a distortion that is being taught, rather than forgetting; null without wrong answers.</param>
public sealed record MessageSurvival(string Message, int Generation, int People, int Answers, double Share, Mutation? Mutation)
{
    /// <summary>Right answers.</summary>
    public int Right { get; init; }

    /// <summary>Whether enough people stand behind it to show it.</summary>
    public bool MayShow(bool sensitive) => People >= Fidelity.LeastPeople && SmallCells.MayShow(People, sensitive);

    /// <summary>Every message at every generation that has answers, ordered by message, then generation.</summary>
    /// <param name="within">People it is about; null for everybody.</param>
    public static ImmutableArray<MessageSurvival> Of(Lineage lineage, AnswerOccasion occasion = AnswerOccasion.Post, Func<LearnerId, bool>? within = null)
    {
        var answers = lineage.Index.Answers(occasion);
        var cells = new Dictionary<(string Message, int Generation), AnswerTally>();
        for (var generation = 0; generation < lineage.Index.Generations; generation++)
        {
            // Answers of one kind are counted together: there are few kinds, and millions of answers.
            var kinds = new Dictionary<AnswerKind, AnswerTally>(ReferenceEqualityComparer.Instance);
            foreach (var person in lineage.Index.OfGeneration(generation))
                foreach (var answer in within?.Invoke(lineage.People.Values[person].Person) == false ? default : answers.Of(person))
                {
                    if (answer.Message is null) continue;
                    if (!kinds.TryGetValue(answer.Kind, out var tally))
                    {
                        if (!cells.TryGetValue((answer.Message, generation), out tally)) cells.Add((answer.Message, generation), tally = new());
                        kinds.Add(answer.Kind, tally);
                    }

                    tally.Add(person, answer.Kind);
                }
        }

        return
        [
            .. cells.OrderBy(cell => cell.Key.Message, StringComparer.Ordinal).ThenBy(cell => cell.Key.Generation).Select(cell => new MessageSurvival(
                cell.Key.Message, cell.Key.Generation, cell.Value.People, cell.Value.Answers, cell.Value.Right / (double)cell.Value.Answers, cell.Value.Mutation()) { Right = cell.Value.Right }),
        ];
    }
}

/// <summary>Answers of one key message at one generation.</summary>
internal sealed class AnswerTally
{
    private readonly Dictionary<AnswerKind, int> kinds = new(ReferenceEqualityComparer.Instance);
    private int lastPerson = -1;

    public int People { get; private set; }

    public int Answers { get; private set; }

    public int Right { get; private set; }

    /// <summary>Counts one answer. A person's answers come one after another.</summary>
    public void Add(int person, AnswerKind kind)
    {
        if (person != lastPerson) (lastPerson, People) = (person, People + 1);
        Answers++;
        if (kind.Correct) Right++;
        CollectionsMarshal.GetValueRefOrAddDefault(kinds, kind, out _)++;
    }

    /// <summary>The most chosen wrong option; null without wrong answers.</summary>
    public Mutation? Mutation() =>
        kinds.GroupBy(kind => kind.Key.Item)
            .SelectMany(item => item.Where(kind => !kind.Key.Correct).GroupBy(kind => kind.Key.Option)
                .Select(option => new Mutation(item.Key, option.Key, option.Sum(kind => kind.Value) / (double)item.Sum(kind => kind.Value))))
            .OrderByDescending(mutation => mutation.Share).ThenBy(mutation => mutation.Item, StringComparer.Ordinal).ThenBy(mutation => mutation.Option, StringComparer.Ordinal)
            .FirstOrDefault();
}

/// <summary>The wrong option that most people chose.</summary>
/// <param name="Share">Share of the item's answers that chose it, 0 to 1.</param>
public sealed record Mutation(string Item, string Option, double Share)
{
    /// <summary>Share above chance: what is left after taking away guessing between the item's options.</summary>
    /// <param name="options">Options of the item, two or more.</param>
    public double AboveChance(int options) => Share - 1.0 / options;
}
