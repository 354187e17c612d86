using LearningHub.Domain.Learning;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Learning;

/// <summary>How the tests of a module are addressed and named.</summary>
internal static class TestWords
{
    /// <summary>The occasion that an address ends in: <c>/pre</c>, <c>/post</c>, <c>/month1</c>, <c>/month3</c>, <c>/month6</c>.</summary>
    public static TestOccasion OccasionOf(string path) => Enum.Parse<TestOccasion>(path.AsSpan(path.LastIndexOf('/') + 1), ignoreCase: true);

    public static string AddressOf(string module, TestOccasion occasion) => $"/modules/{module}/test/{$"{occasion}".ToLowerInvariant()}";

    public static string TitleOf(Texts T, TestOccasion occasion) => occasion switch
    {
        TestOccasion.Pre => T["Before the lessons: where you begin"],
        TestOccasion.Post => T["After the lessons: the test"],
        TestOccasion.Month1 => T["After one month: what is left"],
        TestOccasion.Month3 => T["After three months: what is left"],
        _ => T["After six months: what is left"],
    };

    /// <summary>What stands before an option once the answer is shown.</summary>
    public static string Verdict(Texts T, bool right, bool chosen) => (right, chosen) switch
    {
        (true, true) => T["Right, your choice:"],
        (true, false) => T["Right:"],
        (false, true) => T["Not right, your choice:"],
        _ => T["Not right:"],
    };
}
