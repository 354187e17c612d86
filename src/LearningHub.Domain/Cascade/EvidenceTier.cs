namespace LearningHub.Domain.Cascade;

/// <summary>How well one exposure is proven. Verified means <see cref="Confirmed"/> or higher; tiers are never mixed silently.</summary>
public enum EvidenceTier
{
    /// <summary>T0: a head-count that the trainer claims.</summary>
    Claimed = 0,

    /// <summary>T1: a named list that the trainer entered.</summary>
    Listed = 1,

    /// <summary>T2: the colleague herself confirmed, by a coupon or a rotating code.</summary>
    Confirmed = 2,

    /// <summary>T3: the colleague also completed the check.</summary>
    Checked = 3,

    /// <summary>T4: an independent spot check confirmed it.</summary>
    SpotChecked = 4,
}
