using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Tests.Cascade;

/// <summary>The worked example of docs/cascade-metrics.md: four seeds, five sessions, three generations, seen on day 180.</summary>
internal static class GoldenExample
{
    public const int Window = 90;
    public static readonly DateTimeOffset AsOf = Day(180);
    public static readonly ModuleVersion Module = new("labour-mobility", 3);

    public static CascadeFacts Facts { get; } = new(Module)
    {
        Seeds = [.. "ABCD".Select(letter => new SeedFact(P($"{letter}"), Day(0)))],
        Sessions =
        [
            new(S(1), Day(20), [P("A")], 45, 8),
            new(S(2), Day(45), [P("A")], 45, 4),
            new(S(3), Day(60), [P("B"), P("C")], 45, 12),
            new(S(4), Day(80), [P("e1")], 45, 3),
            new(S(5), Day(150), [P("f1")], 45, 6),
        ],
        Exposures =
        [
            .. At(1, 20, "e1", "e2", "e3", "e4", "e5", "e6"), .. At(2, 45, "e5", "e6", "e7", "e8"),
            .. At(3, 60, "f1", "f2", "f3", "f4", "A"), .. At(4, 80, "h1", "h2", "h3"), .. At(5, 150, "h3", "h4"),
        ],
        Pledges = [Pledge(1, "A", 20), Pledge(2, "B", 10), Pledge(3, "C", 10), Pledge(4, "D", 15)],
    };

    public static Lineage Seen { get; } = Lineage.Of(Facts, AsOf);

    public static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero).AddDays(day);

    /// <summary>The same letter is always the same person.</summary>
    public static LearnerId P(string name) => new(Numbered(name[0], name.Length > 1 ? name[1] - '0' : 0));

    public static CascadeSessionId S(int number) => new(Numbered('S', number));

    /// <summary>These people confirmed a session that had no check, so that confirming qualified them.</summary>
    public static IEnumerable<ExposureFact> At(int session, int day, params string[] people) =>
        people.Select(person => new ExposureFact(S(session), P(person), EvidenceTier.Confirmed, Day(day), Qualified: true));

    private static PledgeFact Pledge(int number, string person, int people) =>
        new(Numbered('L', number), P(person), DateOnly.FromDateTime(Day(0).Date), DateOnly.FromDateTime(Day(90).Date), people);

    private static Guid Numbered(char kind, int number) => new((uint)kind << 16 | (uint)number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
}
