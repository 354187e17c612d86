using System.Globalization;
using System.Text.RegularExpressions;

namespace LearningHub.Tests.Common;

/// <summary>What the one stylesheet promises to everybody, read from its source.</summary>
public sealed partial class StyleSheetTests
{
    private static readonly string Sheet = Comments().Replace(File.ReadAllText(Path.Combine(Repository.Folder, "src", "LearningHub.Web", "client", "src", "site.css")), "");

    /// <summary>WCAG 2.2: 1.4.3 for what is read (4.5), 1.4.11 for the edge of a control (3). axe looks at pages; this looks at every pair, whether a page shows it today or not.</summary>
    [Theory]
    [InlineData("ink", "paper", 4.5)]
    [InlineData("ink", "paper-2", 4.5)]
    [InlineData("ink", "accent-soft", 4.5)]
    [InlineData("ink", "warn-soft", 4.5)]
    [InlineData("ink-2", "paper", 4.5)]
    [InlineData("ink-2", "paper-2", 4.5)]
    [InlineData("ink-2", "accent-soft", 4.5)]
    [InlineData("accent", "paper", 4.5)]
    [InlineData("accent", "paper-2", 4.5)]
    [InlineData("accent", "accent-soft", 4.5)]
    [InlineData("accent-ink", "accent", 4.5)]
    [InlineData("warn", "paper", 4.5)]
    [InlineData("warn", "warn-soft", 4.5)]
    public void Every_pair_of_colours_can_be_told_apart_in_both_themes(string front, string back, double least)
    {
        foreach (var theme in (string[])[Light, Dark])
        {
            var ratio = Ratio(Colour(theme, front), Colour(theme, back));
            Assert.True(ratio >= least, $"--{front} on --{back}: {ratio:0.00} in {(theme == Dark ? "dark" : "light")} mode");
        }
    }

    [Fact]
    public void Nothing_moves_for_who_asked_for_stillness()
    {
        var moving = Moves().Matches(Sheet).Where(found => !Sheet[..found.Index].EndsWith("@media (prefers-reduced-motion: no-preference) { .state-line { ", StringComparison.Ordinal));
        Assert.Empty(moving.Select(found => found.Value));
        foreach (var script in Directory.GetFiles(Path.Combine(Repository.Folder, "src", "LearningHub.Web", "client", "src"), "*.ts", SearchOption.AllDirectories))
            Assert.DoesNotMatch(MovesByScript(), File.ReadAllText(script));
    }

    /// <summary>Letters grow with the size that the reader has set in her browser: no length in px, save for a chart's own drawing and for paper.</summary>
    [Fact]
    public void No_letter_has_a_size_of_its_own() =>
        Assert.Equal([".axes text { font-size: 12px"], FixedLetters().Matches(Sheet).Select(found => found.Value.Trim()));

    private static string Light => Sheet[..Sheet.IndexOf("@media (prefers-color-scheme: dark)", StringComparison.Ordinal)];

    private static string Dark => Sheet[Light.Length..Sheet.IndexOf("*, *::before", StringComparison.Ordinal)];

    private static string Colour(string theme, string name) => Regex.Match(theme, $"--{name}: #([0-9a-f]{{6}});").Groups[1].Value;

    private static double Ratio(string one, string other)
    {
        var (lighter, darker) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var share = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(0)) + (0.7152 * Channel(2)) + (0.0722 * Channel(4));
    }

    [GeneratedRegex(@"/\*[\s\S]*?\*/")]
    private static partial Regex Comments();

    [GeneratedRegex(@"\b(?:transition|animation|scroll-behavior)\b[^;}]*")]
    private static partial Regex Moves();

    [GeneratedRegex(@"behavior:\s*""smooth""|\.animate\(")]
    private static partial Regex MovesByScript();

    [GeneratedRegex(@"[^{}]*\{[^{}]*font(?:-size)?:[^;}]*\d+px")]
    private static partial Regex FixedLetters();
}
