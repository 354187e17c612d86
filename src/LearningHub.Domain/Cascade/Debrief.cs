using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade;

/// <summary>What a group holds wrong about one key message: what its trainer should say again.</summary>
/// <param name="People">People asked about the message.</param>
/// <param name="Wrong">Of <paramref name="Answers"/>.</param>
/// <param name="Item">The item with the most chosen wrong option.</param>
/// <param name="Option">That option.</param>
public sealed record HeldWrong(string Message, int People, int Wrong, int Answers, string Item, string Option);

/// <summary>The short debrief after a session, from its checks.</summary>
public static class Debrief
{
    /// <summary>Messages that somebody answered wrongly, the worst first.</summary>
    /// <param name="answers">Every answer of the session's checks.</param>
    /// <param name="sensitive">Protection content: a message needs 11 people, otherwise 5, so that nobody's answer can be read off.</param>
    public static ImmutableArray<HeldWrong> Of(IEnumerable<(LearnerId Person, string Item, string? Message, string Option, bool Right)> answers, bool sensitive) =>
    [
        .. from answer in answers
           where answer.Message is not null
           group answer by answer.Message into about
           let people = about.Select(a => a.Person).Distinct().Count()
           let wrong = about.Where(a => !a.Right).ToList()
           where wrong.Count > 0 && SmallCells.MayShow(people, sensitive)
           let most = wrong.GroupBy(a => (a.Item, a.Option)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Item, StringComparer.Ordinal).ThenBy(g => g.Key.Option, StringComparer.Ordinal).First().Key
           orderby wrong.Count / (double)about.Count() descending, about.Key
           select new HeldWrong(about.Key, people, wrong.Count, about.Count(), most.Item, most.Option),
    ];
}
