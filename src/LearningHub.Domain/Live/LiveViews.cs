using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>What of a session's state may be shown, and to whom. Right answers pass here only once they were revealed.</summary>
public static class LiveViews
{
    /// <param name="secondsLeft">Of the time hint; null without one.</param>
    /// <param name="vote">1 or 2 for the votes of a peer instruction.</param>
    public static ShownActivity Shown(this PlannedActivity planned, int? secondsLeft = null, int? vote = null)
    {
        ArgumentNullException.ThrowIfNull(planned);
        return new(
            planned.Id, planned.Kind.Wire(), planned.Prompt,
            planned.Kind is ActivityKind.ShortText or ActivityKind.Numeric ? [] : [.. planned.Options.Select(option => new ShownOption(option.Id, option.Text))], secondsLeft)
        {
            Most = planned.Dots() ?? (planned.Most > 1 ? planned.Most : null),
            Range = planned.Range,
            Choices = planned.Choices.IsEmpty ? null : planned.Choices,
            Points = planned.Points.IsEmpty ? null : planned.Points,
            Link = planned.Link,
            Vote = planned.SecondVoteOf is not null ? 2 : vote,
            FirstVote = planned.SecondVoteOf,
            Judged = planned.IsJudged ? true : null,
        };
    }

    /// <summary>The room as a participant sees it, with her own answers; as the screen sees it when <paramref name="learner"/> is null.</summary>
    public static LiveSnapshot SnapshotFor(this LiveState state, LearnerId? learner, DateTimeOffset now) => new(
        state.Phase, null, CurrentShown(state, now), CurrentResult(state), state.Current is { } current ? state.AnsweredInTime(current) : 0,
        learner is { } person ? state.MissedBy(person).Length : null, state.AnswersOf(learner))
    {
        Pair = state.Phase == LivePhase.Talking && learner is { } talking && LivePairs.Of(state, state.Current!).TryGetValue(talking, out var pair) ? pair : null,
        Teams = state.TeamsShown ? true : null,
        Wall = state.CurrentWall(learner, host: false),
    };

    /// <summary>The room as the host sees it.</summary>
    public static LiveSnapshot SnapshotForHost(this LiveState state, DateTimeOffset now) =>
        state.SnapshotFor(null, now) with { Plan = [.. state.Plan.Select(planned => planned.Id)], Wall = state.CurrentWall(null, host: true) };

