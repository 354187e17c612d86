using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Pledges;

/// <summary>Where and when a pledge is to be kept.</summary>
public sealed record PledgePlan(DateOnly Day, string District, int People);

/// <summary>What the rules of a pledge ask about.</summary>
/// <param name="NotYet">The reason given last, unless a plan came after it.</param>
public sealed record PledgeState(
    PledgePlan? Plan, DateTimeOffset? CoSignedAt, bool PutOff, NotYetReason? NotYet, ImmutableHashSet<CascadeSessionId> Sessions, bool Withdrawn)
{
    public static readonly PledgeState Initial = new(null, null, false, null, [], false);
}
