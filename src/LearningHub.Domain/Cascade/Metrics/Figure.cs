using System.Collections.Immutable;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>One published number with everything that makes it checkable.</summary>
/// <param name="Slice">What part it is about: empty for all, <c>g=1</c> for a generation, <c>g=1;message=LM-M2</c>...</param>
/// <param name="Value">Null where it is too early, not reached, or suppressed because few people stand behind it.</param>
/// <param name="N">People (or heads, for claims) the number rests on.</param>
/// <param name="Low">Lower end of a 95 % interval, where there is one.</param>
/// <param name="High">Upper end of a 95 % interval, where there is one.</param>
public sealed record Figure(Definition Definition, string Slice, double? Value, int N, EvidenceTier TierFloor, double? Low = null, double? High = null);

/// <summary>Keeps small groups of people from being recognised or over-read.</summary>
public static class SmallCells
{
    /// <summary>Fewest people a group shown by key message must have: 11 for protection content, otherwise 5.</summary>
    public static int LeastPeople(bool sensitive) => sensitive ? 11 : 5;

    /// <summary>Whether a group by message may be shown. Showing 0 would also tell: it counts as small.</summary>
    public static bool MayShow(int people, bool sensitive) => people >= LeastPeople(sensitive);
}
