namespace LearningHub.Domain.Messages;

/// <summary>When nobody is disturbed: from one hour of the evening to one of the morning, by the hub's own clock.</summary>
/// <param name="From">First quiet hour, 0 to 23.</param>
/// <param name="Until">First hour that is not quiet any more, 0 to 23; the same as <paramref name="From"/> for no quiet at all.</param>
public readonly record struct QuietHours(int From, int Until)
{
    /// <summary>The moment itself, or the next at which somebody may be disturbed.</summary>
    public DateTimeOffset NextAllowed(DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        if (!Holds(local.Hour)) return now;
        var morning = local.DateTime.Date.AddHours(Until);
        if (morning <= local.DateTime) morning = morning.AddDays(1);
        return new DateTimeOffset(morning, zone.GetUtcOffset(morning)).ToUniversalTime();
    }

    private bool Holds(int hour) => From <= Until ? hour >= From && hour < Until : hour >= From || hour < Until;
}
