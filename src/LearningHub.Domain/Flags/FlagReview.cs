using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Flags.FlagCommand;
using static LearningHub.Domain.Flags.FlagEvent;

namespace LearningHub.Domain.Flags;

/// <summary>What somebody should ask about. A flag takes nothing away: it is asked, answered, and the rate is published.</summary>
public enum FlagKind { TwoWorkshops, WorkshopAndOwnSession, TwoSessionsOneDay, TrainerTwoPlaces, TooManyHours, ManyFromOnePhone, CheckTooFast, SameWrongAnswers, ManyHeads }

/// <summary>Why a flag is nothing to worry about.</summary>
public enum FlagReason { BothHappened, SharedPhone, PaperTypedBack, WrongDate, WrongDistrict, LearnedTogether, LargeRoom, MistakeCorrected }

/// <summary>What a review decided.</summary>
public enum FlagOutcome { Open, Explained, Problem }

/// <summary>Everything that may be asked of one flag.</summary>
/// <param name="Concerned">The people of the flag: none of them decides it.</param>
public abstract record FlagCommand(FlagKind Kind, ImmutableArray<LearnerId> Concerned, LearnerId By, DateTimeOffset At)
{
    public sealed record Explain(FlagKind Kind, FlagReason Why, ImmutableArray<LearnerId> Concerned, LearnerId By, DateTimeOffset At) : FlagCommand(Kind, Concerned, By, At);

    public sealed record ConfirmProblem(FlagKind Kind, ImmutableArray<LearnerId> Concerned, LearnerId By, DateTimeOffset At) : FlagCommand(Kind, Concerned, By, At);

    public sealed record Reopen(FlagKind Kind, ImmutableArray<LearnerId> Concerned, LearnerId By, DateTimeOffset At) : FlagCommand(Kind, Concerned, By, At);
}

/// <summary>Everything that can have been decided about one flag.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(FlagExplained), "flags.explained.v1")]
[JsonDerivedType(typeof(ProblemConfirmed), "flags.problem-confirmed.v1")]
[JsonDerivedType(typeof(FlagReopened), "flags.reopened.v1")]
public abstract record FlagEvent
{
    private FlagEvent() { }

    public sealed record FlagExplained(FlagKind Kind, FlagReason Why, LearnerId By, DateTimeOffset At) : FlagEvent;

    public sealed record ProblemConfirmed(FlagKind Kind, LearnerId By, DateTimeOffset At) : FlagEvent;

    public sealed record FlagReopened(FlagKind Kind, LearnerId By, DateTimeOffset At) : FlagEvent;
}

/// <summary>What stands about one flag.</summary>
public sealed record FlagState(FlagOutcome Outcome, FlagReason? Why)
{
    public static readonly FlagState Initial = new(FlagOutcome.Open, null);
}

/// <summary>The rules of a review: somebody who is not concerned decides, gives a reason from a list, and may decide anew. No figure hears of it.</summary>
public static class FlagReview
{
    public static readonly Decider<FlagState, FlagCommand, FlagEvent> Rules = new(FlagState.Initial, Decide, Evolve);

    public static Decision<FlagEvent> Decide(FlagCommand command, FlagState state)
    {
        if (!command.Concerned.IsDefault && command.Concerned.Contains(command.By)) return new Refusal("flags.own", "This flag is about yourself. Ask a colleague to look into it.");
        return command switch
        {
            Explain c when !Enum.IsDefined(c.Why) => new Refusal("flags.reason", "Choose from the list what explains it."),
            Explain c => state == new FlagState(FlagOutcome.Explained, c.Why) ? Decision<FlagEvent>.Nothing : new FlagExplained(c.Kind, c.Why, c.By, c.At),
            ConfirmProblem c => state.Outcome == FlagOutcome.Problem ? Decision<FlagEvent>.Nothing : new ProblemConfirmed(c.Kind, c.By, c.At),
            Reopen c => state.Outcome == FlagOutcome.Open ? Decision<FlagEvent>.Nothing : new FlagReopened(c.Kind, c.By, c.At),
            _ => throw new UnreachableException($"FlagReview.Decide has no case for {command.GetType().Name}; add one."),
        };
    }

    public static FlagState Evolve(FlagState state, FlagEvent @event) => @event switch
    {
        FlagExplained e => new(FlagOutcome.Explained, e.Why),
        ProblemConfirmed => new(FlagOutcome.Problem, null),
        FlagReopened => FlagState.Initial,
        _ => throw new UnreachableException($"FlagReview.Evolve has no case for {@event.GetType().Name}; add one."),
    };
}
