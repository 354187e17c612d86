using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Live;

/// <summary>A key message and how many chose it.</summary>
public sealed record TakeawayVotes(string Message, int Votes);

/// <summary>What a session hands on: to the module how its questions did, to each learner what she answered, to the workshop its messages.</summary>
public static class LiveFeed
{
    /// <summary>The bank's questions as the room answered them.</summary>
    public static ImmutableArray<AskedItem> AskedItems(this LiveState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. state.Plan.Where(planned => planned.Item is not null && state.Asked.Contains(planned.Id)).Select(planned =>
        {
            var score = state.Score(planned);
            return new AskedItem(
                planned.Item!, planned.SecondVoteOf is null ? 1 : 2, state.AnsweredInTime(planned.Id), score?.Right,
                planned.IsJudged ? state.InTime(planned.Id).Count(answer => answer is { Right: false, Sure: true }) : 0,
                planned.Kind.TakesOptions() && state.Counts(planned) is var counts
                    ? planned.Options.ToImmutableSortedDictionary(option => option.Source, option => counts[option.Id], StringComparer.Ordinal)
                    : ImmutableSortedDictionary<string, int>.Empty);
        })];
    }

    /// <summary>What one learner answered of the bank's questions, in the plan's order.</summary>
    public static ImmutableArray<LiveTaken> TakenBy(this LiveState state, LearnerId learner)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. state.Plan
            .Where(planned => planned.Item is not null && state.AnswersTo(planned.Id).ContainsKey(learner))
            .Select(planned => (Planned: planned, Answer: state.AnswersTo(planned.Id)[learner]))
            .Select(taken => new LiveTaken(
                taken.Planned.Item!, taken.Planned.SecondVoteOf is null ? 1 : 2, taken.Answer.Right, taken.Answer.Sure, taken.Answer.Timing == AnswerTiming.InTime))];
    }

    /// <summary>The messages that a vote on takeaways chose, the most wanted first, as many as one person could name.</summary>
    internal static ImmutableArray<TakeawayVotes> Takeaways(LiveState state, PlannedActivity planned)
    {
        var counts = state.Counts(planned);
        return [.. planned.Options
            .Select(option => new TakeawayVotes(option.Source, counts[option.Id]))
            .Where(message => message.Votes > 0)
            .OrderByDescending(message => message.Votes).ThenBy(message => message.Message, StringComparer.Ordinal)
            .Take(planned.Most)];
    }
}
