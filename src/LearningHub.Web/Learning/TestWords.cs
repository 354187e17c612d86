using LearningHub.Domain.Learning;

namespace LearningHub.Web.Learning;

/// <summary>How the tests of a module are addressed and named.</summary>
internal static class TestWords
{
    /// <summary>The occasion that an address ends in: <c>/pre</c>, <c>/post</c>, <c>/month1</c>, <c>/month3</c>, <c>/month6</c>.</summary>
    public static TestOccasion OccasionOf(string path) => Enum.Parse<TestOccasion>(path.AsSpan(path.LastIndexOf('/') + 1), ignoreCase: true);

    public static string AddressOf(string module, TestOccasion occasion) => $"/modules/{module}/test/{$"{occasion}".ToLowerInvariant()}";

    public static string TitleOf(TestOccasion occasion) => occasion switch
    {
        TestOccasion.Pre => "Before the lessons: where you begin",
        TestOccasion.Post => "After the lessons: the test",
        TestOccasion.Month1 => "After one month: what is left",
        TestOccasion.Month3 => "After three months: what is left",
        _ => "After six months: what is left",
    };
}
