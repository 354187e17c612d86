using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LearningHub.Grains.Learning.Content;

/// <summary>Reads <c>::: item</c> containers into items.</summary>
public sealed class ItemReader(string language, string file, Findings findings)
{
    public const string Container = "item";

    private static readonly Dictionary<string, ItemLevel> Levels = Enum.GetValues<ItemLevel>().ToDictionary(level => level.ToString().ToLowerInvariant());
    private static readonly Dictionary<string, ItemUse> Uses = Enum.GetValues<ItemUse>().ToDictionary(use => use.ToString().ToLowerInvariant());
    private static readonly Dictionary<string, ItemKind> Kinds = new()
    {
        ["single"] = ItemKind.SingleChoice, ["poll"] = ItemKind.Poll, ["multiple"] = ItemKind.MultipleChoice, ["true-false"] = ItemKind.TrueFalse,
        ["scale"] = ItemKind.Scale, ["number"] = ItemKind.Numeric, ["text"] = ItemKind.ShortText, ["words"] = ItemKind.WordCloud,
        ["ranking"] = ItemKind.Ranking, ["ordering"] = ItemKind.Ordering, ["matching"] = ItemKind.Matching,
    };

    /// <summary>What stands between the two sides of a matching.</summary>
    private const string Pair = " => ";

    /// <summary>The item, or null when it cannot be asked: no id, no question or no option. Each thing missing is a finding.</summary>
    public Item? Read(CustomContainer block)
    {
        var place = new Place(file, block.Line + 1);
        var id = block.TryGetAttributes()?.Id;
        if (string.IsNullOrEmpty(id))
        {
            findings.Error("item-id", place, "This item has no id. Write '::: item {#LM-Q01 objective=LM-O1 level=understand use=test}'.");
            return null;
        }

        findings.Name(language, id, place);
        var item = new Item(
            id,
            LearningMarkdown.Named(block, "objective") ?? Missing(place, id, "objective"),
            LearningMarkdown.Named(block, "message"),
            Word(block, "level", Levels, place, id),
            Word(block, "use", Uses, place, id),
            LearningMarkdown.Named(block, "kind") is null ? ItemKind.SingleChoice : Word(block, "kind", Kinds, place, id),
            IsTrue(block, "anchor"),
            IsTrue(block, "ordered"),
            Prompt(block, id),
            Options(block, id));
        item = item with
        {
            Range = Range(block, item.Kind), Number = item.Kind == ItemKind.Numeric && Number(block, "answer") is { } answer ? new(answer, Number(block, "within") ?? 0) : null,
            Options = item.Kind == ItemKind.Matching ? [.. item.Options.Select(option => Paired(option, place, id))] : item.Options,
        };
        if (item.Prompt.Text.Length > 0 && item.Options.Length >= FewestOptions(item.Kind) && (item.Kind != ItemKind.Scale || item.Range is not null) && (item.Kind != ItemKind.Numeric || item.Number is not null)) return item;
        findings.Error("item-shape", place, item.Kind switch
        {
            ItemKind.Scale => $"{id} needs a question and the ends of its scale: 'from=1 to=5 low=\"not at all\" high=\"very\"'.",
            ItemKind.Numeric => $"{id} needs a question, 'answer=' with the right number, and a list of one line: '- [x] 180 days', with its feedback.",
            ItemKind.ShortText or ItemKind.WordCloud => $"{id} needs a question.",
            _ => $"{id} needs a question and at least two options. Options are a list: '- [x] The right option.'",
        });
        return null;
    }

    private static int FewestOptions(ItemKind kind) => kind switch
    {
        ItemKind.Scale or ItemKind.ShortText or ItemKind.WordCloud => 0,
        ItemKind.Numeric => 1,
        _ => 2,
    };

