using System.Diagnostics.Metrics;

namespace LearningHub.Journal;

/// <summary>What the journal tells a collector of metrics.</summary>
internal static class JournalMeters
{
    private static readonly Meter Meter = new("LearningHub.Journal");

    /// <summary>Appends written in one transaction.</summary>
    public static readonly Histogram<int> Batch = Meter.CreateHistogram<int>("journal.batch.appends", "{append}", "Appends written in one transaction.");

    /// <summary>Time from the first statement to the flush.</summary>
    public static readonly Histogram<double> Write = Meter.CreateHistogram<double>("journal.batch.duration", "s", "Time from the first statement to the flush.");
}
