using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Pledges;

/// <summary>Everything that can have happened to one pledge after it was made; that it was made stands in the learner's history.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.
/// A changed meaning is a new record with a new name (<c>.v2</c>). The supervisor has no account: the name stands in a side table.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Scheduled), "pledge.scheduled.v1")]
[JsonDerivedType(typeof(CoSigned), "pledge.co-signed.v1")]
[JsonDerivedType(typeof(CoSignPutOff), "pledge.co-sign-put-off.v1")]
[JsonDerivedType(typeof(NotYetSaid), "pledge.not-yet-said.v1")]
[JsonDerivedType(typeof(SessionLinked), "pledge.session-linked.v1")]
[JsonDerivedType(typeof(Withdrawn), "pledge.withdrawn.v1")]
public abstract record PledgeEvent
{
    private PledgeEvent() { }

    /// <param name="People">How many are expected, 1 to 500.</param>
    public sealed record Scheduled(DateOnly Day, string District, int People, LearnerId By, DateTimeOffset At) : PledgeEvent;

    /// <summary>A supervisor agreed and will give the time.</summary>
    /// <param name="Day">The day that was planned when the supervisor agreed, or null.</param>
    public sealed record CoSigned(DateOnly? Day, int People, DateTimeOffset At) : PledgeEvent;

    /// <summary>A supervisor said "not now".</summary>
    public sealed record CoSignPutOff(DateTimeOffset At) : PledgeEvent;

    public sealed record NotYetSaid(NotYetReason Reason, LearnerId By, DateTimeOffset At) : PledgeEvent;

    public sealed record SessionLinked(CascadeSessionId Session, DateOnly HeldOn, LearnerId By, DateTimeOffset At) : PledgeEvent;

    public sealed record Withdrawn(LearnerId By, DateTimeOffset At) : PledgeEvent;
}