    private static ActivityRange? Range(CustomContainer block, ItemKind kind) =>
        kind is ItemKind.Scale or ItemKind.Numeric && Number(block, "from") is { } from && Number(block, "to") is { } to && from < to
            ? new(from, to, LearningMarkdown.Named(block, "low"), LearningMarkdown.Named(block, "high"), LearningMarkdown.Named(block, "unit"))
            : null;

    private static decimal? Number(CustomContainer block, string name) =>
        decimal.TryParse(LearningMarkdown.Named(block, name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An option of a matching: what stands before the arrow, and what belongs to it.</summary>
    private ItemOption Paired(ItemOption option, Place place, string id)
    {
        if (option.Text.Text.Split(Pair) is [{ Length: > 0 } left, { Length: > 0 } right]) return option with { Text = new(left, WebUtility.HtmlEncode(left)), Match = new(right, WebUtility.HtmlEncode(right)) };
        findings.Error("item-shape", place, $"{id}: '{option.Text.Text}' is no pair. Write '- left{Pair}right'.");
        return option with { Match = option.Text };
    }

    private string Missing(Place place, string id, string name)
    {
        findings.Error("missing-value", place, $"{id} has no {name}. Add '{name}=...' to its braces.");
        return "";
    }

    private T Word<T>(CustomContainer block, string name, Dictionary<string, T> known, Place place, string id) where T : struct
    {
        var word = LearningMarkdown.Named(block, name);
        if (word is not null && known.TryGetValue(word, out var value)) return value;
        findings.Error($"unknown-{name}", place, $"{id}: {name} is '{word}'. Use one of: {string.Join(", ", known.Keys)}.");
        return default;
    }

    private static bool IsTrue(CustomContainer block, string name) => LearningMarkdown.Named(block, name) == "true";

    private Prose Prompt(CustomContainer block, string id)
    {
        var before = block.TakeWhile(part => part is not ListBlock).ToList();
        foreach (var odd in before.Concat(block.SkipWhile(part => part is not ListBlock).Skip(1)).Where((part, index) => part is not ParagraphBlock || index >= before.Count))
            findings.Error("item-shape", new(file, odd.Line + 1), $"{id}: only paragraphs for the question and then one list of options may stand here.");
        return Spoken(before.OfType<ParagraphBlock>());
    }

    private ImmutableArray<ItemOption> Options(CustomContainer block, string id) =>
        [.. block.OfType<ListBlock>().Take(1).SelectMany(list => list.OfType<ListItemBlock>()).Select((option, index) => Option(option, index, id))];

    private ItemOption Option(ListItemBlock option, int index, string id)
    {
        var text = option.OfType<ParagraphBlock>().FirstOrDefault();
        var mark = text?.Inline?.FirstChild as TaskList;
        mark?.Remove();
        var feedback = option.OfType<QuoteBlock>().FirstOrDefault();
        foreach (var odd in option.Where(part => part != text && part != feedback))
            findings.Error("item-shape", new(file, odd.Line + 1), $"{id}: an option is one paragraph, then its feedback as one quote ('  > Why ...').");
        var spoken = text is null ? null : Spoken([text]);
        if (spoken is not { Text.Length: > 0 })
            findings.Error("item-shape", new(file, option.Line + 1), $"{id}: option {index + 1} has no text. Write it after the brackets.");
        return new(
            ((char)('a' + index)).ToString(),
            spoken ?? new("", ""),
            mark?.Checked ?? false,
            feedback is null ? null : Spoken(feedback.OfType<ParagraphBlock>()));
    }

    /// <summary>Paragraphs as phrasing content, so that they may stand in a legend or a label.</summary>
    private static Prose Spoken(IEnumerable<ParagraphBlock> paragraphs)
    {
        var all = paragraphs.Where(paragraph => paragraph.Inline is not null).ToList();
        return new(
            string.Join(' ', all.Select(LearningMarkdown.Text)),
            string.Join("<br>", all.Select(paragraph => LearningMarkdown.Html([paragraph.Inline!]))));
    }
}
