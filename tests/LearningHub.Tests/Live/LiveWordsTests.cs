using System.Text.RegularExpressions;
using LearningHub.Tests.Common;

namespace LearningHub.Tests.Live;

/// <summary>A room says the same with script and without: the sentences of the pages are those of the scripts, and so are their translations.</summary>
public sealed partial class LiveWordsTests
{
    private const string Web = "src/LearningHub.Web";

    /// <param name="alone">What only the page without script has to say.</param>
    [Theory]
    [InlineData("Live/LiveWords.cs", "The session is running. Join it to answer.")]
    [InlineData("Live/LiveResultView.cs", null)]
    public void Page_and_script_have_the_same_sentences(string page, string? alone)
    {
        var scripts = string.Concat(Directory.GetFiles(Path.Combine(Repository.Folder, Web, "client/src/live"), "*.ts").Select(File.ReadAllText));
        var said = Said().Matches(scripts).Select(found => found.Groups[1].Value).ToHashSet();
        var sentences = Looked().Matches(File.ReadAllText(Path.Combine(Repository.Folder, Web, page))).Select(found => found.Groups[1].Value).ToHashSet();
        Assert.True(sentences.Count > 10);
        Assert.Equal(alone is null ? [] : [alone], sentences.Except(said));
    }

    [GeneratedRegex("""texts(?:\[|\.Count\(\w+, )"([^"]+)""")]
    private static partial Regex Looked();

    [GeneratedRegex("""\b(?:t|many)\("([^"\n]+)""")]
    private static partial Regex Said();
}
