using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LearningHub.Grains.Learning.Content;

/// <summary>A YAML mapping that remembers where it stands, so that a missing or wrong value is reported with file and line.</summary>
public sealed class YamlMap(YamlMappingNode node, string file, int lineOffset, Findings findings)
{
    public Place Place => PlaceOf(node);

    /// <summary>Reads YAML text; an empty map and a finding when it is not a mapping.</summary>
    /// <param name="lineOffset">Lines of the file before the text: 1 for front matter, 0 for a file of its own.</param>
    public static YamlMap Read(string text, string file, int lineOffset, Findings findings) =>
        new(Root(text, file, lineOffset, findings) as YamlMappingNode ?? Wrong(file, lineOffset, findings), file, lineOffset, findings);

    /// <summary>Reads a YAML list of mappings.</summary>
    public static IEnumerable<YamlMap> ReadList(string text, string file, Findings findings) =>
        (Root(text, file, 0, findings) as YamlSequenceNode ?? []).OfType<YamlMappingNode>().Select(item => new YamlMap(item, file, 0, findings));

    public bool Has(string key) => Find(key) is not null;

    /// <summary>The text of a key; empty and a finding when it is missing.</summary>
    public string Text(string key)
    {
        var text = OptionalText(key);
        if (string.IsNullOrWhiteSpace(text)) findings.Error("missing-value", Place, $"'{key}' is missing. Add it.");
        return text ?? "";
    }

    public string? OptionalText(string key) => (Find(key) as YamlScalarNode)?.Value?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A whole number; 0 and a finding when it is missing or no number.</summary>
    public int Whole(string key)
    {
        if (OptionalText(key) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        findings.Error("missing-value", Place, $"'{key}' must be a whole number. Write for example '{key}: 8'.");
        return 0;
    }

    public int? OptionalWhole(string key) => Has(key) ? Whole(key) : null;

    /// <summary>A share; 0 and a finding when it is missing or not from 0 to 1.</summary>
    public double Share(string key)
    {
        if (double.TryParse(OptionalText(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1) return share;
        findings.Error("missing-value", Place, $"'{key}' must be a share from 0 to 1. Write for example '{key}: 0.7'.");
        return 0;
    }

    public bool Flag(string key) => string.Equals(OptionalText(key), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A list of words such as <c>[LM-M1, LM-M2]</c>; empty when the key is missing.</summary>
    public IReadOnlyList<string> Words(string key) =>
        Find(key) is YamlSequenceNode list ? [.. list.OfType<YamlScalarNode>().Select(word => word.Value ?? "")] : [];

    public IEnumerable<YamlMap> Maps(string key) =>
        Find(key) is YamlSequenceNode list ? list.OfType<YamlMappingNode>().Select(item => new YamlMap(item, file, lineOffset, findings)) : [];

    public YamlMap? Map(string key) => Find(key) is YamlMappingNode map ? new(map, file, lineOffset, findings) : null;

    /// <summary>A text in one language, from <c>key: { en: ..., fr: ... }</c>; a missing one is a finding and falls back to the first written.</summary>
    public string In(string language, string key)
    {
        if (Map(key) is not { } texts)
        {
            findings.Error("missing-value", Place, $"'{key}' is missing. Write '{key}: {{ {language}: ... }}'.");
            return "";
        }

        if (texts.OptionalText(language) is { } text) return text;
        findings.Error("missing-translation", texts.Place, $"'{key}' has no text in '{language}'. Add it, or take '{language}' out of 'languages'.");
        return texts.First() ?? "";
    }

    /// <summary>Every key with its text.</summary>
    public ImmutableDictionary<string, string> All() =>
        node.Children.Where(pair => pair is { Key: YamlScalarNode, Value: YamlScalarNode })
            .ToImmutableDictionary(pair => ((YamlScalarNode)pair.Key).Value ?? "", pair => ((YamlScalarNode)pair.Value).Value ?? "");

    private string? First() => node.Children.Values.OfType<YamlScalarNode>().FirstOrDefault()?.Value;

    private YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private Place PlaceOf(YamlNode at) => new(file, Math.Max(1, (int)at.Start.Line + lineOffset));

    private static YamlNode? Root(string text, string file, int lineOffset, Findings findings)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null;
        }
        catch (YamlException e)
        {
            findings.Error("yaml", new(file, Math.Max(1, (int)e.Start.Line + lineOffset)), $"This is not valid YAML: {e.InnerException?.Message ?? e.Message} Texts with a colon or a brace need quotes.");
            return new YamlMappingNode();
        }
        catch (InvalidOperationException) // the parser's word for a mapping or a list that is never closed
        {
            findings.Error("yaml", new(file, 1 + lineOffset), "This is not valid YAML: a brace, a bracket or a quote is opened and never closed.");
            return new YamlMappingNode();
        }
    }

    private static YamlMappingNode Wrong(string file, int lineOffset, Findings findings)
    {
        findings.Error("yaml", new(file, 1 + lineOffset), "Keys and values are expected here, such as 'title: ...'.");
        return [];
    }
}
