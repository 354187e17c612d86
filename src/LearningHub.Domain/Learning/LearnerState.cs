using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Learning;

/// <summary>One taking of a test.</summary>
/// <param name="Items">Ids in the order asked.</param>
/// <param name="Answers">The last answer to each item: option, right or not, sure or not.</param>
/// <param name="Number">Order among all of the learner's attempts, counted from 1.</param>
public sealed record TestAttempt(
    Guid Id, ModuleVersion Module, TestOccasion Occasion, ImmutableArray<string> Items,
    ImmutableDictionary<string, (string Option, bool Right, bool? Sure)> Answers, bool Finished, int Number);

/// <summary>What the rules of a learner ask about.</summary>
/// <param name="Read">Lessons by module version.</param>
/// <param name="Checks">The last option chosen in each self-check, and how sure the learner was.</param>
public sealed record LearnerState(
    ImmutableHashSet<(ModuleVersion Module, string Lesson)> Read,
    ImmutableDictionary<(ModuleVersion Module, string Item), (string Option, bool? Sure)> Checks,
    ImmutableDictionary<Guid, TestAttempt> Attempts,
    ImmutableHashSet<Guid> Pledges)
{
    public static readonly LearnerState Initial = new(
        [], ImmutableDictionary<(ModuleVersion, string), (string, bool?)>.Empty, ImmutableDictionary<Guid, TestAttempt>.Empty, []);

    /// <summary>Live sessions taken in, and how many answers of each.</summary>
    public ImmutableDictionary<LiveSessionId, int> Live { get; init; } = ImmutableDictionary<LiveSessionId, int>.Empty;

    /// <summary>Key messages said aloud, and whether without looking.</summary>
    public ImmutableDictionary<(ModuleVersion Module, string Message), bool> Rehearsed { get; init; } = ImmutableDictionary<(ModuleVersion, string), bool>.Empty;

    /// <summary>The attempts at one test, the first one first.</summary>
    public IEnumerable<TestAttempt> AttemptsAt(ModuleVersion module, TestOccasion occasion) =>
        Attempts.Values.Where(attempt => attempt.Module == module && attempt.Occasion == occasion).OrderBy(attempt => attempt.Number);

    /// <summary>Whether the learner has read, answered or been tested on any version of the module.</summary>
    public bool HasMet(string module) =>
        Read.Any(read => read.Module.Module == module)
        || Checks.Keys.Any(check => check.Module.Module == module)
        || Attempts.Values.Any(attempt => attempt.Module.Module == module);
}
