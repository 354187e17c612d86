using System.Text.Json;
using LearningHub.Domain.Live;

namespace LearningHub.Tests.Live;

/// <summary>What looks as if it names somebody. The browser's own test reads the same list, so that both sides keep one rule.</summary>
public sealed class NamingTests
{
    [Theory]
    [MemberData(nameof(Examples))]
    public void A_text_that_may_name_somebody_is_seen(string text, bool risky) => Assert.Equal(risky, LiveTexts.MayNameSomebody(text));

    public static TheoryData<string, bool> Examples()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "LearningHub.sln"))) at = at.Parent;
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(at.FullName, "src", "LearningHub.Web", "client", "test", "naming.json")));
        var examples = new TheoryData<string, bool>();
        foreach (var example in list.RootElement.EnumerateArray()) examples.Add(example.GetProperty("text").GetString()!, example.GetProperty("risky").GetBoolean());
        return examples;
    }
}
