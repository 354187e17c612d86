using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Learning;

/// <summary>One key message said aloud.</summary>
/// <param name="Ready">She can say it without looking; false for "not yet".</param>
public sealed record Rehearsal(string Message, bool Ready);

/// <summary>Everything that may be asked of one learner's learning. What the rules judge by (items, pass mark, today) comes in with it.</summary>
public abstract record LearnerCommand
{
    private LearnerCommand() { }

    /// <summary>The learner says that a lesson has been read.</summary>
    public sealed record ReadLesson(ModuleVersion Module, string Lesson, DateTimeOffset At) : LearnerCommand;

    /// <param name="Sure">How the learner felt about it; null when not asked.</param>
    public sealed record AnswerSelfCheck(ModuleVersion Module, Item Item, string Option, DateTimeOffset At, bool? Sure = null) : LearnerCommand;

    /// <summary>The learner says which key messages she can say without looking.</summary>
    /// <param name="Said">Messages of the module; the same again changes nothing.</param>
    public sealed record Rehearse(ModuleVersion Module, ImmutableArray<Rehearsal> Said, DateTimeOffset At) : LearnerCommand;

    /// <param name="Attempt">New for a new test; not used when the learner has an open one.</param>
    /// <param name="Bank">The module's items; chance is seeded by <paramref name="Attempt"/>.</param>
    /// <param name="QualifiedAt">Since when the learner is qualified in the module version, by whatever way; asked for refreshers only.</param>
    /// <param name="PreTest">What the attempt at the test before the lessons would be: its questions stay free for it while it is not taken, since a phone may hold both tests ahead.</param>
    public sealed record TakeTest(
        Guid Attempt, ModuleVersion Module, TestOccasion Occasion, IReadOnlyCollection<Item> Bank, DateTimeOffset At, DateTimeOffset? QualifiedAt = null, Guid? PreTest = null) : LearnerCommand;

    /// <param name="Sure">False when the learner called it a guess; null when not asked.</param>
    public sealed record AnswerTest(Guid Attempt, Item Item, string Option, bool? Sure, DateTimeOffset At) : LearnerCommand;

    /// <param name="PassMark">Share of the items, 0 to 1.</param>
    public sealed record FinishTest(Guid Attempt, double PassMark, DateTimeOffset At) : LearnerCommand;

    /// <summary>Takes in what the learner answered in a live session; again when more answers came in late.</summary>
    public sealed record TakePartLive(LiveSessionId Session, ModuleVersion Module, ImmutableArray<LiveTaken> Answers, DateTimeOffset At) : LearnerCommand;

    /// <param name="Pledge">Made by the client: the same pledge sent twice is one pledge.</param>
    /// <param name="Cohort">The workshop in which it is made, or null. The caller vouches that the learner belongs to it.</param>
    /// <param name="Today">The date where the learner is.</param>
    public sealed record MakePledge(Guid Pledge, ModuleVersion Module, int People, DateOnly DueOn, CohortId? Cohort, DateOnly Today, DateTimeOffset At) : LearnerCommand;
}
