using LearningHub.Journal;

namespace LearningHub.Grains.Cascade;

/// <summary>Which events change what the figures of a cascade are computed from.</summary>
internal static class CascadeChanges
{
    /// <summary>The live room fills the journal and changes no fact.</summary>
    public const string Live = "live.";

    /// <summary>Beginnings of stored names that change no fact. Whatever is not named here counts as a change: forgetting one costs time, never a figure.</summary>
    private static readonly string[] None =
    [
        Live, "join-code.", "module.", "learner.lesson-read.", "learner.self-check-answered.", "learner.live-session-taken.", "learner.test-drawn.", "learner.test-answered.",
        "cohort.half-day-", "cohort.attendance-", "cohort.live-session-added.", "cohort.facilitator-added.", "cascade.coupons-issued.",
        "consent.", "person-links.put-off.",
    ];

    public static bool Among(IEnumerable<JournalStep> steps) => steps.Any(step => !Array.Exists(None, name => step.Type.StartsWith(name, StringComparison.Ordinal)));
}
