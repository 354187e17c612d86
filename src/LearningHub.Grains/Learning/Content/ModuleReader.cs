using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using Markdig.Extensions.CustomContainers;

namespace LearningHub.Grains.Learning.Content;

/// <summary>Reads one module's folder.</summary>
public sealed class ModuleReader(string root, SourceBase sources, ImmutableArray<GlossaryTerm> glossary, Referrals referrals, Findings findings)
{
    public const string FileName = "module.yml";

    private static readonly string[] ReviewStatuses = ["draft", "reviewed"];

    /// <summary>Every module in each of its languages, by the optional key <c>order</c> and then by id. What cannot be read is a finding and is left out.</summary>
    public IEnumerable<Module> ReadAll() =>
        Directory.EnumerateDirectories(root)
            .Where(folder => File.Exists(Path.Combine(folder, FileName)))
            .Select(folder => Path.GetFileName(folder)!)
            .Select(name => (Name: name, Head: Head(name)))
            .OrderBy(module => module.Head.OptionalWhole("order") ?? int.MaxValue).ThenBy(module => module.Name, StringComparer.Ordinal)
            .SelectMany(module => Read(module.Name, module.Head));

    private YamlMap Head(string name) => YamlMap.Read(File.ReadAllText(Path.Combine(root, name, FileName)), $"{name}/{FileName}", 0, findings);

    private IEnumerable<Module> Read(string name, YamlMap head)
    {
        if (head.Text("id") is { Length: > 0 } id && id != name)
            findings.Error("module-id", head.Place, $"The module's id is '{id}', but its folder is '{name}'. Make them the same.");
        var languages = head.Words("languages");
        if (languages.Count == 0) findings.Error("missing-value", head.Place, "'languages' is missing. Write 'languages: [en]'.");
        return languages.Select(language => Read(name, language, head));
    }

    private Module Read(string name, string language, YamlMap head)
    {
        var lessons = Lessons(name, language);
        ImmutableArray<Item> items = [.. Bank(name, language), .. lessons.SelectMany(lesson => lesson.Parts).Select(part => part.Check).OfType<Item>()];
        var runs = Runs(name, language);
        if (head.Map("review")?.OptionalText("status") is { } status && !ReviewStatuses.Contains(status))
            findings.Error("review-status", head.Place, $"The review status is '{status}'. Write one of: {string.Join(", ", ReviewStatuses)}.");
        var blocks = new GuideBlocks(items, runs, lessons, findings);
        return new Module(
            new ModuleVersion(name, head.Whole("version")), head.Text("code"), language, head.In(language, "title"), head.In(language, "summary"),
            head.Share("passMark"), head.Flag("sensitive"), head.Map("review")?.In(language, "note") ?? "",
            [.. Named(head, "objectives", language).Select(entry => new Objective(entry.Id, entry.Text))],
            [.. Named(head, "keyMessages", language).Select(entry => new KeyMessage(entry.Id, entry.Text))],
            lessons, items, Companion(name, language, "kit", blocks), Companion(name, language, "case", blocks), Companion(name, language, "facilitator", blocks), runs)
        {
            ValidDays = head.Has("validDays") ? head.Whole("validDays") : null,
            TriggerNote = head.Has("triggerNote") ? head.In(language, "triggerNote") : "",
        };
    }

    private IEnumerable<(string Id, string Text)> Named(YamlMap head, string key, string language)
    {
        foreach (var entry in head.Maps(key))
        {
            var id = entry.Text("id");
            findings.Name(language, id, entry.Place);
            yield return (id, entry.In(language, "text"));
        }
    }

    private ImmutableArray<Lesson> Lessons(string name, string language)
    {
        var folder = Path.Combine(root, name, language);
        if (!Directory.Exists(folder))
        {
            findings.Error("missing-translation", new($"{name}/{FileName}", 1), $"'{language}' is named, but the folder {name}/{language} does not exist. Add it, or take '{language}' out of 'languages'.");
            return [];
        }

        var reader = new LessonReader(language, sources, new GlossaryLinks(glossary, name, language), findings);
        return [.. Directory.EnumerateFiles(folder, "*.md")
            .Select(path => Path.GetFileName(path))
            .Where(file => char.IsAsciiDigit(file[0]))
            .Order(StringComparer.Ordinal)
            .Select(file => reader.Read(Filled(Path.Combine(folder, file), $"{name}/{language}/{file}"), $"{name}/{language}/{file}"))];
    }

    private IEnumerable<Item> Bank(string name, string language)
    {
        var (text, file) = Text(name, language, "items");
        if (text is null) yield break;
        var page = LearningMarkdown.Parse(text, file, findings);
        new SourceList(sources, numbered: false).Resolve(page, file, findings);
        var reader = new ItemReader(language, file, findings);
        foreach (var block in page.OfType<CustomContainer>())
        {
            if (block.Info != ItemReader.Container)
                findings.Error("unknown-section", new(file, block.Line + 1), $"'::: {block.Info}' is not known here. The bank holds '::: item' alone.");
            else if (reader.Read(block) is { } item)
                yield return item;
        }
    }

    private Companion? Companion(string name, string language, string companion, GuideBlocks blocks) =>
        Text(name, language, companion) is var (text, file) && text is not null ? new CompanionReader(sources, findings).Read(text, file, blocks) : null;

    private ImmutableArray<RunOfShow> Runs(string name, string language) =>
        Text(name, language, "live") is var (text, file) && text is not null ? new CompanionReader(sources, findings).ReadRuns(text, file) : [];

    private (string? Text, string File) Text(string name, string language, string page)
    {
        var file = $"{name}/{language}/{page}.md";
        var path = Path.Combine(root, file);
        return (File.Exists(path) ? Filled(path, file) : null, file);
    }

    private string Filled(string path, string file) => referrals.Fill(File.ReadAllText(path), file);
}
