using LearningHub.Domain.Learning;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace LearningHub.Grains.Learning.Content;

/// <summary>One module in one language under check: what was found so far, and where its parts stand.</summary>
internal sealed record CheckedModule(Module Module, ContentTree Tree)
{
    public Findings Findings => Tree.Findings;

    /// <summary>Where a finding about the module as a whole stands.</summary>
    public Place Top { get; } = new($"{Module.Id.Module}/{ModuleReader.FileName}", 1);

    /// <summary>The questions that a test may ask.</summary>
    public IReadOnlyList<Item> Tests { get; } = [.. Module.Items.Where(item => item is { Use: ItemUse.Test, Kind: ItemKind.SingleChoice })];

    public Place At(string id) => Findings.PlaceOf(Module.Language, id) is { File.Length: > 0 } place ? place : Top;

    /// <summary>The path of <c>kit.md</c> and the like, relative to the content folder.</summary>
    public string FileOf(string name) => $"{Module.Id.Module}/{Module.Language}/{name}.md";

    /// <summary>A file as its author wrote it, without contacts, questions and runs filled in. What is wrong with it was found when it was read.</summary>
    public Page PageOf(string file) => Page.Read(File.ReadAllText(Path.Combine(Tree.Root, file)), file, new());

    /// <summary>What stands under the heading with an id, down to the next heading of its level or above; empty when there is no such heading.</summary>
    public static List<Block> Section(Page page, string id)
    {
        var blocks = page.Body.SkipWhile(block => block is not HeadingBlock || block.TryGetAttributes()?.Id != id).ToList();
        return blocks is [HeadingBlock heading, ..] ? [.. blocks.Skip(1).TakeWhile(block => block is not HeadingBlock next || next.Level > heading.Level)] : [];
    }
}
