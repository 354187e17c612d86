using LearningHub.Domain.Learning;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The fact base: every source that a text may name. Read from <c>sources.yml</c>.</summary>
public sealed class SourceBase
{
    public const string FileName = "sources.yml";

    private readonly Dictionary<string, Source> sources = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Source> All => sources.Values;

    public Source? Find(string id) => sources.GetValueOrDefault(id);

    public static SourceBase Read(string text, Findings findings)
    {
        var all = new SourceBase();
        foreach (var entry in YamlMap.ReadList(text, FileName, findings))
        {
            var id = entry.Text("id");
            if (!all.sources.TryAdd(id, new(id, entry.Text("title"), entry.Text("issuer"), entry.OptionalText("year") ?? "")))
                findings.Error("duplicate-id", entry.Place, $"The source {id} stands twice. Keep one.");
        }

        return all;
    }
}

/// <summary>The sources that one text names, in the order of first mention; that order is their number on the page.</summary>
/// <param name="numbered">False for a text that is printed without a list under it, such as an item of the bank.</param>
public sealed class SourceList(SourceBase known, bool numbered)
{
    private readonly List<Source> named = [];

    public IReadOnlyList<Source> Named => named;

    /// <summary>Finds the source of every tag in a parsed text and gives it its number.</summary>
    public void Resolve(MarkdownObject text, string file, Findings findings)
    {
        foreach (var tag in text.Descendants().OfType<SourceTag>())
        {
            var place = new Place(file, tag.Line + 1);
            if (tag.Mark is { } mark && mark.TrimStart() is ['S', >= '0' and <= '9', ..])
                findings.Error("source-tag", place, $"[{tag.Id}, {mark}] names two sources in one tag. Write [{tag.Id}] [{mark}].");
            tag.Source = known.Find(tag.Id);
            if (tag.Source is null)
            {
                findings.Error("unknown-source", place, $"The source {tag.Id} is not in {SourceBase.FileName}. Correct the number, or add the source.");
                continue;
            }

            if (!named.Contains(tag.Source)) named.Add(tag.Source);
            tag.Number = numbered ? named.IndexOf(tag.Source) + 1 : 0;
            if (numbered && tag.PreviousSibling is LiteralInline { Content.IsEmpty: false } before) before.Content.TrimEnd(); // a raised number follows its word at once
        }
    }
}
