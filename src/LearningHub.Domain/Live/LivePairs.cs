using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>Peer instruction: who should talk with whom after the first vote, and what the talk changed.</summary>
public static class LivePairs
{
    /// <summary>Pairs of people who voted differently, numbered from 1. The larger groups meet first, so that as few as possible stay without a partner.</summary>
    /// <remarks>A pair's number says nothing about who is right. People who voted alike, or not at all, are left to talk with their neighbours.</remarks>
    public static ImmutableDictionary<LearnerId, int> Of(LiveState state, string firstVote)
    {
        ArgumentNullException.ThrowIfNull(state);
        var groups = state.AnswersTo(firstVote)
            .Where(answer => answer.Value.Timing == AnswerTiming.InTime && answer.Value.Mode != AnswerMode.Paper)
            .GroupBy(answer => (string.Join(' ', answer.Value.Options), answer.Value.Number, LiveAnswers.Plain(answer.Value.Text ?? "")))
            .Select(group => new Queue<LearnerId>(group.Select(answer => answer.Key).OrderBy(learner => learner.Value)))
            .ToList();
        var pairs = ImmutableDictionary.CreateBuilder<LearnerId, int>();
        for (var number = 1; ; number++)
        {
            groups = [.. groups.Where(group => group.Count > 0).OrderByDescending(group => group.Count)];
            if (groups.Count < 2) return pairs.ToImmutable();
            pairs[groups[0].Dequeue()] = number;
            pairs[groups[1].Dequeue()] = number;
        }
    }

    /// <summary>The two votes side by side.</summary>
    internal static PeerShift Shift(LiveState state, PlannedActivity first, PlannedActivity second)
    {
        var before = state.AnswersTo(first.Id);
        var both = state.AnswersTo(second.Id)
            .Where(after => after.Value.Timing == AnswerTiming.InTime && before.TryGetValue(after.Key, out var earlier) && earlier.Timing == AnswerTiming.InTime)
            .Select(after => (Before: before[after.Key].Right == true, After: after.Value.Right == true)).ToList();
        return new(
            state.Counts(first),
            both.Count(pair => pair is { Before: true, After: true }), both.Count(pair => pair is { Before: false, After: true }),
            both.Count(pair => pair is { Before: true, After: false }), both.Count(pair => pair is { Before: false, After: false }),
            Gain(state.Score(first), state.Score(second)));
    }

    private static decimal? Gain((int Right, int People)? before, (int Right, int People)? after) =>
        before is not { People: > 0 } one || after is not { People: > 0 } two || one.Right == one.People
            ? null
            : Math.Round((Share(two) - Share(one)) / (1 - Share(one)), 2);

    private static decimal Share((int Right, int People) score) => (decimal)score.Right / score.People;
}
