using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Evidence;
using LearningHub.Tests.Cascade;

namespace LearningHub.Tests.Evidence;

/// <summary>An outsider's script finds the same figures in the pack's tables, and notices every change.</summary>
public sealed class RecomputeTests(Packs packs) : IClassFixture<Packs>
{
    [Fact]
    public async Task A_script_that_reads_only_the_packs_finds_every_published_figure()
    {
        var files = new List<string> { await packs.WriteAsync(GoldenExample.Facts, GoldenExample.AsOf, name: "golden") };
        for (var number = 1; number <= 8; number++) files.Add(await packs.WriteAsync(RandomCascades.Shuffled(RandomCascades.Of(number), number), RandomCascades.AsOf, name: $"random-{number}"));
        for (var number = 1; number <= 3; number++) files.Add(await packs.WriteAsync(TaughtCascades.Of(number), TaughtCascades.AsOf, sensitive: number == 2, name: $"taught-{number}"));

        var (exitCode, output) = await Packs.RecomputeAsync([.. files]);
        Assert.True(exitCode == 0, output);
        Assert.Contains("fidelity                   g=1;by=gain", output, StringComparison.Ordinal);
        Assert.Contains("message-survival           g=1;message=LM-M", output, StringComparison.Ordinal);
        foreach (var figure in (string[])["spot-check-estimate", "retention-worst", "effective-coverage", "mutation", "fitted-retention", "confident-errors"])
            Assert.Matches($@"{figure} .* \d", output);
    }

    [Fact]
    public async Task An_answer_that_was_changed_is_noticed_and_so_is_a_figure_a_signature_and_a_chain()
    {
        var facts = TaughtCascades.Of(1);
        var pack = await packs.WriteAsync(facts, TaughtCascades.AsOf);
        Packs.Change(pack, "answers.csv", text => ReplaceFirst(text, ",true,a,true,", ",true,b,false,"));
        Assert.Contains("answers.csv is not the file that was signed", (await FailsAsync("--quiet", pack)), StringComparison.Ordinal);

        var signed = await packs.WriteAsync(facts, TaughtCascades.AsOf);
        Packs.Change(signed, "manifest.json", text => text.Replace("\"windowDays\": 90", "\"windowDays\": 91", StringComparison.Ordinal));
        Assert.Contains("not a signature", (await FailsAsync("--quiet", signed)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_that_does_not_follow_from_the_rows_is_noticed_even_when_it_is_signed()
    {
        var content = LearningHub.Web.Evidence.PackContent.Of(Packs.Programme, Packs.Module(TaughtCascades.Module, false),
            LearningHub.Grains.Cascade.CascadeBook.Of(TaughtCascades.Of(1), TaughtCascades.AsOf, false));
        var figures = content.Figures.Select(figure => figure.Definition == Definitions.Reach ? figure with { Value = figure.Value + 1 } : figure);
        var pack = await packs.WriteAsync(content with { Figures = [.. figures] }, "wrong");
        Assert.Contains("reach : published", await FailsAsync("--quiet", pack), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, "0.5")]
    [InlineData(33, "33")]
    [InlineData(20 / 33.0, "0.6060606061")]
    [InlineData(2 / 3.0, "0.6666666667")]
    [InlineData(0.50048828125, "0.5004882813")] // exactly half way: away from zero
    [InlineData(123456.7890625, "123456.7891")]
    [InlineData(0, "0")]
    [InlineData(-1 / 3.0, "-0.3333333333")]
    public void Numbers_are_published_with_ten_significant_digits(double value, string text) => Assert.Equal(text, PublishedNumber.Of(value));

    private static async Task<string> FailsAsync(params string[] arguments)
    {
        var (exitCode, output) = await Packs.RecomputeAsync(arguments);
        Assert.True(exitCode == 1, output);
        return output;
    }

    private static string ReplaceFirst(string text, string old, string with)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at > 0);
        return text[..at] + with + text[(at + old.Length)..];
    }
}
