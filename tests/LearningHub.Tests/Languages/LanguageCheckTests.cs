using System.Diagnostics;
using LearningHub.Tests.Common;

namespace LearningHub.Tests.Languages;

public sealed class LanguageCheckTests
{
    /// <summary>Every sentence has its French, with the same places and tags; none is stale; no page has words that no translator sees.</summary>
    [Fact]
    public async Task Every_sentence_of_the_interface_is_there_in_French()
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine("tools", "languages.mjs"), "check"])
        {
            WorkingDirectory = Repository.Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await output + await error);
    }
}
