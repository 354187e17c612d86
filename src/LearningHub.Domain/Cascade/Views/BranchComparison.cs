using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>One branch beside the others: a session of the workshop's people, and everything that grew from it.</summary>
/// <param name="Name">As <see cref="BranchNames"/> has it.</param>
/// <param name="Sessions">Sessions of the branch that count.</param>
/// <param name="People">People reached in it.</param>
/// <param name="Deepest">The deepest generation reached.</param>
/// <param name="Verified">Contacts in it, of <paramref name="Claimed"/> heads.</param>
/// <param name="Answered">Its people with answers to anchor items right after learning.</param>
/// <param name="Score">Their mean score, 0 to 100, drawn towards everybody's as if ten more people like the rest had answered; null below ten people.</param>
/// <param name="Weakest">The message with the smallest share of right answers; null where none has ten people.</param>
/// <param name="WeakestShare">That share, drawn towards everybody's in the same way; 0 to 1.</param>
public sealed record BranchLine(
    CascadeSessionId Root, string Name, DateTimeOffset HeldAt, int Sessions, int People, int Deepest, int Verified, int Claimed, int Answered, double? Score, string? Weakest, double? WeakestShare);

/// <summary>Branches compared with partial pooling, since otherwise the worst branch is simply the smallest one.</summary>
public static class BranchComparison
{
    /// <summary>Fewest people of a branch whose answers are shown.</summary>
    public const int LeastPeople = 10;

    private const int PriorPeople = 10;

    /// <summary>Every branch in which somebody was reached, those with most people first.</summary>
    public static ImmutableArray<BranchLine> Of(Lineage lineage)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        return [.. Made.Of(lineage, false, Compare)];
    }

    private static List<BranchLine> Compare(Lineage lineage)
    {
        var (tree, names, answers) = (ProgrammeTree.Of(lineage), BranchNames.Of(lineage), lineage.Index.Answers(AnswerOccasion.Post));
        var rootOf = new Dictionary<CascadeSessionId, CascadeSessionId>();
        foreach (var session in lineage.Sessions) // in the order held: what stands above is known already
            rootOf[session.Fact.Session] = tree.Find(session.Fact.Session) is { Parent: { } parent } && rootOf.TryGetValue(parent, out var above) ? above : session.Fact.Session;
        var people = lineage.People.Values.Index().Where(it => it.Item.ReachedIn is not null).ToLookup(it => rootOf[it.Item.ReachedIn!.Value], it => it.Index);
        var sessions = lineage.Sessions.ToLookup(session => rootOf[session.Fact.Session]);
        var all = new Tally(people.SelectMany(branch => branch), answers);
        return
        [
            .. from branch in people
               let held = sessions[branch.Key].ToList()
               let own = new Tally(branch, answers)
               let worst = own.Messages.Where(message => message.Value.People >= LeastPeople).Select(message => (message.Key, Share: Pooled(message.Value, all.Messages[message.Key])))
                   .OrderBy(message => message.Share).ThenBy(message => message.Key, StringComparer.Ordinal).Select(message => ((string Key, double Share)?)message).FirstOrDefault()
               let score = own.Score is { People: >= LeastPeople } sum ? 100 * Pooled(sum, all.Score) : (double?)null
               orderby branch.Count() descending, held[0].Fact.HeldAt, branch.Key.Value
               select new BranchLine(
                   branch.Key, names[branch.Key], held[0].Fact.HeldAt, held.Count, branch.Count(), branch.Max(person => lineage.People.Values[person].Generation),
                   held.Sum(session => session.Verified.Length), held.Sum(session => session.Fact.ClaimedHeads), own.Score.People, score, worst?.Key, worst?.Share),
        ];
    }

    private static double Pooled((int People, double Sum) own, (int People, double Sum) all) => (own.Sum + PriorPeople * all.Sum / all.People) / (own.People + PriorPeople);

    /// <summary>Sums of people's shares of right answers: all together, and by key message.</summary>
    private sealed class Tally
    {
        public Tally(IEnumerable<int> people, FirstAnswers answers)
        {
            foreach (var person in people)
            {
                if (answers.ScoreOf(person) is not { } score) continue;
                Score = (Score.People + 1, Score.Sum + score.Percent / 100);
                var own = new Dictionary<string, (int Right, int Of)>(StringComparer.Ordinal);
                foreach (ref readonly var answer in answers.Of(person))
                {
                    if (answer.Message is not { } message) continue;
                    var (right, of) = own.GetValueOrDefault(message);
                    own[message] = (right + (answer.Correct ? 1 : 0), of + 1);
                }

                foreach (var (message, (right, of)) in own)
                {
                    var known = Messages.GetValueOrDefault(message);
                    Messages[message] = (known.People + 1, known.Sum + right / (double)of);
                }
            }
        }

        public (int People, double Sum) Score { get; }

        public Dictionary<string, (int People, double Sum)> Messages { get; } = new(StringComparer.Ordinal);
    }
}
