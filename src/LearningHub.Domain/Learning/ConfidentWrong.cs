using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Learning;

/// <summary>One answer whose giver said how sure she was.</summary>
public sealed record ConfidenceFact(LearnerId Person, string Message, string Item, bool Right, bool Sure, DateTimeOffset At);

/// <summary>How many people of a group are sure of something wrong about one key message: what to say again first, since nobody asks about what she is sure of.</summary>
/// <param name="People">People who said how sure they were about this message.</param>
/// <param name="Wrong">Of them, people whose last answer to some question on it was wrong and sure; null where too few people answered to say so.</param>
/// <param name="Item">The question on which most of them are; null as above, and where nobody is.</param>
public sealed record ConfidentWrong(string Message, int People, int? Wrong, string? Item)
{
    /// <summary>Counts each person once for each message, by her newest answer to each question. Nobody can be seen: below the smallest group nothing is shown,
    /// and in protection content the number is rounded down to steps of that size.</summary>
    /// <param name="messages">Key messages in their order; each has a line.</param>
    /// <param name="sensitive">Protection content: groups of 11 instead of 5.</param>
    public static ImmutableArray<ConfidentWrong> Of(IEnumerable<ConfidenceFact> answers, IEnumerable<string> messages, bool sensitive)
    {
        var newest = answers.OrderBy(answer => answer.At).GroupBy(answer => (answer.Person, answer.Item)).Select(same => same.Last()).ToLookup(answer => answer.Message);
        return [.. messages.Select(message => OfMessage(message, [.. newest[message]], sensitive))];
    }

    private static ConfidentWrong OfMessage(string message, ImmutableArray<ConfidenceFact> answers, bool sensitive)
    {
        var people = answers.Select(answer => answer.Person).Distinct().Count();
        if (!SmallCells.MayShow(people, sensitive)) return new(message, people, null, null);
        var wrong = answers.Where(answer => answer is { Sure: true, Right: false }).ToList();
        var counted = wrong.Select(answer => answer.Person).Distinct().Count();
        var shown = sensitive ? Suppression.Floor(counted, SmallCells.LeastPeople(sensitive)) : counted;
        var item = shown == 0 ? null : wrong.CountBy(answer => answer.Item).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).First().Key;
        return new(message, people, shown, item);
    }
}
