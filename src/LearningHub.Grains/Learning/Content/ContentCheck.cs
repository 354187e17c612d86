using LearningHub.Domain.Learning;

namespace LearningHub.Grains.Learning.Content;

/// <summary>Looks at content that has been read, as an editor would: is every promise kept, every question fair, every text readable in its time?</summary>
public static class ContentCheck
{
    /// <summary>Words a minute of a reader for whom English is a second language.</summary>
    public const int WordsPerMinute = 140;

    /// <summary>Adds what is wrong to the tree's findings.</summary>
    public static void Run(ContentTree tree)
    {
        foreach (var module in tree.Modules)
        {
            var at = new ModuleCheck(module, tree);
            at.Names();
            at.Lessons();
            at.Bank();
            at.Companions();
            foreach (var item in module.Items) new ItemCheck(item, tree.Findings.PlaceOf(module.Language, item.Id), tree.Findings).Run();
        }

        Translations(tree);
        Links(tree);
        RawHtml(tree);
    }

    private static void Translations(ContentTree tree)
    {
        foreach (var languages in tree.Modules.GroupBy(module => module.Id))
        {
            var first = languages.First();
            var ids = Ids(first).ToList();
            foreach (var other in languages.Skip(1))
            {
                foreach (var id in ids.Except(Ids(other)))
                    tree.Findings.Error("missing-translation", tree.Findings.PlaceOf(first.Language, id), $"{id} has no translation in '{other.Language}'. Translate it, or take '{other.Language}' out of 'languages'.");
            }
        }

        static IEnumerable<string> Ids(Module module) => module.Lessons.Select(lesson => lesson.Id).Concat(module.Items.Select(item => item.Id));
    }

    private static void Links(ContentTree tree)
    {
        var pages = tree.Modules.SelectMany(module => module.Lessons.Select(lesson => $"/modules/{module.Id.Module}/{lesson.Slug}").Append($"/modules/{module.Id.Module}")).Append("/modules").ToHashSet();
        foreach (var (place, url) in tree.Findings.Links.Where(link => !link.Url.StartsWith("https://", StringComparison.Ordinal) && !link.Url.StartsWith('#')))
        {
            var here = new Uri($"http://site/modules/{place.File.Split('/')[0]}/page");
            if (!pages.Contains(new Uri(here, url).AbsolutePath))
                tree.Findings.Error("broken-link", place, $"The link to '{url}' leads nowhere. Lessons stand at /modules/<module>/<slug>.");
        }
    }

    private static void RawHtml(ContentTree tree)
    {
        foreach (var path in Directory.EnumerateFiles(tree.Root, "*.md", SearchOption.AllDirectories))
        {
            var file = Path.GetRelativePath(tree.Root, path).Replace('\\', '/');
            var lines = File.ReadAllLines(path);
            for (var line = 0; line < lines.Length; line++)
            {
                if (RawHtmlRule.IsIn(lines[line]))
                    tree.Findings.Error("raw-html", new(file, line + 1), "HTML is printed as text here. Write it in Markdown.");
            }
        }
    }
}
