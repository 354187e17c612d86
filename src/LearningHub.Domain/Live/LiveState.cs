using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>Where a session stands. Its names in lower case are part of the public protocol.</summary>
public enum LivePhase { Lobby, Open, Closed, Revealed, Ended }

/// <summary>The answer that counts for one person and question.</summary>
public sealed record KeptAnswer(Guid AnswerId, ImmutableArray<string> Options, bool? Sure, AnswerTiming Timing);

/// <summary>What the rules of a live session ask about.</summary>
/// <param name="Module">Null until the session was started.</param>
/// <param name="Current">The question that is open or was last; null in the lobby.</param>
/// <param name="Asked">Questions that were ever opened.</param>
/// <param name="Revealed">Questions whose result was shown.</param>
/// <param name="Answers">By question, then by person.</param>
public sealed record LiveState(
    ModuleVersion? Module, ImmutableArray<PlannedActivity> Plan, LearnerId Host, string Code, LivePhase Phase, string? Current,
    ImmutableHashSet<LearnerId> Participants, ImmutableHashSet<string> Asked, ImmutableHashSet<string> Revealed,
    ImmutableDictionary<string, ImmutableDictionary<LearnerId, KeptAnswer>> Answers)
{
    public static readonly LiveState Initial = new(
        null, [], default, "", LivePhase.Lobby, null, [], [], [], ImmutableDictionary<string, ImmutableDictionary<LearnerId, KeptAnswer>>.Empty);

    public PlannedActivity? Planned(string activity) => Plan.FirstOrDefault(planned => planned.Id == activity);

    public ImmutableDictionary<LearnerId, KeptAnswer> AnswersTo(string activity) =>
        Answers.GetValueOrDefault(activity, ImmutableDictionary<LearnerId, KeptAnswer>.Empty);

    /// <summary>The question that <see cref="LiveCommand.Next"/> would open, or null.</summary>
    public PlannedActivity? NextInPlan => Plan.FirstOrDefault(planned => !Asked.Contains(planned.Id));
}
