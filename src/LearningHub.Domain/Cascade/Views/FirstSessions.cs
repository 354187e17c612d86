using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>When each trainer first held a verified session: one that counts and that at least one person confirmed.</summary>
internal sealed class FirstSessions
{
    private readonly Dictionary<LearnerId, DateTimeOffset> first = [];

    public static FirstSessions Of(Lineage lineage)
    {
        var found = new FirstSessions();
        foreach (var session in lineage.Sessions.Where(session => !session.Verified.IsEmpty)) // in the order held
            foreach (var trainer in session.Fact.Trainers)
                found.first.TryAdd(trainer, session.Fact.HeldAt);
        return found;
    }

    /// <summary>Whole days from qualification to the first verified session; null when there is none.</summary>
    public int? DaysTo(Place place) =>
        place.QualifiedAt is { } qualified && first.TryGetValue(place.Person, out var held) ? Days.Between(qualified, held) : null;

    public bool Within(Place place, int windowDays) => DaysTo(place) <= windowDays;
}

internal static class LineageFollowUp
{
    /// <summary>Whole days that a qualified person has had until the as-of day.</summary>
    public static int FollowUp(this Lineage lineage, Place place) => Days.Between(place.QualifiedAt!.Value, lineage.AsOf);
}
