using System.Diagnostics;

namespace LearningHub.Tests.Live;

public sealed class ClientTests
{
    /// <summary>The browser's own tests: pure TypeScript, run by Node.</summary>
    [Fact]
    public async Task The_client_passes_its_own_tests()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "LearningHub.sln"))) at = at.Parent;
        using var node = Process.Start(new ProcessStartInfo("node", "test.mjs")
        {
            WorkingDirectory = Path.Combine(at.FullName, "src", "LearningHub.Web", "client"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await output + await error);
    }
}
