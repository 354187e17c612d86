using System.Collections.Immutable;
using System.Diagnostics;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Live.LiveCommand;
using static LearningHub.Domain.Live.LiveEvent;

namespace LearningHub.Domain.Live;

/// <summary>The rules of a live session: one question open at a time, one answer per person and question, none thrown away.</summary>
/// <remarks>A person's first answer counts. Speed never does: there is no countdown that closes a question and no points.</remarks>
public static class LiveSession
{
    /// <summary>People one session admits: a hall, not a stadium.</summary>
    public const int MaxParticipants = 5000;

    public static readonly Decider<LiveState, LiveCommand, LiveEvent> Rules = new(LiveState.Initial, Decide, Evolve);

    public static Decision<LiveEvent> Decide(LiveCommand command, LiveState state) => command switch
    {
        Start start => Decide(start, state),
        _ when state.Module is null => new Refusal("live.no-such-session", "There is no such session. Check the code with the facilitator."),
        Join join => Decide(join, state),
        Answer answer => Decide(answer, state),
        End end => state.Phase == LivePhase.Ended ? Decision<LiveEvent>.Nothing : ClosedFirst(state, end.At, new SessionEnded(end.At)),
        _ when state.Phase == LivePhase.Ended => new Refusal("live.session-ended", "This session has ended. Start a new one to ask more."),
        Open open => Decide(open, state),
        Next next => state.NextInPlan is { } planned
            ? Decide(new Open(planned.Id, next.At), state)
            : new Refusal("live.plan-finished", "Every question of the plan has been asked. You can end the session."),
        Close close => Decide(close, state),
        Reveal reveal => Decide(reveal, state),
        _ => throw new UnreachableException($"LiveSession.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static LiveState Evolve(LiveState state, LiveEvent @event) => @event switch
    {
        SessionStarted e => state with { Module = e.Module, Plan = e.Plan, Host = e.Host, Code = e.Code },
        ParticipantJoined e => state with { Participants = state.Participants.Add(e.Learner) },
        ActivityOpened e => state with { Phase = LivePhase.Open, Current = e.Activity, Asked = state.Asked.Add(e.Activity) },
        ActivityClosed => state with { Phase = LivePhase.Closed },
        ResultsRevealed e => state with { Phase = LivePhase.Revealed, Revealed = state.Revealed.Add(e.Activity) },
        AnswerRecorded e => state with
        {
            Answers = state.Answers.SetItem(e.Activity, state.AnswersTo(e.Activity).SetItem(e.Learner, new(e.AnswerId, e.Options, e.Sure, e.Timing))),
        },
        SessionEnded => state with { Phase = LivePhase.Ended },
        _ => throw new UnreachableException($"LiveSession.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    private static Decision<LiveEvent> Decide(Start command, LiveState state)
    {
        if (state.Module is not null) return Decision<LiveEvent>.Nothing; // the id is new for every session, so this is the same start again
        if (command.Plan.IsEmpty) return new Refusal("live.no-questions", "This module has no live questions yet. Choose another module.");
        return new SessionStarted(command.Module, command.Plan, command.Host, command.Code, command.At);
    }

    private static Decision<LiveEvent> Decide(Join command, LiveState state)
    {
        if (state.Participants.Contains(command.Learner)) return Decision<LiveEvent>.Nothing;
        if (state.Phase == LivePhase.Ended) return new Refusal("live.session-ended", "This session has ended. Ask the facilitator for the next one.");
        if (state.Participants.Count >= MaxParticipants)
            return new Refusal("live.room-full", $"This room is full: {MaxParticipants} people have joined. Follow on a neighbour's phone.");
        return new ParticipantJoined(command.Learner, command.At);
    }

    private static Decision<LiveEvent> Decide(Open command, LiveState state)
    {
        if (state.Planned(command.Activity) is null)
            return new Refusal("live.no-such-activity", "This question is not in the session's plan. Choose one that is.");
        if (state.Phase == LivePhase.Open && state.Current == command.Activity) return Decision<LiveEvent>.Nothing;
        if (state.Revealed.Contains(command.Activity))
            return new Refusal("live.already-revealed", "The result of this question has been shown, so it cannot be asked again. Choose another one.");
        return ClosedFirst(state, command.At, new ActivityOpened(command.Activity, command.At));
    }

    private static Decision<LiveEvent> Decide(Close command, LiveState state) => state.Phase switch
    {
        LivePhase.Lobby => new Refusal("live.nothing-open", "No question has been opened yet. Open one first."),
        LivePhase.Open => new ActivityClosed(state.Current!, command.At),
        _ => Decision<LiveEvent>.Nothing,
    };

    private static Decision<LiveEvent> Decide(Reveal command, LiveState state) => state.Phase switch
    {
        LivePhase.Lobby => new Refusal("live.nothing-open", "No question has been opened yet. Open one first."),
        LivePhase.Revealed => Decision<LiveEvent>.Nothing,
        _ => ClosedFirst(state, command.At, new ResultsRevealed(state.Current!, command.At)),
    };

    private static Decision<LiveEvent> Decide(Answer command, LiveState state)
    {
        if (!state.Participants.Contains(command.Learner))
            return new Refusal("live.not-joined", "Join the session first. Then your answer counts as yours.");
        if (!state.Asked.Contains(command.Activity) || state.Planned(command.Activity) is not { } planned)
            return new Refusal("live.question-not-asked", "This question has not been asked yet. Wait for the facilitator to open it.");
        if (command.Options.IsDefault || command.Options.Length != 1) return new Refusal("live.one-option", "Choose one option.");
        if (!planned.Has(command.Options[0]))
            return new Refusal("live.no-such-option", $"Choose one of the options {string.Join(", ", planned.Options.Select(option => option.Id))}.");
        if (state.AnswersTo(command.Activity).TryGetValue(command.Learner, out var earlier))
            return earlier.AnswerId == command.AnswerId || earlier.Options[0] == command.Options[0]
                ? Decision<LiveEvent>.Nothing // a phone that lost the network sends its answer again
                : new Refusal("live.already-answered", "You have answered this question already, and your first answer counts.");

        return new AnswerRecorded(
            command.Learner, command.AnswerId, command.Activity, command.Options, planned.Judge(command.Options[0]), command.Sure, Timing(command.Activity, state), command.At);
    }

    private static AnswerTiming Timing(string activity, LiveState state) =>
        state.Revealed.Contains(activity) ? AnswerTiming.AfterReveal
        : state.Phase == LivePhase.Open && state.Current == activity ? AnswerTiming.InTime
        : AnswerTiming.Late;

    private static ImmutableArray<LiveEvent> ClosedFirst(LiveState state, DateTimeOffset at, LiveEvent @event) =>
        state.Phase == LivePhase.Open ? [new ActivityClosed(state.Current!, at), @event] : [@event];
}
