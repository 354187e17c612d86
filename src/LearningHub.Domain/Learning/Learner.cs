using System.Collections.Immutable;
using System.Diagnostics;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Learning.LearnerCommand;
using static LearningHub.Domain.Learning.LearnerEvent;

namespace LearningHub.Domain.Learning;

/// <summary>The rules of one learner's learning: one pre-test for each module version, post-tests as often as wished, no answer thrown away.</summary>
public static class Learner
{
    public const int MostPeoplePledged = 500;

    public static readonly Decider<LearnerState, LearnerCommand, LearnerEvent> Rules = new(LearnerState.Initial, Decide, Evolve);

    public static Decision<LearnerEvent> Decide(LearnerCommand command, LearnerState state) => command switch
    {
        ReadLesson c => Decide(c, state),
        AnswerSelfCheck c => Decide(c, state),
        Rehearse c => Decide(c, state),
        TakeTest c => Decide(c, state),
        AnswerTest c => Decide(c, state),
        FinishTest c => Decide(c, state),
        MakePledge c => Decide(c, state),
        TakePartLive c => state.Live.GetValueOrDefault(c.Session) >= c.Answers.Length
            ? Decision<LearnerEvent>.Nothing
            : new LiveSessionTaken(c.Session, c.Module, c.Answers, c.At),
        _ => throw new UnreachableException($"Learner.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static LearnerState Evolve(LearnerState state, LearnerEvent @event) => @event switch
    {
        LessonRead e => state with { Read = state.Read.Add((e.Module, e.Lesson)) },
        SelfCheckAnswered e => state with { Checks = state.Checks.SetItem((e.Module, e.Item), (e.Option, e.Sure)) },
        MessageRehearsed e => state with { Rehearsed = state.Rehearsed.SetItem((e.Module, e.Message), e.Ready) },
        TestDrawn e => state with
        {
            Attempts = state.Attempts.SetItem(e.Attempt, new(
                e.Attempt, e.Module, e.Occasion, e.Items, ImmutableDictionary<string, (string, bool, bool?)>.Empty, Finished: false, state.Attempts.Count + 1)),
        },
        TestAnswered e => Change(state, e.Attempt, attempt => attempt with { Answers = attempt.Answers.SetItem(e.Item, (e.Option, e.Right, e.Sure)) }),
        TestFinished e => Change(state, e.Attempt, attempt => attempt with { Finished = true }),
        LiveSessionTaken e => state with { Live = state.Live.SetItem(e.Session, e.Answers.Length) },
        PledgeMade e => state with { Pledges = state.Pledges.Add(e.Pledge) },
        _ => throw new UnreachableException($"Learner.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    /// <summary>Whether so many right answers pass. The tolerance keeps 0.7 of 10 at 7, which binary fractions alone do not.</summary>
    public static bool Passes(int right, int of, double passMark) => of > 0 && right >= (passMark * of) - 1e-9;

    private static LearnerState Change(LearnerState state, Guid attempt, Func<TestAttempt, TestAttempt> change) =>
        state with { Attempts = state.Attempts.SetItem(attempt, change(state.Attempts[attempt])) };

    private static Decision<LearnerEvent> Decide(ReadLesson command, LearnerState state) =>
        state.Read.Contains((command.Module, command.Lesson))
            ? Decision<LearnerEvent>.Nothing
            : new LessonRead(command.Module, command.Lesson, command.At);

    private static Decision<LearnerEvent> Decide(AnswerSelfCheck command, LearnerState state)
    {
        if (command.Item.Use != ItemUse.Check || command.Item.Options.All(option => option.Id != command.Option)) return NoSuchOption;
        if (state.Checks.TryGetValue((command.Module, command.Item.Id), out var given) && given == (command.Option, command.Sure)) return Decision<LearnerEvent>.Nothing;
        return new SelfCheckAnswered(command.Module, command.Item.Id, command.Option, command.Item.RightOption == command.Option, command.At) { Sure = command.Sure };
    }

    private static Decision<LearnerEvent> Decide(Rehearse command, LearnerState state) => (ImmutableArray<LearnerEvent>)
    [
        .. command.Said.DistinctBy(said => said.Message)
            .Where(said => !state.Rehearsed.TryGetValue((command.Module, said.Message), out var ready) || ready != said.Ready)
            .Select(said => new MessageRehearsed(command.Module, said.Message, said.Ready, command.At)),
    ];

    private static Decision<LearnerEvent> Decide(TakeTest command, LearnerState state)
    {
        if (command.Occasion.IsRefresher()) return Refresher.Decide(command, state);
        var pre = state.AttemptsAt(command.Module, TestOccasion.Pre).LastOrDefault();
        var post = state.AttemptsAt(command.Module, TestOccasion.Post).LastOrDefault();
        var last = command.Occasion == TestOccasion.Pre ? pre : post;
        if (last is { Finished: false }) return Decision<LearnerEvent>.Nothing; // go on with it
        if (command.Occasion == TestOccasion.Pre && pre is not null)
            return new Refusal("learner.pre-test-taken", "You have taken this test before. It is taken once, so that it shows where you began. Go on with the lessons.");
        if (command.Occasion == TestOccasion.Pre && post is not null)
            return new Refusal("learner.post-test-begun", "You have begun the test after the module, so the test before it can no longer show where you began.");

        ImmutableHashSet<string> earlier = command.Occasion == TestOccasion.Pre ? []
            : pre is not null ? [.. pre.Items]
            : command.PreTest is { } ahead ? [.. TestForm.Draw(command.Bank, TestOccasion.Pre, [], [], Dice.SeedOf(ahead))]
            : [];
        ImmutableHashSet<string> avoid = post is null ? [] : [.. post.Items];
        var items = TestForm.Draw(command.Bank, command.Occasion, earlier, avoid, Dice.SeedOf(command.Attempt));
        return items.IsEmpty
            ? new Refusal("learner.no-test", "This module has no test yet. Read the lessons; each has its own questions.")
            : new TestDrawn(command.Attempt, command.Module, command.Occasion, items, command.At);
    }

    private static Decision<LearnerEvent> Decide(AnswerTest command, LearnerState state)
    {
        if (!state.Attempts.TryGetValue(command.Attempt, out var attempt) || !attempt.Items.Contains(command.Item.Id)) return NoSuchTest;
        if (command.Item.Options.All(option => option.Id != command.Option)) return NoSuchOption;
        var right = command.Item.RightOption == command.Option;
        if (attempt.Answers.TryGetValue(command.Item.Id, out var given) && given == (command.Option, right, command.Sure)) return Decision<LearnerEvent>.Nothing;
        if (attempt.Finished) return new Refusal("learner.test-finished", "This test is finished, so its answers can no longer be changed. The result shows them.");
        return new TestAnswered(command.Attempt, command.Item.Id, command.Option, right, command.Sure, command.At);
    }

    private static Decision<LearnerEvent> Decide(FinishTest command, LearnerState state)
    {
        if (!state.Attempts.TryGetValue(command.Attempt, out var attempt)) return NoSuchTest;
        if (attempt.Finished) return Decision<LearnerEvent>.Nothing;
        var open = attempt.Items.Select((item, index) => (item, Number: index + 1)).Where(entry => !attempt.Answers.ContainsKey(entry.item)).Select(entry => entry.Number).ToList();
        if (open.Count > 0)
            return new Refusal("learner.questions-open", $"Still without an answer: {string.Join(", ", open)}. Choose what seems best, and mark it as a guess if it is one.");

        var right = attempt.Answers.Values.Count(answer => answer.Right);
        var of = attempt.Items.Length;
        return new TestFinished(attempt.Id, attempt.Module, attempt.Occasion, right, of, Passes(right, of, command.PassMark), command.At);
    }

    private static Decision<LearnerEvent> Decide(MakePledge command, LearnerState state)
    {
        if (state.Pledges.Contains(command.Pledge)) return Decision<LearnerEvent>.Nothing;
        if (command.Cohort is null && !state.HasMet(command.Module.Module))
            return new Refusal("learner.module-not-met", "Read at least one lesson of this module first. Then promise to teach it.");
        if (command.People is < 1 or > MostPeoplePledged)
            return new Refusal("learner.pledge-people", $"Write how many colleagues you will teach: a number from 1 to {MostPeoplePledged}.");
        if (command.DueOn <= command.Today || command.DueOn > command.Today.AddYears(2))
            return new Refusal("learner.pledge-date", "Choose a date after today and within two years.");
        return new PledgeMade(command.Pledge, command.Module, command.People, command.DueOn, command.Cohort, command.At);
    }

    private static Refusal NoSuchOption => new("learner.no-such-option", "Choose one of the options shown.");

    private static Refusal NoSuchTest => new("learner.no-such-test", "This test is not yours or does not exist. Open the test from the module's page.");
}
