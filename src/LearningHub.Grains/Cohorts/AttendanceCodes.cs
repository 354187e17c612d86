using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Common;

namespace LearningHub.Grains.Cohorts;

/// <summary>The rotating codes of each workshop. Their key comes from the installation's seal, so that every node shows and checks the same.</summary>
public sealed class AttendanceCodes(Seal seal)
{
    private const int PhoneCharacters = 16;

    public RotatingCode Of(CohortId cohort) => new([.. Convert.FromHexString(seal.Hash("attendance-code", cohort.ToString()))]);

    /// <summary>Tells phones apart within one workshop; in another the same phone looks like a different one.</summary>
    public string? PhoneOf(CohortId cohort, string? phone) => phone is null ? null : seal.Hash("attendance-phone", $"{cohort}\n{phone}")[..PhoneCharacters];
}
