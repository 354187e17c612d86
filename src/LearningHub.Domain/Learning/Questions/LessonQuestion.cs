using System.Diagnostics;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Learning.Questions;

/// <summary>Everything that can have happened to one question on a lesson.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never. What people typed stands in a side table.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Asked), "question.asked.v1")]
[JsonDerivedType(typeof(Answered), "question.answered.v1")]
[JsonDerivedType(typeof(Published), "question.published.v1")]
[JsonDerivedType(typeof(TakenBack), "question.taken-back.v1")]
public abstract record QuestionEvent
{
    private QuestionEvent() { }

    /// <param name="By">Null when she asked without her name: then no table and no event says who it was.</param>
    public sealed record Asked(ModuleVersion Module, string Lesson, LearnerId? By, DateTimeOffset At) : QuestionEvent;

    /// <summary>Answered, or the answer put better by who gave it.</summary>
    public sealed record Answered(LearnerId By, DateTimeOffset At) : QuestionEvent;

    /// <summary>Question and answer stand on the lesson for everybody, in the words that were read before.</summary>
    public sealed record Published(LearnerId By, DateTimeOffset At) : QuestionEvent;

    public sealed record TakenBack(LearnerId By, DateTimeOffset At) : QuestionEvent;
}

/// <summary>What may be asked of one question.</summary>
public abstract record QuestionCommand
{
    private QuestionCommand() { }

    /// <param name="Length">Signs typed, without spaces around them.</param>
    /// <param name="Waiting">Questions of hers that wait already.</param>
    public sealed record Ask(ModuleVersion Module, string Lesson, LearnerId? By, int Length, int Waiting, DateTimeOffset At) : QuestionCommand;

    /// <param name="By">The caller vouches that she may answer.</param>
    public sealed record Answer(LearnerId By, int Length, DateTimeOffset At) : QuestionCommand;

    /// <param name="Length">Signs of the question as everybody will read it.</param>
    public sealed record Publish(LearnerId By, int Length, DateTimeOffset At) : QuestionCommand;

    public sealed record TakeBack(LearnerId By, DateTimeOffset At) : QuestionCommand;
}

/// <param name="Asked">Null until somebody asks.</param>
/// <param name="AnsweredBy">Null until somebody answers.</param>
public sealed record QuestionState(QuestionEvent.Asked? Asked, LearnerId? AnsweredBy, bool Published)
{
    public static readonly QuestionState Initial = new(null, null, false);
}

/// <summary>The rules of a question on a lesson: asked once, answered by one expert, shown to everybody when she says so.</summary>
public static class LessonQuestion
{
    public const int LongestQuestion = 500;
    public const int LongestAnswer = 1500;

    /// <summary>Questions that one person may have waiting.</summary>
    public const int MostWaiting = 10;

    /// <summary>A question that waits longer is marked, and the facilitators are told.</summary>
    public static readonly TimeSpan RaisedAfter = TimeSpan.FromDays(7);

    public static readonly Decider<QuestionState, QuestionCommand, QuestionEvent> Rules = new(QuestionState.Initial, Decide, Evolve);

    public static Decision<QuestionEvent> Decide(QuestionCommand command, QuestionState state) => command switch
    {
        QuestionCommand.Ask c => Decide(c, state),
        _ when state.Asked is null => new Refusal("question.unknown", "There is no such question. Open it from the page “Questions”."),
        QuestionCommand.Answer c => Decide(c, state),
        QuestionCommand.Publish c => Decide(c, state),
        QuestionCommand.TakeBack c => state.Published ? new QuestionEvent.TakenBack(c.By, c.At) : Decision<QuestionEvent>.Nothing,
        _ => throw new UnreachableException($"LessonQuestion.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static QuestionState Evolve(QuestionState state, QuestionEvent @event) => @event switch
    {
        QuestionEvent.Asked e => state with { Asked = e },
        QuestionEvent.Answered e => state with { AnsweredBy = e.By },
        QuestionEvent.Published => state with { Published = true },
        QuestionEvent.TakenBack => state with { Published = false },
        _ => throw new UnreachableException($"LessonQuestion.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    /// <summary>The middle of some times to an answer; null without any.</summary>
    public static TimeSpan? Median(IEnumerable<TimeSpan> times)
    {
        var ordered = times.Order().ToList();
        return ordered.Count == 0 ? null : (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
    }

    private static Decision<QuestionEvent> Decide(QuestionCommand.Ask command, QuestionState state)
    {
        if (state.Asked is not null) return Decision<QuestionEvent>.Nothing; // the form was sent twice; its id is the question's
        if (command.Length is 0 or > LongestQuestion) return new Refusal("question.text", $"Write your question in 1 to {LongestQuestion} characters.");
        if (command.Waiting >= MostWaiting) return new Refusal("question.too-many", $"{MostWaiting} questions of yours wait already. Ask again when some are answered.");
        return new QuestionEvent.Asked(command.Module, command.Lesson, command.By, command.At);
    }

    private static Decision<QuestionEvent> Decide(QuestionCommand.Answer command, QuestionState state)
    {
        if (command.Length is 0 or > LongestAnswer) return new Refusal("question.answer", $"Write the answer in 1 to {LongestAnswer} characters.");
        if (state.AnsweredBy is { } other && other != command.By) return new Refusal("question.answered", "Somebody else has answered this question meanwhile. Read the answer below.");
        return new QuestionEvent.Answered(command.By, command.At);
    }

    private static Decision<QuestionEvent> Decide(QuestionCommand.Publish command, QuestionState state)
    {
        if (state.AnsweredBy is null) return new Refusal("question.not-answered", "Answer the question first. Then it can stand on the lesson.");
        if (command.Length is 0 or > LongestQuestion) return new Refusal("question.text", $"Write your question in 1 to {LongestQuestion} characters.");
        return new QuestionEvent.Published(command.By, command.At); // again, with words put better
    }
}
