using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>What became of a post.</summary>
/// <param name="State">Where it stands; null when refused.</param>
public sealed record LivePostReply(LiveAnswerStatus Status, PostState? State = null, Refusal? Refusal = null);

/// <summary>One wall at one version.</summary>
/// <param name="Activity">The wall; null when there is none with this id that was ever opened.</param>
public sealed record LiveWallEntry(long Version, ShownActivity? Activity, ShownWall? Wall, bool Open, bool Joined);
