using System.Diagnostics;
using LearningHub.Tests.Common;

namespace LearningHub.Tests.Live;

public sealed class ClientTests
{
    /// <summary>The browser's own tests: pure TypeScript, run by Node.</summary>
    [Fact]
    public async Task The_client_passes_its_own_tests()
    {
        using var node = Process.Start(new ProcessStartInfo("node", "test.mjs")
        {
            WorkingDirectory = Path.Combine(Repository.Folder, "src", "LearningHub.Web", "client"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await output + await error);
    }
}
