using System.Collections.Immutable;
using System.Diagnostics;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Cascade.SpotLots.SpotLotCommand;
using static LearningHub.Domain.Cascade.SpotLots.SpotLotEvent;

namespace LearningHub.Domain.Cascade.SpotLots;

/// <summary>What the rules of a lot ask about. Places are counted from 1.</summary>
public sealed record SpotLotState(
    LotDrawn? Draw, ImmutableDictionary<int, int> Missed, ImmutableDictionary<int, (SpotCheckOutcome Outcome, ImmutableArray<JudgedAnswer> Answers)> Answered, bool Closed)
{
    public static readonly SpotLotState Initial = new(
        null, ImmutableDictionary<int, int>.Empty, ImmutableDictionary<int, (SpotCheckOutcome, ImmutableArray<JudgedAnswer>)>.Empty, false);

    /// <summary>Heads drawn so far: the sample, and one more for each who can't be reached.</summary>
    public int Drawn => Math.Min(Draw!.Order.Length, Draw.Plan.Size + Count(SpotCheckOutcome.Unreachable));

    public int Count(SpotCheckOutcome outcome) => Answered.Values.Count(answer => answer.Outcome == outcome);
}

/// <summary>The rules of a lot: drawn once by chance, called by somebody independent, closed when everybody drawn has answered or can't be reached.</summary>
public static class SpotLot
{
    /// <summary>Calls after which a person counts as unreachable.</summary>
    public const int MostTries = 3;

    public static readonly Decider<SpotLotState, SpotLotCommand, SpotLotEvent> Rules = new(SpotLotState.Initial, Decide, Evolve);

    public static Decision<SpotLotEvent> Decide(SpotLotCommand command, SpotLotState state) => command switch
    {
        DrawLot c => Decide(c, state),
        _ when state.Draw is null => new Refusal("spot.no-such-lot", "This lot has not been drawn. Draw it from the list of lots."),
        RecordCall c => Decide(c, state),
        CloseLot c => Decide(c, state),
        _ => throw new UnreachableException($"SpotLot.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static SpotLotState Evolve(SpotLotState state, SpotLotEvent @event) => @event switch
    {
        LotDrawn e => state with { Draw = e },
        CallMissed e => state with { Missed = state.Missed.SetItem(e.Place, state.Missed.GetValueOrDefault(e.Place) + 1) },
        HeadAnswered e => state with { Answered = state.Answered.SetItem(e.Place, (e.Outcome, e.Answers)) },
        LotClosed => state with { Closed = true },
        _ => throw new UnreachableException($"SpotLot.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    private static Decision<SpotLotEvent> Decide(DrawLot command, SpotLotState state)
    {
        if (state.Draw is not null) return Decision<SpotLotEvent>.Nothing; // a lot is drawn once
        var frame = command.Frame.IsDefault ? [] : command.Frame;
        if (frame.Sum(session => session.Heads) == 0)
            return new Refusal("spot.no-heads", "There is nobody to draw in this lot: every session of it stands in an earlier draw, or none is left that counts.");
        var trainers = frame.SelectMany(session => session.Trainers).Distinct().ToImmutableArray();
        if (trainers.Contains(command.By)) return NotIndependent;
        var plan = SpotPlan.For(frame.Sum(session => session.Heads));
        return new LotDrawn(
            command.Lot, SpotDraw.Text(command.Seed),
            [.. frame.OrderBy(session => session.Session.ToString(), StringComparer.Ordinal).Select(session => new SpotFrameLine(session.Session, session.Heads, session.Confirmed.Length))],
            trainers, [.. SpotDraw.Order(frame, command.Seed).Take(plan.Most)], plan, command.By, command.At);
    }

    private static Decision<SpotLotEvent> Decide(RecordCall command, SpotLotState state)
    {
        if (state.Draw!.Trainers.Contains(command.By)) return NotIndependent;
        if (command.Place < 1 || command.Place > state.Drawn) return new Refusal("spot.not-drawn", "This person is not drawn. Take the next from the call list.");
        if (WrongAnswer(command) is { } refusal) return refusal;
        var outcome = command.Result == SpotCallResult.WasThere ? SpotCheckOutcome.Confirmed : SpotCheckOutcome.Refuted;
        var answers = command.Result == SpotCallResult.WasThere ? Judge(command) : [];
        if (state.Answered.TryGetValue(command.Place, out var earlier))
        {
            if (command.Result != SpotCallResult.NobodyAnswered && earlier.Outcome == outcome && earlier.Answers.SequenceEqual(answers)) return Decision<SpotLotEvent>.Nothing;
            if (state.Closed) return LotIsClosed;
            if (earlier.Outcome == SpotCheckOutcome.Unreachable) return new Refusal("spot.replaced", "Three calls to this person were in vain, and somebody else was drawn instead. Call that one.");
            if (command.Result == SpotCallResult.NobodyAnswered) return new Refusal("spot.answered", "This person has answered already. To correct the answer, choose one of the other two.");
        }
        else if (state.Closed)
        {
            return LotIsClosed;
        }

        if (command.Result != SpotCallResult.NobodyAnswered) return new HeadAnswered(command.Place, outcome, answers, command.By, command.At);
        var missed = new CallMissed(command.Place, command.By, command.At);
        return state.Missed.GetValueOrDefault(command.Place) + 1 < MostTries
            ? missed
            : ImmutableArray.Create<SpotLotEvent>(missed, new HeadAnswered(command.Place, SpotCheckOutcome.Unreachable, [], command.By, command.At));
    }

    private static Decision<SpotLotEvent> Decide(CloseLot command, SpotLotState state)
    {
        if (state.Closed) return Decision<SpotLotEvent>.Nothing;
        if (state.Draw!.Trainers.Contains(command.By)) return NotIndependent;
        if (state.Drawn - state.Answered.Count is > 0 and var open)
            return open == 1
                ? new Refusal("spot.calls-open", $"1 person has not answered yet. Call her first; after {MostTries} calls in vain the next on the list is drawn.")
                : new Refusal("spot.calls-open", $"{open} people have not answered yet. Call them first; after {MostTries} calls in vain the next on the list is drawn.");
        var (confirmed, refuted) = (state.Count(SpotCheckOutcome.Confirmed), state.Count(SpotCheckOutcome.Refuted));
        return new LotClosed(confirmed, refuted, state.Count(SpotCheckOutcome.Unreachable), SpotCheck.Decide(state.Drawn, confirmed, refuted), command.By, command.At);
    }

    private static Refusal? WrongAnswer(RecordCall command)
    {
        foreach (var answer in command.Answers.IsDefault ? [] : command.Answers)
        {
            if (command.Asked.FirstOrDefault(item => item.Id == answer.Item) is not { } item)
                return new("cascade.not-asked", "One of these questions is not in this call. Load the page again.");
            if (item.Options.All(option => option.Id != answer.Option)) return new("cascade.no-such-option", "Choose one of the options shown.");
        }

        return null;
    }

    private static ImmutableArray<JudgedAnswer> Judge(RecordCall command) =>
        [.. from item in command.Asked
            let answer = command.Answers.IsDefault ? null : command.Answers.LastOrDefault(a => a.Item == item.Id)
            where answer is not null
            select new JudgedAnswer(item.Id, item.Message, answer.Option, item.RightOption == answer.Option)];

    private static Refusal NotIndependent => new("cascade.not-independent", "A trainer can't check his own sessions. Ask somebody independent.");

    private static Refusal LotIsClosed => new("spot.lot-closed", "This lot is closed; its result stands.");
}
