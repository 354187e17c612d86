using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Learning;
using static LearningHub.Tests.Learning.SmallContent;

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
        { "unknown-message", LessonFile, "[FW-M1]", "[FW-M9]" },
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
        { "item-nested", LessonFile, "::: hook\nSomebody asks for a fee.", ":::: hook\n" + Item("FW1-C9", "objective=FW-O1 level=apply use=check") + "::::\n" },
        { "heading-level", LessonFile, "## Point 1", "# Point 1" },
        { "reading-time", LessonFile, "minutes: 7", "minutes: 5" },
        { "missing-value", LessonFile, "can: say one thing\n", "" },
        { "missing-value", LessonFile, "minutes: 7", "minutes: seven" },
        { "missing-value", ModuleFile, "passMark: 0.7", "passMark: 70" },
        { "no-message", LessonFile, "messages: [FW-M1]", "messages: []" },
        { "front-matter", LessonFile, "---\nid: FW1", "id: FW1" },
        { "yaml", LessonFile, "title: A first lesson", "title: A first: lesson" },
        { "yaml", ModuleFile, "title: { en: Fair work }", "title: { en: Fair work" },
        { "module-id", ModuleFile, "id: fair-work", "id: fair-play" },
        { "missing-translation", ModuleFile, "languages: [en]", "languages: [en, fr]" },
        { "raw-html", LessonFile, "Somebody asks", "<b>Somebody</b> asks" },
        { "raw-html", KitFile, "Say it.", "Say it.<!-- hidden -->" },
        { "broken-link", LessonFile, "Somebody asks", "[Somebody](a-second-lesson) asks" },
        { "broken-link", KitFile, "Say it.", "[Say it](/modules/other-module)." },
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
    public void A_bank_in_which_the_right_option_is_mostly_the_longest_is_an_error() =>
        Has("longest-right", content.Change(ItemsFile, "- [x] A right answer.", "- [x] A right answer that everybody sees at once, since it goes on and on."));

    [Fact]
    public void A_bank_too_small_for_two_tests_is_an_error() =>
        Has("small-bank", content.ChangeFirst(ItemsFile, Item("FW-Q16", "objective=FW-O2 level=analyse use=test", "What is right in case 16?"), ""));

    [Fact]
    public void A_bank_that_cannot_fill_two_tests_of_one_mix_is_an_error() =>
        Has("bloom-mix", content.ChangeFirst(ItemsFile, "level=understand", "level=apply"));

    [Fact]
    public void An_objective_that_nobody_asks_about_is_an_error() =>
        Has("objective-without-item", content.Change(ItemsFile, "objective=FW-O2", "objective=FW-O1"));

    [Fact]
    public void An_objective_that_is_only_understood_and_never_used_is_an_error() =>
        Has("objective-without-use", content.Change(ItemsFile, "objective=FW-O2 level=apply", "objective=FW-O1 level=apply").Change(ItemsFile, "objective=FW-O2 level=analyse", "objective=FW-O1 level=analyse"));

    [Fact]
    public void A_key_message_without_an_anchor_is_an_error() =>
        Has("message-without-anchor", content.Change(ItemsFile, " anchor=true message=FW-M1", ""));

    [Fact]
    public void A_stem_of_more_than_sixty_words_is_an_error() =>
        Has("long-stem", content.ChangeFirst(ItemsFile, "What is right in case 1?", string.Concat(Enumerable.Repeat("word ", 61)) + "?"));

    [Fact]
    public void A_lesson_far_too_long_is_an_error_and_a_slightly_short_one_a_warning()
    {
        Assert.Contains(content.ChangeFirst(LessonFile, string.Concat(Enumerable.Repeat("A plain word stands here. ", 20)), "").Check(), finding => finding is { Rule: "lesson-length", Severity: Severity.Warning });
        Has("lesson-length", content.ChangeFirst(LessonFile, "Somebody asks", string.Concat(Enumerable.Repeat("word ", 800)) + "Somebody asks"));
    }

    [Fact]
    public void A_lesson_far_too_short_is_an_error() =>
        Has("lesson-length", content.Change(LessonFile, "A plain word stands here. ", ""));

    [Fact]
    public void A_module_without_a_kit_is_an_error() => Has("no-kit", content.Without(KitFile));

    [Fact]
    public void A_text_missing_in_one_language_is_an_error() =>
        Has("missing-translation", content.Change(ModuleFile, "languages: [en]", "languages: [en, fr]").Put("fair-work/fr/items.md", ""));

    [Theory]
    [InlineData("kind=item item=FW-L99")]
    [InlineData("kind=item")]
    [InlineData("kind=talk item=FW-L01")]
    [InlineData("kind=points lesson=FW9")]
    [InlineData("kind=points")]
    [InlineData("kind=talk lesson=FW1")]
    [InlineData("kind=dance")]
    public void A_step_that_names_nothing_that_can_be_shown_or_is_of_an_unknown_kind_is_an_error(string step) =>
        Has("run-step", content.Put("fair-work/en/live.md", $"---\ntitle: Run\n---\n## 60 minutes\n\n::: step {{minutes=60 {step}}}\nDo it.\n:::\n"));

    [Fact]
    public void A_step_that_shows_the_points_of_a_lesson_of_the_module_is_no_error() =>
        Assert.DoesNotContain(
            content.Put("fair-work/en/live.md", "---\ntitle: Run\n---\n## 60 minutes\n\n::: step {minutes=60 kind=points lesson=FW1}\nRead aloud.\n:::\n").Check(),
            finding => finding.Rule == "run-step");

    [Fact]
    public void Steps_that_do_not_add_up_to_their_heading_are_an_error() =>
        Has("run-minutes", content.Put("fair-work/en/live.md", "---\ntitle: Run\n---\n## 60 minutes\n\n::: step {minutes=50 kind=talk}\nTalk.\n:::\n"));

    [Fact]
    public void A_source_that_stands_twice_is_an_error() =>
        Has("duplicate-id", content.ChangeFirst("sources.yml", "id: S2", "id: S1"));

    [Fact]
    public void A_glossary_term_names_a_known_source() =>
        Has("unknown-source", content.Put("glossary.yml", "- { term: { en: fee }, definition: { en: money }, sources: [S9] }"));

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
        Assert.Matches("fair-work +en +1 +[0-9]+ +7 +16 +0 +1 +6 +0 %", good.ToString());
        using var bad = new StringWriter();
        Assert.Equal(1, ContentCommand.Check(content.ChangeFirst(LessonFile, "[S2, 2020]", "[S9]").Write(), bad));
        Assert.Contains("1 error,", bad.ToString(), StringComparison.Ordinal);
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
