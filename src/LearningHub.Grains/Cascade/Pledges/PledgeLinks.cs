using LearningHub.Grains.Common;

namespace LearningHub.Grains.Cascade.Pledges;

/// <summary>The secret in the link that a supervisor opens: which pledge, and the proof that this hub made it. Nobody needs an account.</summary>
public sealed class PledgeLinks(Seal seal)
{
    private const string Purpose = "co-sign";

    /// <summary>The last part of the address <c>/cosign/…</c>, 43 characters.</summary>
    public string For(Guid pledge) => seal.For(Purpose, "", pledge);

    /// <summary>The pledge, or null.</summary>
    public Guid? Open(string? link) => seal.Open(Purpose, "", link);
}
