using System.Collections.Immutable;

namespace LearningHub.Domain.Live;

/// <summary>What the host learns on the way: where the plan stands, and what the room still holds wrong.</summary>
public static class LiveReview
{
    /// <summary>The plan, with what became of each activity.</summary>
    public static ImmutableArray<LiveAgendaLine> Agenda(this LiveState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. state.Plan.Select(planned =>
        {
            var revealed = state.Revealed.Contains(planned.Id);
            var score = revealed ? state.Score(planned) : null;
            return new LiveAgendaLine(
                planned.Id, planned.Kind.Wire(), planned.Prompt, planned.Minutes, planned.Note, state.Asked.Contains(planned.Id), revealed, planned.SecondVoteOf is not null,
                score?.Right, score?.People, revealed && planned.IsJudged ? state.SureAndWrong(planned) : null);
        })];
    }

    /// <summary>Key messages by the share of right answers, the weakest first.</summary>
    public static ImmutableArray<LiveHeldMessage> Held(this LiveState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. state.Plan
            .Where(planned => planned.Message is not null && state.Revealed.Contains(planned.Id) && !(state.SecondVoteOn(planned.Id) is { } second && state.Revealed.Contains(second.Id)))
            .Select(planned => (Planned: planned, Score: state.Score(planned)))
            .Where(asked => asked.Score is { People: > 0 })
            .GroupBy(asked => asked.Planned.Message!)
            .Select(group => new LiveHeldMessage(
                group.Key, group.Sum(asked => asked.Score!.Value.Right), group.Sum(asked => asked.Score!.Value.People), group.Sum(asked => state.SureAndWrong(asked.Planned)),
                group.MinBy(asked => Share(asked.Score!.Value)).Planned.Id))
            .OrderBy(held => Share((held.Right, held.Answers))).ThenBy(held => held.Message, StringComparer.Ordinal)];
    }

    /// <summary>What each shared phone got right, of the questions whose result was shown.</summary>
    public static ImmutableArray<LiveTeam> TeamResults(this LiveState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var judged = state.Plan.Where(planned => planned.IsJudged && state.Revealed.Contains(planned.Id)).ToList();
        return [.. state.Teams
            .Select(team => new LiveTeam(team.Key, team.Value, judged.Count(planned => state.AnswersTo(planned.Id).GetValueOrDefault(team.Key) is { Right: true, Timing: AnswerTiming.InTime }), judged.Count))
            .OrderByDescending(team => team.Right).ThenBy(team => team.Learner.Value)];
    }

    /// <summary>Texts of the current activity, those that may name somebody first.</summary>
    public static ImmutableArray<LiveTypedText> Texts(this LiveState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.CurrentActivity is not { } current || !current.Kind.TakesText() ? []
            : [.. state.AnswersTo(current.Id).Values
                .Where(answer => answer.Text is not null)
                .Select(answer => new LiveTypedText(answer.AnswerId, answer.Text!, state.Hidden.Contains(answer.AnswerId), LiveTexts.MayNameSomebody(answer.Text!)))
                .OrderByDescending(text => text.Risky).ThenBy(text => text.Answer)];
    }

    /// <summary>The session whole.</summary>
    public static LiveRecord Record(this LiveState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(
            state.Module, state.Host, state.Code, state.Phase, state.Plan,
            [.. state.Plan.Where(planned => state.Asked.Contains(planned.Id)).Select(planned => planned.Id)],
            [.. state.Plan.Where(planned => state.Revealed.Contains(planned.Id)).Select(state.Result)],
            [.. state.Plan.SelectMany(planned => state.AnswersTo(planned.Id).OrderBy(answer => answer.Key.Value)
                .Select(answer => new LiveRecordedAnswer(answer.Key, planned.Id, answer.Value, state.Hidden.Contains(answer.Value.AnswerId))))],
            state.Hands.ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. state.Participants.OrderBy(learner => learner.Value)])
        {
            Held = state.Held(),
            Takeaways = state.Takeaways,
            Actions = state.Actions.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private static int SureAndWrong(this LiveState state, PlannedActivity planned) => state.InTime(planned.Id).Count(answer => answer is { Right: false, Sure: true });

    private static double Share((int Right, int People) score) => (double)score.Right / score.People;
}
