using System.Collections.Immutable;
using System.Diagnostics;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Live.LiveCommand;
using static LearningHub.Domain.Live.LiveEvent;

namespace LearningHub.Domain.Live;

/// <summary>The rules of a live session: one activity before the room at a time, one answer per person and question, none thrown away.</summary>
/// <remarks>A person's first answer counts. Speed never does: no clock closes a question and there are no points.</remarks>
public static partial class LiveSession
{
    /// <summary>People one session admits: a hall, not a stadium.</summary>
    public const int MaxParticipants = 5000;

    /// <summary>People who may share one phone.</summary>
    public const int MaxTeam = 12;

    /// <summary>The longest time hint.</summary>
    public static readonly TimeSpan LongestTimer = TimeSpan.FromHours(1);

    public static readonly Decider<LiveState, LiveCommand, LiveEvent> Rules = new(LiveState.Initial, Decide, Evolve);

    public static Decision<LiveEvent> Decide(LiveCommand command, LiveState state) => command switch
    {
        Start start => Decide(start, state),
        _ when state.Module is null => new Refusal("live.no-such-session", "There is no such session. Check the code with the facilitator."),
        Join join => Decide(join, state),
        Answer answer => LiveAnswers.Decide(answer, state),
        HideText hide => Decide(hide, state),
        CountHands count => LiveAnswers.Decide(count, state),
        PlanAction plan => LiveActions.Decide(plan, state),
        LiveCommand.OnWall onWall => LivePosts.Decide(onWall, state),
        End end => state.Phase == LivePhase.Ended ? Decision<LiveEvent>.Nothing : ClosedFirst(state, end.At, [.. Chosen(state, end.At), new SessionEnded(end.At)]),
        PassedOn passed => state.Phase != LivePhase.Ended || state.PassedOn >= passed.Answers ? Decision<LiveEvent>.Nothing : new ResultsPassedOn(passed.Answers, passed.At),
        _ when state.Phase == LivePhase.Ended => new Refusal("live.session-ended", "This session has ended. Start a new one to ask more."),
        Open open => Decide(open, state),
        Next next => state.NextInPlan is { } planned
            ? Decide(new Open(planned.Id, next.At), state)
            : new Refusal("live.plan-finished", "Every activity of the plan has been shown. You can end the session."),
        Close close => Decide(close, state),
        Talk talk => Decide(talk, state),
        Reveal reveal => Decide(reveal, state),
        Add add => Decide(add, state),
        ShowOnScreen show => LiveScreen.Decide(show, state),
        SetTimer timer => Decide(timer, state),
        ShowTeams show => state.TeamsShown == show.Shown ? Decision<LiveEvent>.Nothing : new TeamsShown(show.Shown, show.At),
        _ => throw new UnreachableException($"LiveSession.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static LiveState Evolve(LiveState state, LiveEvent @event) => @event switch
    {
        SessionStarted e => state with { Module = e.Module, Plan = e.Plan, Host = e.Host, Code = e.Code },
        ParticipantJoined e => state with
        {
            Participants = state.Participants.Add(e.Learner), Teams = e.People is { } people ? state.Teams.SetItem(e.Learner, people) : state.Teams,
        },
        PhoneShared e => state with { Teams = state.Teams.SetItem(e.Learner, e.People) },
        ActivityOpened e => state with { Phase = LivePhase.Open, Current = e.Activity, Asked = state.Asked.Add(e.Activity), EndsAt = null },
        ActivityClosed => state with { Phase = LivePhase.Closed, EndsAt = null },
        TalkStarted => state with { Phase = LivePhase.Talking },
        ResultsRevealed e => state with
        {
            Phase = LivePhase.Revealed,
            Revealed = state.Planned(e.Activity)?.SecondVoteOf is { } first ? state.Revealed.Add(first).Add(e.Activity) : state.Revealed.Add(e.Activity),
        },
        AnswerRecorded e => state with
        {
            Answers = state.Answers.SetItem(
                e.Activity, state.AnswersTo(e.Activity).SetItem(e.Learner, new(e.AnswerId, e.Options, e.Sure, e.Timing, e.Right, e.Number, e.Text, e.Mode))),
            Hidden = e.Text is { } text && LiveTexts.MayNameSomebody(text) ? state.Hidden.Add(e.AnswerId) : state.Hidden, // until the host has read it
        },
        HandsCounted e => state with { Hands = state.Hands.SetItem(e.Activity, e.Hands) },
        ActivityAdded e => state with { Plan = state.Plan.Insert(e.After is { } after ? state.Plan.IndexOf(state.Planned(after)!) + 1 : 0, LiveGrouping.WithPosts(state, e.Activity)) },
        TimerSet e => state with { EndsAt = e.EndsAt },
        TeamsShown e => state with { TeamsShown = e.Shown },
        ResultOnScreen e => state with { OnScreen = state.OnScreen.SetItem(e.Activity, e.Shown) },
        TextHidden e => state with { Hidden = e.Hidden ? state.Hidden.Add(e.Answer) : state.Hidden.Remove(e.Answer) },
        ActionPlanned e => LiveActions.Evolve(state, e),
        LiveEvent.OnWall e => LivePosts.Evolve(state, e),
        TakeawaysChosen e => state with { Takeaways = e.Messages },
        ResultsPassedOn e => state with { PassedOn = e.Answers },
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
        if (state.Participants.Contains(command.Learner)) return Shared(command, state);
        if (state.Phase == LivePhase.Ended && !command.FromPaper) return new Refusal("live.session-ended", "This session has ended. Ask the facilitator for the next one.");
        if (command.People is < 1 or > MaxTeam) return new Refusal("live.team-size", $"Say how many of you share this phone: 1 to {MaxTeam}.");
        if (state.Participants.Count >= MaxParticipants)
            return new Refusal("live.room-full", $"This room is full: {MaxParticipants} people have joined. Follow on a neighbour's phone.");
        return new ParticipantJoined(command.Learner, command.At, command.People == 1 ? null : command.People);
    }

    /// <summary>One person who comes back says nothing new. Several who share her phone may say so until they have answered: then it is known whose answers they are.</summary>
    private static Decision<LiveEvent> Shared(Join command, LiveState state) =>
        command.People is < 2 or > MaxTeam || state.Phase == LivePhase.Ended || state.Teams.GetValueOrDefault(command.Learner, 1) == command.People
            || state.Answers.Values.Any(answers => answers.ContainsKey(command.Learner))
            ? Decision<LiveEvent>.Nothing
            : new PhoneShared(command.Learner, command.People, command.At);

    private static Decision<LiveEvent> Decide(Open command, LiveState state)
    {
        if (state.Planned(command.Activity) is not { } planned)
            return new Refusal("live.no-such-activity", "This question is not in the session's plan. Choose one that is.");
        if (state.Phase == LivePhase.Open && state.Current == command.Activity) return Decision<LiveEvent>.Nothing;
        if (state.Revealed.Contains(planned.SecondVoteOf ?? planned.Id) || state.Revealed.Contains(planned.Id))
            return new Refusal("live.already-revealed", "The result of this question has been shown, so it cannot be asked again. Choose another one.");
        if (planned.SecondVoteOf is { } first && !state.Asked.Contains(first))
            return new Refusal("live.first-vote-missing", "Ask the first vote before the second. Open the question itself.");
        if (state.SecondVoteOn(planned.Id) is { } second && state.Asked.Contains(second.Id))
            return new Refusal("live.second-vote-begun", "The second vote on this question has begun, so the first cannot be opened again.");
        return ClosedFirst(state, command.At, new ActivityOpened(command.Activity, command.At));
    }

    private static Decision<LiveEvent> Decide(Close command, LiveState state) => state.Phase switch
    {
        LivePhase.Lobby => NothingOpen,
        LivePhase.Open => new ActivityClosed(state.Current!, command.At),
        _ => Decision<LiveEvent>.Nothing,
    };

    private static Decision<LiveEvent> Decide(Talk command, LiveState state)
    {
        if (state.Phase == LivePhase.Talking) return Decision<LiveEvent>.Nothing;
        if (state.CurrentActivity is not { } current || state.Phase is not (LivePhase.Open or LivePhase.Closed) || !state.WaitsForSecondVote(current))
            return new Refusal("live.no-second-vote", "Talking in pairs belongs between two votes on one question. This question has one vote.");
        return ClosedFirst(state, command.At, new TalkStarted(current.Id, command.At));
    }

    private static Decision<LiveEvent> Decide(Reveal command, LiveState state)
    {
        if (state.CurrentActivity is not { } current) return NothingOpen;
        if (state.Revealed.Contains(current.Id)) return Decision<LiveEvent>.Nothing;
        if (!current.Kind.TakesAnswers()) return new Refusal("live.no-result", "This activity has no result to show. Go on to the next one.");
        return ClosedFirst(state, command.At, [new ResultsRevealed(current.Id, command.At), .. Chosen(state, command.At)]);
    }

    /// <summary>The messages chosen, when there was a vote on them and the choice is news.</summary>
    private static IEnumerable<LiveEvent> Chosen(LiveState state, DateTimeOffset at)
    {
        var vote = state.Plan.LastOrDefault(planned => planned.Kind == ActivityKind.Takeaways && state.Asked.Contains(planned.Id));
        if (vote is null || LiveFeed.Takeaways(state, vote) is not { IsEmpty: false } chosen || chosen.SequenceEqual(state.Takeaways)) return [];
        return [new TakeawaysChosen(chosen, at)];
    }

    private static Decision<LiveEvent> Decide(Add command, LiveState state)
    {
        if (state.Planned(command.Activity.Id) is not null) return Decision<LiveEvent>.Nothing; // the id is new for every addition: the same one again
        if (state.Plan.Length >= LivePlan.MaxActivities)
            return new Refusal("live.plan-full", $"A session holds at most {LivePlan.MaxActivities} activities. End this one and start another.");
        if (LiveAnswers.Flaw(command.Activity) is { } flaw) return flaw;
        var after = state.Current is { } current ? state.SecondVoteOn(current)?.Id ?? current : null;
        return new ActivityAdded(command.Activity, after, command.TextId, command.At);
    }

    private static Decision<LiveEvent> Decide(SetTimer command, LiveState state)
    {
        if (state.Phase != LivePhase.Open || state.Current is not { } current) return NothingOpen;
        if (command.EndsAt == state.EndsAt) return Decision<LiveEvent>.Nothing;
        if (command.EndsAt is { } end && (end <= command.At || end - command.At > LongestTimer))
            return new Refusal("live.timer-length", "Choose a time of up to 60 minutes.");
        return new TimerSet(current, command.EndsAt, command.At);
    }

    private static Decision<LiveEvent> Decide(HideText command, LiveState state)
    {
        if (!state.AnswersTo(command.Activity).Values.Any(answer => answer.AnswerId == command.AnswerId && answer.Text is not null))
            return new Refusal("live.no-such-text", "This text is not in the room any more. Look at the page again.");
        return state.Hidden.Contains(command.AnswerId) == command.Hidden
            ? Decision<LiveEvent>.Nothing
            : new TextHidden(command.Activity, command.AnswerId, command.Hidden, command.At);
    }

    private static Refusal NothingOpen => new("live.nothing-open", "No question has been opened yet. Open one first.");

    private static ImmutableArray<LiveEvent> ClosedFirst(LiveState state, DateTimeOffset at, params ReadOnlySpan<LiveEvent> events) =>
        state.Phase == LivePhase.Open ? [new ActivityClosed(state.Current!, at), .. events] : [.. events];
}
