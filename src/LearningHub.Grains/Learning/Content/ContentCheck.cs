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
            var at = new CheckedModule(module, tree);
            new ModuleCheck(at).Run();
            new BankCheck(at).Run();
            new RunCheck(at).Run();
            new CompanionCheck(at).Run();
            foreach (var lesson in module.Lessons.Where(lesson => at.At(lesson.Id) != at.Top)) new LessonCheck(at, lesson, at.PageOf(at.At(lesson.Id).File)).Run();
            foreach (var item in module.Items) new ItemCheck(item, tree.Findings.PlaceOf(module.Language, item.Id), tree.Findings).Run();
        }

        Translations(tree);
        Links(tree);
        Terms(tree);
        TextCheck.Run(tree);
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
        var pages = tree.Modules.SelectMany(module => module.Lessons.Select(lesson => $"/modules/{module.Id.Module}/{lesson.Slug}").Append($"/modules/{module.Id.Module}"))
            .Concat(tree.Glossary.Select(term => term.Address)).Append("/modules").Append(GlossaryTerm.Page).ToHashSet();
        foreach (var (place, url) in tree.Findings.Links.Where(link => !link.Url.StartsWith("https://", StringComparison.Ordinal) && !link.Url.StartsWith('#')))
        {
            var here = new Uri($"http://site/modules/{place.File.Split('/')[0]}/page");
            var there = new Uri(here, url);
            if (!pages.Contains(there.AbsolutePath == GlossaryTerm.Page ? there.AbsolutePath + there.Fragment : there.AbsolutePath))
                tree.Findings.Error("broken-link", place, $"The link to '{url}' leads nowhere. Lessons stand at /modules/<module>/<slug>, terms at {GlossaryTerm.Page}#<term>.");
        }
    }

    /// <summary>A term that no lesson uses is explained to nobody.</summary>
    private static void Terms(ContentTree tree)
    {
        var lessons = tree.Modules.SelectMany(module => module.Lessons).SelectMany(lesson => lesson.Parts).Select(part => part.Html).OfType<string>().ToList();
        foreach (var term in tree.Glossary.Where(term => !lessons.Any(html => html.Contains($"\"{term.Address}\"", StringComparison.Ordinal))))
            tree.Findings.Warning("unused-term", new(GlossaryReader.FileName, 1), $"No lesson uses '{term.Slug}'. Add the form that the lessons use to 'also', or take the term out.");
    }
}