    /// <summary>Questions that were asked and are over, and that this person never answered: to be caught up on, marked as late.</summary>
    /// <remarks>A first vote whose second vote was asked is no longer one of them: the second is asked for instead.</remarks>
    public static ImmutableArray<ShownActivity> MissedBy(this LiveState state, LearnerId learner)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. state.Plan
            .Where(planned => planned.Kind.TakesAnswers() && state.Asked.Contains(planned.Id) && !(state.Phase == LivePhase.Open && state.Current == planned.Id)
                && !(state.SecondVoteOn(planned.Id) is { } second && state.Asked.Contains(second.Id))
                && !state.AnswersTo(planned.Id).ContainsKey(learner))
            .Select(planned => planned.Shown())];
    }

    /// <summary>Everything the room was shown so far, in the plan's order, with the results that it saw. A first vote stands in the second's result once that was shown.</summary>
    public static ImmutableArray<LiveShownActivity> ShownSoFar(this LiveState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. state.Plan
            .Where(planned => state.Asked.Contains(planned.Id) && !(state.SecondVoteOn(planned.Id) is { } second && state.Asked.Contains(second.Id) && state.Revealed.Contains(second.Id)))
            .Select(planned => new LiveShownActivity(
                planned.Shown(vote: state.SecondVoteOn(planned.Id) is null ? null : 1),
                state.Revealed.Contains(planned.Id) && planned.Kind.TakesAnswers() ? state.Result(planned) : null))];
    }

    /// <summary>The plan holds more than questions with one vote on options.</summary>
    public static bool IsVaried(this LiveState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Plan.Any(planned => planned.SecondVoteOf is not null
            || (planned.Kind.TakesAnswers() && planned.Kind is not (ActivityKind.SingleChoice or ActivityKind.Poll or ActivityKind.TrueFalse)));
    }

    /// <summary>What the host and the screen are told while people come, go and answer.</summary>
    public static LiveMessage.TallyChanged TallyAt(this LiveState state, long version, int connected)
    {
        ArgumentNullException.ThrowIfNull(state);
        var planned = state.CurrentActivity is { } current && current.Kind.TakesAnswers() ? current : null;
        return new(
            version, planned?.Id, planned is null ? 0 : state.AnsweredInTime(planned.Id), state.Participants.Count, connected,
            planned is null ? 0 : state.AnswersTo(planned.Id).Values.Count(answer => answer.Timing != AnswerTiming.InTime), planned is null ? null : state.Counts(planned));
    }

    /// <summary>What the whole room is told of an event; null for what only host and screen hear of, in the tally.</summary>
    public static LiveMessage? MessageFor(this LiveState state, LiveEvent @event, long version, DateTimeOffset now) => @event switch
    {
        LiveEvent.ActivityOpened e => new LiveMessage.ActivityOpened(version, Shown(state, state.Planned(e.Activity)!, now)),
        LiveEvent.ActivityClosed e => new LiveMessage.ActivityClosed(version, e.Activity, state.AnsweredInTime(e.Activity)),
        LiveEvent.TalkStarted e => new LiveMessage.TalkStarted(version, e.Activity),
        LiveEvent.ResultsRevealed e => LiveMessage.ResultsRevealed.Of(version, state.Result(state.Planned(e.Activity)!)),
        LiveEvent.TimerSet e => new LiveMessage.TimerChanged(version, e.Activity, SecondsLeft(e.EndsAt, now)),
        LiveEvent.TeamsShown e => new LiveMessage.TeamsShown(version, e.Shown),
        LiveEvent.ResultOnScreen => new LiveMessage.TeamsShown(version, state.TeamsShown), // screens look again
        LiveEvent.ActivityAdded => new LiveMessage.PlanChanged(version),
        LiveEvent.SessionEnded => new LiveMessage.SessionEnded(version),
        _ => null,
    };

    /// <summary>The event changed a result that the room is looking at.</summary>
    public static bool ChangesResultOnShow(this LiveState state, LiveEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Phase == LivePhase.Revealed && @event switch
        {
            LiveEvent.AnswerRecorded { Timing: AnswerTiming.InTime } e => e.Activity == state.Current,
            LiveEvent.HandsCounted e => e.Activity == state.Current,
            LiveEvent.TextHidden e => e.Activity == state.Current,
            _ => false,
        };
    }

    /// <summary>Whole seconds left of the time hint, 0 when it is over; null without one.</summary>
    public static int? SecondsLeft(this LiveState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return SecondsLeft(state.EndsAt, now);
    }

    private static ShownActivity? CurrentShown(LiveState state, DateTimeOffset now) => state.CurrentActivity is { } current ? Shown(state, current, now) : null;

    private static ShownActivity Shown(LiveState state, PlannedActivity planned, DateTimeOffset now) =>
        planned.Shown(planned.Id == state.Current ? state.SecondsLeft(now) : null, state.SecondVoteOn(planned.Id) is null ? null : 1);

    private static int? SecondsLeft(DateTimeOffset? endsAt, DateTimeOffset now) => endsAt is { } end ? Math.Max(0, (int)Math.Ceiling((end - now).TotalSeconds)) : null;

    private static LiveResult? CurrentResult(LiveState state) =>
        state.CurrentActivity is { } planned && state.Revealed.Contains(planned.Id) ? state.Result(planned) : null;

    private static ImmutableSortedDictionary<string, LiveResponse> AnswersOf(this LiveState state, LearnerId? learner) =>
        learner is not { } person
            ? ImmutableSortedDictionary<string, LiveResponse>.Empty
            : state.Answers
                .Where(byPerson => byPerson.Value.ContainsKey(person) && state.Planned(byPerson.Key) is not null)
                .ToImmutableSortedDictionary(byPerson => byPerson.Key, byPerson => Response(state.Planned(byPerson.Key)!, byPerson.Value[person]), StringComparer.Ordinal);

    private static LiveResponse Response(PlannedActivity planned, KeptAnswer answer) => planned.Kind.TakesOrder()
        ? new(Sure: answer.Sure, Order: answer.Options)
        : new(planned.Kind.TakesOptions() ? answer.Options : null, answer.Sure, answer.Number, answer.Text);
}
