using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using LearningHub.Web.Cascade;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearningHub.Tests.Cascade;

/// <summary>What a trainer is told after a session: three lines, with the correction that the content holds.</summary>
public sealed class DebriefTests
{
    private static readonly Lazy<Module> Mobility = new(() => ContentLibrary.Load(Path.Combine(Repository.Folder, "content"), strict: false, NullLogger.Instance).Current("labour-mobility")!);

    [Fact]
    public void The_debrief_has_three_lines_and_the_last_says_what_to_say_again()
    {
        var module = Mobility.Value;
        var item = module.Items.First(i => i.Anchor && i.Message == "LM-M2");
        var wrong = item.Options.First(o => !o.Right);
        var people = Enumerable.Range(0, 6).Select(_ => new LearnerId(Guid.NewGuid())).ToList();
        var held = Debrief.Of(people.Select((person, i) => (person, item.Id, item.Message, i < 4 ? wrong.Id : item.RightOption!, i >= 4)), sensitive: false);
        var lines = DebriefWording.Lines(EnglishTexts.Of(), module, held, people.Count);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("6 did the check; 4 of 5 messages came across", lines[0], StringComparison.Ordinal);
        Assert.Contains("Message 2 is held by 33 %: 4 of 6 answers were wrong", lines[1], StringComparison.Ordinal);
        Assert.Contains(wrong.Text.Text.TrimEnd('.'), lines[1], StringComparison.Ordinal);
        Assert.Contains(module.KeyMessages.First(m => m.Id == "LM-M2").Text, lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("Misconception", lines[2], StringComparison.Ordinal);
        Assert.Equal(lines[2].Replace("Say again: “", $"{module.Title}: ", StringComparison.Ordinal).Replace("” ", " ", StringComparison.Ordinal), DebriefWording.Fix(module, held[0]));
    }

    [Theory]
    [InlineData("Misconception: sharing is fair. A half cost is still a cost. [S11]", "A half cost is still a cost.")]
    [InlineData("The employer pays. [S3, S11]", "The employer pays.")]
    [InlineData(null, "")]
    public void A_correction_is_said_without_the_misconception_and_without_sources(string? feedback, string said) => Assert.Equal(said, DebriefWording.Correction(feedback));
}
