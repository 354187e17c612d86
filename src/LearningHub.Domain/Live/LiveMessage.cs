using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>A question as it leaves the server: nothing in it says what is right. Field names are the public protocol's.</summary>
/// <param name="SecondsToAnswer">A hint to people, never enforced; null for as long as it takes.</param>
public sealed record ShownActivity(string ActivityId, string Kind, string Prompt, ImmutableArray<ShownOption> Options, int? SecondsToAnswer = null);

public sealed record ShownOption(string Id, string Text);

/// <summary>One person's answer to one question, as a client sends it and gets it back.</summary>
public sealed record LiveResponse(ImmutableArray<string> Options, bool? Sure = null);

/// <summary>The result of one question, as everybody sees it.</summary>
/// <param name="Right">Ids of the right options; empty for a poll.</param>
/// <param name="Tally">Answers in time, by option; every option is named.</param>
/// <param name="Feedback">Why each option is right or wrong; empty for a poll.</param>
public sealed record LiveResult(
    string ActivityId, ImmutableArray<string> Right, ImmutableSortedDictionary<string, int> Tally, ImmutableSortedDictionary<string, string> Feedback);

/// <summary>A room at one version.</summary>
/// <param name="Plan">Ids of the plan's questions, for the host alone.</param>
/// <param name="Result">Once the current question's result was shown.</param>
/// <param name="Missed">How many questions of which this person has no answer were asked before the current one; for a participant.</param>
/// <param name="Answers">This person's own answers; empty for the host and the screen.</param>
public sealed record LiveSnapshot(
    LivePhase Phase, ImmutableArray<string>? Plan, ShownActivity? Activity, LiveResult? Result, int Answered, int? Missed,
    ImmutableSortedDictionary<string, LiveResponse> Answers);

/// <summary>What a room is told. Each is made once and is the same for everybody.</summary>
/// <param name="Version">The stream's version it brings a client to.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "message")]
[JsonDerivedType(typeof(ActivityOpened), "activityOpened")]
[JsonDerivedType(typeof(ActivityClosed), "activityClosed")]
[JsonDerivedType(typeof(ResultsRevealed), "resultsRevealed")]
[JsonDerivedType(typeof(TallyChanged), "tally")]
[JsonDerivedType(typeof(SessionEnded), "sessionEnded")]
public abstract record LiveMessage(long Version)
{
    public sealed record ActivityOpened(long Version, ShownActivity Activity) : LiveMessage(Version);

    /// <param name="Answered">People who answered in time.</param>
    public sealed record ActivityClosed(long Version, string ActivityId, int Answered) : LiveMessage(Version);

    public sealed record ResultsRevealed(
        long Version, string ActivityId, ImmutableArray<string> Right, ImmutableSortedDictionary<string, int> Tally, ImmutableSortedDictionary<string, string> Feedback)
        : LiveMessage(Version);

    /// <param name="ActivityId">Null in the lobby.</param>
    /// <param name="Joined">People who ever joined.</param>
    /// <param name="Connected">Those of them who are connected now.</param>
    /// <param name="Late">Answers that arrived after the close.</param>
    /// <param name="Counts">By option, for the host alone.</param>
    public sealed record TallyChanged(
        long Version, string? ActivityId, int Answered, int Joined, int Connected, int Late, ImmutableSortedDictionary<string, int>? Counts) : LiveMessage(Version);

    public sealed record SessionEnded(long Version) : LiveMessage(Version);
}
