using System.Diagnostics;
using System.Reflection;

namespace LearningHub.Stories;

/// <summary>The benchmarks run by hand and seldom; what they stand on must not rot meanwhile.</summary>
public sealed class BenchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("room")]
    [InlineData("bare")]
    [InlineData("flushed")]
    public async Task Each_server_of_the_live_benchmark_opens_its_rooms(string which)
    {
        using var server = Start("live-server", which, "2");
        Assert.StartsWith("http://127.0.0.1:", await server.StandardOutput.ReadLineAsync().WaitAsync(Patience), StringComparison.Ordinal);
        for (var room = 0; room < 2; room++)
            Assert.Equal(3, (await server.StandardOutput.ReadLineAsync().WaitAsync(Patience))!.Split(' ').Length);
        server.StandardInput.Close();
        await server.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task The_figures_of_a_generated_cascade_are_those_of_the_handwritten_sql()
    {
        using var bench = Start("cascade", "--people", "3000", "--no-page", "--no-coupons");
        bench.StandardInput.Close();
        var said = await bench.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await bench.WaitForExitAsync().WaitAsync(Patience);
        Assert.Contains("3,000 people", said, StringComparison.Ordinal);
        Assert.DoesNotContain("DIFFERS", said, StringComparison.Ordinal);
        Assert.Equal(0, bench.ExitCode);
    }

    private static Process Start(params string[] words) => Process.Start(new ProcessStartInfo("dotnet", [Bench, .. words])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static string Bench => typeof(BenchTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(it => it.Key == "BenchAssembly").Value!;
}
