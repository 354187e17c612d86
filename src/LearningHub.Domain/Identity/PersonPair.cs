using LearningHub.Domain.Common;

namespace LearningHub.Domain.Identity;

/// <summary>Two sign-ins that may belong to one person. The smaller id always stands first, so that a pair has one name.</summary>
public sealed record PersonPair(LearnerId One, LearnerId Other)
{
    /// <summary>The pair of these two, whichever is named first.</summary>
    public static PersonPair Of(LearnerId one, LearnerId other) => one.Value.CompareTo(other.Value) <= 0 ? new(one, other) : new(other, one);

    public bool Has(LearnerId person) => One == person || Other == person;
}
