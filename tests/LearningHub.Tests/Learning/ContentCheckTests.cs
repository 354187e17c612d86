using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Learning;
using static LearningHub.Tests.Learning.SmallContent;
using static LearningHub.Tests.Learning.SmallTexts;

namespace LearningHub.Tests.Learning;

public sealed class ContentCheckTests : IDisposable
{
    private readonly SmallContent content = new();

    public void Dispose() => content.Dispose();

    [Fact]
    public void Content_without_a_mistake_has_no_error() =>
        Assert.DoesNotContain(content.Check(), finding => finding.Severity == Severity.Error);

    public static TheoryData<string, string, string, string> Spoiled => new()
    {
        // rule, file, what stands there, what it is changed to (first place)
        { "unknown-source", LessonFile, "[S2, 2020]", "[S9]" },
        { "unknown-source", LessonFile, "[S2, 2020]", "[S2a]" },
        { "source-tag", LessonFile, "[S2, 2020]", "[S1, S2]" },
        { "unknown-objective", LessonFile, "objective: FW-O1", "objective: FW-O9" },
        { "unknown-objective", ItemsFile, "objective=FW-O1", "objective=FW-O9" },
        { "unknown-message", LessonFile, "[FW-M1,", "[FW-M9," },
        { "unknown-message", ItemsFile, "message=FW-M1", "message=FW-M9" },
        { "unknown-level", ItemsFile, "level=apply", "level=remember" },
        { "unknown-use", ItemsFile, "use=test", "use=exam" },
        { "unknown-kind", ItemsFile, "use=test", "use=test kind=open" },
        { "duplicate-id", ItemsFile, "#FW-Q02", "#FW-Q01" },
        { "duplicate-id", ModuleFile, "id: FW-O2", "id: FW-O1" },
        { "no-right-option", ItemsFile, "[x]", "[ ]" },
        { "several-right-options", ItemsFile, "[ ]", "[x]" },
        { "poll-with-answer", ItemsFile, "use=test", "use=test kind=poll" },
        { "no-feedback", ItemsFile, "  > It is right. [S1]\n", "" },
        { "no-misconception", ItemsFile, "> Misconception: it is wrong. It is not.", "> Incorrect." },
        { "same-option", ItemsFile, "A wrong answer that is long. And longer.", "A wrong answer that is long." },
        { "catch-all-option", ItemsFile, "A right answer.", "All of the above." },
        { "catch-all-option", ItemsFile, "A right answer.", "None of the above." },
        { "item-id", ItemsFile, "{#FW-Q02 ", "{" },
        { "item-shape", ItemsFile, "What is right in case 2?", "" },
        { "item-shape", ItemsFile, "A right answer.", "" },
        { "anchor-without-message", ItemsFile, " message=FW-M1", "" },
        { "few-anchors", ItemsFile, "anchor=true ", "" },
        { "no-hook", LessonFile, "::: hook", "::: note" },
        { "no-monday", LessonFile, "::: monday", "::: note" },
        { "no-case", LessonFile, "::: case", "::: note" },
        { "no-check", LessonFile, "::: item", "::: note" },
        { "unknown-section", LessonFile, "::: hook", "::: hoook" },
        { "unknown-section", ItemsFile, "::: item", "::: itme" },
        { "check-use", LessonFile, "use=check", "use=test" },
        { "item-nested", LessonFile, "::: hook\nSomebody asks for a fee.", ":::: hook\n" + Item("FW1-C9", "objective=FW-O1 level=apply use=check") + "::::\n\n::: note\n" },
        { "heading-level", LessonFile, "## Point 1", "# Point 1" },
        { "reading-time", LessonFile, "minutes: 7", "minutes: 5" },
        { "missing-value", LessonFile, "can: say one thing\n", "" },
        { "missing-value", LessonFile, "minutes: 7", "minutes: seven" },
        { "missing-value", ModuleFile, "passMark: 0.7", "passMark: 70" },
        { "no-message", LessonFile, "messages: [FW-M1, FW-M2, FW-M3]", "messages: []" },
        { "front-matter", LessonFile, "---\nid: FW1", "id: FW1" },
        { "yaml", LessonFile, "title: A first lesson", "title: A first: lesson" },
        { "yaml", ModuleFile, "title: { en: Fair work }", "title: { en: Fair work" },
        { "module-id", ModuleFile, "id: fair-work", "id: fair-play" },
        { "missing-translation", ModuleFile, "languages: [en]", "languages: [en, fr]" },
        { "raw-html", LessonFile, "Somebody asks", "<b>Somebody</b> asks" },
        { "raw-html", KitFile, "Say it.", "Say it.<!-- hidden -->" },
        { "contact", LessonFile, "Somebody asks", "Somebody (desk@office.example) asks" },
        { "contact", KitFile, "Say it.", "Call +250 788 123 456." },
        { "contact", KitFile, "Say it.", "Call 0788 123 456." },
        { "harmful-word", LessonFile, "Somebody asks", "An illegal migrant asks" },
        { "harmful-word", KitFile, "Say it.", "Rescue them." },
        { "broken-link", LessonFile, "Somebody asks", "[Somebody](a-second-lesson) asks" },
        { "broken-link", KitFile, "Say it.", "[Say it](/modules/other-module)." },
        { "broken-link", LessonFile, "Somebody asks", "[Somebody](/glossary#price) asks" },
        { "unsafe-link", LessonFile, "Somebody asks", "[Somebody](javascript:alert(1)) asks" },
        { "unsafe-link", LessonFile, "Somebody asks", "[Somebody](//elsewhere.example) asks" },
        { "image", LessonFile, "Somebody asks", "![Somebody](picture.png) asks" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void A_mistake_is_named_with_file_and_line(string rule, string file, string from, string to)
    {
        var findings = content.ChangeFirst(file, from, to).Check();
        var finding = Assert.Single(findings.Where(finding => finding.Rule == rule && finding.Severity == Severity.Error).Take(1));
        Assert.True(File.Exists(Path.Combine(content.Folder, finding.Place.File)), finding.ToString());
        Assert.InRange(finding.Place.Line, 1, File.ReadAllLines(Path.Combine(content.Folder, finding.Place.File)).Length);
    }

    [Fact]
    public void The_line_is_the_one_to_correct()
    {
        var finding = content.ChangeFirst(LessonFile, "[S2, 2020]", "[S9]").Check().Single(finding => finding.Rule == "unknown-source");
        Assert.Contains("[S9]", File.ReadAllLines(Path.Combine(content.Folder, LessonFile))[finding.Place.Line - 1], StringComparison.Ordinal);
        Assert.StartsWith($"{LessonFile}:{finding.Place.Line}: error: The source S9", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_a_yaml_mistake_counts_from_the_top_of_the_file()
    {
        var finding = content.ChangeFirst(LessonFile, "title: A first lesson", "title: \"A first lesson").Check().First(finding => finding.Rule == "yaml");
        Assert.InRange(finding.Place.Line, 3, 9);
    }

    [Fact]
    public void A_stem_of_more_than_sixty_words_is_an_error() =>
        Has("long-stem", content.ChangeFirst(ItemsFile, "What is right in case 1?", string.Concat(Enumerable.Repeat("word ", 61)) + "?"));

    [Fact]
    public void A_text_missing_in_one_language_is_an_error() =>
        Has("missing-translation", content.Change(ModuleFile, "languages: [en]", "languages: [en, fr]").Put("fair-work/fr/items.md", ""));

    [Fact]
    public void A_source_that_stands_twice_is_an_error() =>
        Has("duplicate-id", content.ChangeFirst("sources.yml", "id: S2", "id: S1"));

    [Fact]
    public void A_term_that_stands_twice_is_an_error() =>
        Has("duplicate-id", content.Put(GlossaryFile, "- { term: { en: fee }, definition: { en: money } }\n- { term: { en: Fee (cost) }, definition: { en: price } }"));

    [Fact]
    public void A_term_that_no_lesson_uses_is_a_warning() =>
        Assert.Contains(content.Put(GlossaryFile, "- { term: { en: wage }, definition: { en: money } }").Check(), finding => finding is { Rule: "unused-term", Severity: Severity.Warning });

    [Fact]
    public void A_harmful_word_that_is_spoken_about_stands_in_quotation_marks() =>
        Assert.DoesNotContain(content.ChangeFirst(LessonFile, "Somebody asks", "Do not say \"illegal migrant\". Somebody asks").Check(), finding => finding.Rule == "harmful-word");

    [Fact]
    public void A_glossary_term_names_a_known_source() =>
        Has("unknown-source", content.Put(GlossaryFile, "- { term: { en: fee }, definition: { en: money }, sources: [S9] }"));

    [Fact]
    public void The_content_of_this_repository_has_no_error()
    {
        var tree = ContentTree.Read(RepositoryContent);
        ContentCheck.Run(tree);
        Assert.True(!tree.Findings.Errors.Any(), string.Join(Environment.NewLine, tree.Findings.Errors));
    }

    [Fact]
    public void The_command_prints_findings_and_numbers_and_ends_with_1_for_an_error()
    {
        using var good = new StringWriter();
        Assert.Equal(0, ContentCommand.Check(content.Write(), good));
        Assert.Matches(@"\| fair-work \| en \| 1 \| [0-9]+ \| 7 \| 24 \| 6 \| 1 \| 6 \| 0 % \|", good.ToString());
        using var bad = new StringWriter();
        Assert.Equal(1, ContentCommand.Check(content.ChangeFirst(LessonFile, "[S2, 2020]", "[S9]").Write(), bad));
        Assert.Contains("1 error,", bad.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_are_written_between_their_marks_and_nowhere_else()
    {
        var modules = content.Read().Modules;
        var page = ContentSummary.WrittenInto("Before.\n<!-- numbers: written by 'content check' -->\nold\n<!-- end of numbers -->\nAfter.\n", modules);
        Assert.StartsWith("Before.\n<!-- numbers", page, StringComparison.Ordinal);
        Assert.Contains(ContentSummary.Of(modules), page, StringComparison.Ordinal);
        Assert.DoesNotContain("old", page, StringComparison.Ordinal);
        Assert.EndsWith("<!-- end of numbers -->\nAfter.\n", page, StringComparison.Ordinal);
        Assert.Equal(page, ContentSummary.WrittenInto(page, modules));
        Assert.Throws<ContentException>(() => ContentSummary.WrittenInto("No place.\n", modules));
    }

    /// <summary>The folder in the source tree: the copy beside the tests may still hold what was deleted since.</summary>
    internal static string RepositoryContent
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "LearningHub.sln"))) folder = folder.Parent!;
            return ContentFolder.Find(null, folder.FullName);
        }
    }

    private static void Has(string rule, SmallContent content) =>
        Assert.Contains(content.Check(), finding => finding.Rule == rule && finding.Severity == Severity.Error);
}
