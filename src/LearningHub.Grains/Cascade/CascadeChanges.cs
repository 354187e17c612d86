using System.Collections.Frozen;
using LearningHub.Domain.Common;
using LearningHub.Journal;

namespace LearningHub.Grains.Cascade;

/// <summary>Which of the facts behind figures events have changed.</summary>
/// <param name="Sessions">Sessions in which something happened.</param>
/// <param name="Learners">Tests were finished or pledges made.</param>
/// <param name="Posts">People said where they work, or staff was declared.</param>
/// <param name="Others">Members of workshops, steps of pledges, merges of people, spot checks: what is small and read each time.</param>
internal sealed record CascadeChanges(FrozenSet<CascadeSessionId> Sessions, bool Learners, bool Posts, bool Others)
{
    /// <summary>The live room fills the journal and changes no fact.</summary>
    public const string Live = "live.";

    /// <summary>Sessions read one by one; when more have changed, all are read.</summary>
    private const int MostSessions = 400;

    /// <summary>Beginnings of stored names that change no fact.</summary>
    private static readonly string[] None =
    [
        Live, "join-code.", "module.", "learner.lesson-read.", "learner.self-check-answered.", "learner.message-rehearsed.", "learner.live-session-taken.", "learner.test-drawn.", "learner.test-answered.",
        "cohort.half-day-", "cohort.attendance-", "cohort.live-session-added.", "cohort.facilitator-added.", "cascade.coupons-issued.",
        "consent.", "exports.", "flags.", "help.", "institution.focal-point-", "person-links.put-off.", "programme.target-set.", "question.", "teach-back.", "text-talk.",
    ];

    public bool Any => Sessions.Count > 0 || Learners || Posts || Others;

    /// <summary>What these steps change.</summary>
    /// <returns>Null when everything must be read again: a kind of event that is not known here may change anything. Forgetting one costs time, never a figure.</returns>
    public static CascadeChanges? Of(IEnumerable<JournalStep> steps)
    {
        var sessions = new HashSet<CascadeSessionId>();
        var (learners, posts, others) = (false, false, false);
        foreach (var step in steps)
        {
            if (Is(step, None)) continue;
            if (Is(step, "cascade.") && Guid.TryParse(step.Stream.AsSpan(Math.Min(step.Stream.Length, CascadeSessionGrain.StreamPrefix.Length)), out var session)) sessions.Add(new(session));
            else if (Is(step, "learner.")) learners = true;
            else if (Is(step, "institution.")) posts = true;
            else if (Is(step, "cohort.", "programme.", "pledge.", "person-links.", "spot-lot.", "flags.")) others = true;
            else return null;
        }

        return sessions.Count > MostSessions ? null : new(sessions.ToFrozenSet(), learners, posts, others);
    }

    private static bool Is(JournalStep step, params string[] beginnings) => Array.Exists(beginnings, name => step.Type.StartsWith(name, StringComparison.Ordinal));
}
