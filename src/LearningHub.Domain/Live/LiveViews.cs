using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Live;

/// <summary>What of a session's state may be shown, and to whom. Right answers pass here only once they were revealed.</summary>
public static class LiveViews
{
    public static ShownActivity Shown(this PlannedActivity planned) => new(
        planned.Id, planned.Kind == ItemKind.Poll ? "poll" : "single", planned.Prompt, [.. planned.Options.Select(option => new ShownOption(option.Id, option.Text))]);

    /// <summary>People who answered the question in time.</summary>
    public static int AnsweredInTime(this LiveState state, string activity) =>
        state.AnswersTo(activity).Count(answer => answer.Value.Timing == AnswerTiming.InTime);

    /// <summary>Answers in time by option, every option named.</summary>
    public static ImmutableSortedDictionary<string, int> Counts(this LiveState state, PlannedActivity planned)
    {
        var counts = planned.Options.ToDictionary(option => option.Id, _ => 0);
        foreach (var answer in state.AnswersTo(planned.Id).Values)
        {
            if (answer.Timing == AnswerTiming.InTime) counts[answer.Options[0]]++;
        }

        return counts.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <exception cref="InvalidOperationException">The result has not been shown: it must not leave the server.</exception>
    public static LiveResult Result(this LiveState state, PlannedActivity planned)
    {
        if (!state.Revealed.Contains(planned.Id)) throw new InvalidOperationException($"The result of {planned.Id} has not been revealed.");
        return new(
            planned.Id,
            [.. planned.Options.Where(option => option.Right).Select(option => option.Id)],
            state.Counts(planned),
            planned.Options.Where(option => option.Feedback is not null).ToImmutableSortedDictionary(option => option.Id, option => option.Feedback!, StringComparer.Ordinal));
    }

    /// <summary>The room as a participant sees it, with her own answers; as the screen sees it when <paramref name="learner"/> is null.</summary>
    public static LiveSnapshot SnapshotFor(this LiveState state, LearnerId? learner) => new(
        state.Phase, null, CurrentShown(state), CurrentResult(state), state.Current is { } current ? state.AnsweredInTime(current) : 0,
        learner is { } person ? state.MissedBy(person).Length : null, state.AnswersOf(learner));

    /// <summary>The room as the host sees it.</summary>
    public static LiveSnapshot SnapshotForHost(this LiveState state) =>
        state.SnapshotFor(null) with { Plan = [.. state.Plan.Select(planned => planned.Id)] };

    /// <summary>Questions that were asked and are over, and that this person never answered: to be caught up on, marked as late.</summary>
    public static ImmutableArray<ShownActivity> MissedBy(this LiveState state, LearnerId learner) =>
        [.. state.Plan
            .Where(planned => state.Asked.Contains(planned.Id) && !(state.Phase == LivePhase.Open && state.Current == planned.Id)
                && !state.AnswersTo(planned.Id).ContainsKey(learner))
            .Select(Shown)];

    /// <summary>What the host and the screen are told while people come, go and answer.</summary>
    public static LiveMessage.TallyChanged TallyAt(this LiveState state, long version, int connected)
    {
        var planned = state.Current is { } current ? state.Planned(current) : null;
        var inTime = planned is null ? 0 : state.AnsweredInTime(planned.Id);
        return new(
            version, planned?.Id, inTime, state.Participants.Count, connected,
            planned is null ? 0 : state.AnswersTo(planned.Id).Count - inTime, planned is null ? null : state.Counts(planned));
    }

    /// <summary>What the whole room is told of an event; null for what only host and screen hear of, in the tally.</summary>
    public static LiveMessage? MessageFor(this LiveState state, LiveEvent @event, long version) => @event switch
    {
        LiveEvent.ActivityOpened e => new LiveMessage.ActivityOpened(version, state.Planned(e.Activity)!.Shown()),
        LiveEvent.ActivityClosed e => new LiveMessage.ActivityClosed(version, e.Activity, state.AnsweredInTime(e.Activity)),
        LiveEvent.ResultsRevealed e when state.Result(state.Planned(e.Activity)!) is var result =>
            new LiveMessage.ResultsRevealed(version, result.ActivityId, result.Right, result.Tally, result.Feedback),
        LiveEvent.SessionEnded => new LiveMessage.SessionEnded(version),
        _ => null,
    };

    private static ShownActivity? CurrentShown(LiveState state) => state.Current is { } current ? state.Planned(current)?.Shown() : null;

    private static LiveResult? CurrentResult(LiveState state) =>
        state.Current is { } current && state.Revealed.Contains(current) && state.Planned(current) is { } planned ? state.Result(planned) : null;

    private static ImmutableSortedDictionary<string, LiveResponse> AnswersOf(this LiveState state, LearnerId? learner) =>
        learner is not { } person
            ? ImmutableSortedDictionary<string, LiveResponse>.Empty
            : state.Answers
                .Where(byPerson => byPerson.Value.ContainsKey(person))
                .ToImmutableSortedDictionary(byPerson => byPerson.Key, byPerson => new LiveResponse(byPerson.Value[person].Options, byPerson.Value[person].Sure), StringComparer.Ordinal);
}
