namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>What a figure can tell about learning at most, after Thalheimer's Learning-Transfer Evaluation Model (LTEM). Attendance must not pose as learning.</summary>
public enum LearningTier
{
    /// <summary>Somebody was there.</summary>
    Attendance = 1,

    /// <summary>Somebody took part: answered, promised.</summary>
    Activity = 2,

    /// <summary>What learners think of it.</summary>
    Perceptions = 3,

    /// <summary>What they know when asked.</summary>
    Knowledge = 4,

    /// <summary>What they would decide.</summary>
    Decisions = 5,

    /// <summary>What they can do.</summary>
    Tasks = 6,

    /// <summary>What they do at work with it: here, teach colleagues.</summary>
    Transfer = 7,

    /// <summary>What that changes for others.</summary>
    Effects = 8,
}

/// <summary>The tier of each definition. That a figure is high says nothing about the tiers above its own.</summary>
public static class LearningTiers
{
    /// <summary>The tier of a figure: it is part of what its name means.</summary>
    public static LearningTier TierOf(this Definition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Id switch
        {
            "contacts" or "claimed-heads" or "reach" or "duplication" or "verified-share" or "generation-size" or "depth" or "dose" => LearningTier.Attendance,
            "spot-check-share" or "spot-check-estimate" or "spot-checks-unreachable" or "lots-accepted" or "lots-refused" => LearningTier.Attendance,
            "response-rate" => LearningTier.Activity,
            "score-before" or "score-after" or "gain" or "fidelity" or "layer-retention" or "fitted-retention" or "message-survival" or "mutation" or "confident-errors" => LearningTier.Knowledge,
            "retention-respondents" or "retention-worst" or "retention-best" or "coverage" or "effective-coverage" => LearningTier.Knowledge,
            "fan-out" or "activation" or "yield" or "reproduction" or "time-to-cascade" or "generation-interval" or "concentration" or "conversion-people" or "conversion-volume" => LearningTier.Transfer,
            _ => throw new ArgumentException($"The figure '{definition.Id}' has no tier of learning. Say in LearningTiers what it can tell at most.", nameof(definition)),
        };
    }
}
