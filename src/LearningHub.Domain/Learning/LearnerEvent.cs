using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Learning;

/// <summary>One answer of a live session.</summary>
/// <param name="Vote">1, or 2 for the second vote after a talk.</param>
/// <param name="Right">Null where nothing is right or wrong.</param>
/// <param name="InTime">False for an answer that came after its question closed.</param>
public sealed record LiveTaken(string Item, int Vote, bool? Right, bool? Sure, bool InTime);

/// <summary>When a test is taken: before and after a module, and as a refresher one, three and six months after qualifying.</summary>
public enum TestOccasion { Pre, Post, Month1, Month3, Month6 }

/// <summary>Everything that can have happened in one learner's learning.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.
/// A changed meaning is a new record with a new name (<c>.v2</c>).</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(LessonRead), "learner.lesson-read.v1")]
[JsonDerivedType(typeof(SelfCheckAnswered), "learner.self-check-answered.v1")]
[JsonDerivedType(typeof(TestDrawn), "learner.test-drawn.v1")]
[JsonDerivedType(typeof(TestAnswered), "learner.test-answered.v1")]
[JsonDerivedType(typeof(TestFinished), "learner.test-finished.v1")]
[JsonDerivedType(typeof(PledgeMade), "learner.pledge-made.v1")]
[JsonDerivedType(typeof(LiveSessionTaken), "learner.live-session-taken.v1")]
[JsonDerivedType(typeof(MessageRehearsed), "learner.message-rehearsed.v1")]
public abstract record LearnerEvent
{
    private LearnerEvent() { }

    public sealed record LessonRead(ModuleVersion Module, string Lesson, DateTimeOffset At) : LearnerEvent;

    /// <param name="Right">As judged by the module version that asked.</param>
    public sealed record SelfCheckAnswered(ModuleVersion Module, string Item, string Option, bool Right, DateTimeOffset At) : LearnerEvent
    {
        /// <summary>How the learner felt about it; null when not asked.</summary>
        public bool? Sure { get; init; }
    }

    /// <param name="Attempt">Names the attempt from here on.</param>
    /// <param name="Items">Ids of the drawn items, in the order asked.</param>
    public sealed record TestDrawn(Guid Attempt, ModuleVersion Module, TestOccasion Occasion, ImmutableArray<string> Items, DateTimeOffset At) : LearnerEvent;

    /// <param name="Sure">How the learner felt about it; null when not asked.</param>
    public sealed record TestAnswered(Guid Attempt, string Item, string Option, bool Right, bool? Sure, DateTimeOffset At) : LearnerEvent;

    /// <param name="Right">Items answered rightly, 0 to <paramref name="Of"/>.</param>
    /// <param name="Passed">A passed post-test qualifies the learner in the module from <paramref name="At"/> on.</param>
    public sealed record TestFinished(Guid Attempt, ModuleVersion Module, TestOccasion Occasion, int Right, int Of, bool Passed, DateTimeOffset At) : LearnerEvent;

    /// <summary>What the learner answered in a live session, as known so far: practice, never a test.</summary>
    public sealed record LiveSessionTaken(LiveSessionId Session, ModuleVersion Module, ImmutableArray<LiveTaken> Answers, DateTimeOffset At) : LearnerEvent;

    /// <summary>The learner said a key message aloud, and says whether she can do it without looking. Her own words for it stand beside the journal, for her alone.</summary>
    /// <param name="Ready">False for "not yet": also when she could before.</param>
    public sealed record MessageRehearsed(ModuleVersion Module, string Message, bool Ready, DateTimeOffset At) : LearnerEvent;

    /// <summary>A promise to teach colleagues: the first step of the cascade's funnel.</summary>
    /// <param name="People">How many colleagues, 1 to 500.</param>
    /// <param name="DueOn">By when.</param>
    /// <param name="Cohort">The workshop in which it was made, or null.</param>
    public sealed record PledgeMade(Guid Pledge, ModuleVersion Module, int People, DateOnly DueOn, CohortId? Cohort, DateTimeOffset At) : LearnerEvent;
}
