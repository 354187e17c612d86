using LearningHub.Tests.Common;

namespace LearningHub.Tests.Languages;

/// <summary>The scripts that the build writes for each language.</summary>
public sealed class ScriptsInFrenchTests
{
    private static readonly string Scripts = Path.Combine(Repository.Folder, "src", "LearningHub.Web", "wwwroot", "dist");

    [Fact]
    public void A_phone_in_French_says_in_French_what_the_program_asks_and_what_a_number_is()
    {
        var french = Script("fr");
        Assert.Contains("Quels messages transmettrez-vous en premier", french, StringComparison.Ordinal);
        Assert.Contains("toLocaleString(document.documentElement.lang", french, StringComparison.Ordinal); // 2,5
    }

    [Fact]
    public void A_phone_in_English_pays_nothing_for_it()
    {
        var english = Script("");
        Assert.DoesNotContain("What should be done first?", english, StringComparison.Ordinal);
    }

    private static string Script(string language) => File.ReadAllText(Path.Combine(Scripts, language, "live-session.js"));
}
