using System.Diagnostics;

namespace LearningHub.Tests.Common;

/// <summary>Starts one of this repository's programs as a process of its own.</summary>
public static class ChildProgram
{
    /// <summary>Starts it with its output at hand.</summary>
    /// <param name="assembly">For example <c>LearningHub.Web</c>; it lies beside the tests.</param>
    public static Process Start(string assembly, params string[] words)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"), .. words];
        return Process.Start(new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string assembly, params string[] words)
    {
        using var program = Start(assembly, words);
        var (output, errors) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return (program.ExitCode, await output, await errors);
    }
}
