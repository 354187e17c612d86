using System.Collections.Immutable;

namespace LearningHub.Domain.Cascade.Pledges;

/// <summary>When a trainer, and the supervisor who agreed, are reminded of a pledge.</summary>
public static class Nudges
{
    /// <summary>Days after the pledge, each once.</summary>
    public static readonly ImmutableArray<int> AfterDays = [7, 21, 45, 90];

    /// <summary>Days for which a nudge that could not go out stays due; after that it would only confuse.</summary>
    public const int StaysDueDays = 7;

    /// <summary>The nudge that is due now: the last whose day has come, unless it came too long ago. A hub that slept sends one and not three.</summary>
    /// <returns>Days after the pledge, one of <see cref="AfterDays"/>; null when none is due.</returns>
    public static int? Due(DateTimeOffset pledgedAt, DateTimeOffset now)
    {
        var last = AfterDays.LastOrDefault(days => pledgedAt.AddDays(days) <= now);
        return last > 0 && now < pledgedAt.AddDays(last + StaysDueDays) ? last : null;
    }

    /// <summary>Pledges made before this have no nudge any more.</summary>
    public static DateTimeOffset Oldest(DateTimeOffset now) => now.AddDays(-(AfterDays[^1] + StaysDueDays));
}
