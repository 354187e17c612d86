using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning.Content;
using Microsoft.Extensions.Logging.Abstractions;
using static LearningHub.Tests.Learning.SmallContent;

namespace LearningHub.Tests.Learning;

public sealed class ContentLibraryTests : IDisposable
{
    private readonly SmallContent content = new();

    public void Dispose() => content.Dispose();

    [Fact]
    public void A_lesson_is_read_with_its_parts_sources_and_words()
    {
        var lesson = Library().Current("fair-work")!.Lessons.Single();
        Assert.Equal(("FW1", "a-first-lesson", 1, "A first lesson", 7), (lesson.Id, lesson.Slug, lesson.Number, lesson.Title, lesson.Minutes));
        Assert.Equal(["S1", "S2"], lesson.Sources.Select(source => source.Id));
        Assert.Equal([false, true, false], lesson.Parts.Select(part => part.Check is not null));
        Assert.InRange(lesson.Words, 900, 1_100);
    }

    [Fact]
    public void A_source_tag_becomes_a_numbered_link_to_the_list_with_its_mark_of_time()
    {
        var html = Library().Current("fair-work")!.Lessons[0].Parts[0].Html!;
        Assert.Contains("<a href=\"#source-S1\" aria-label=\"Source 1\">1</a>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#source-S2\" aria-label=\"Source 2, 2020\">2, 2020</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_is_read_with_its_options_in_the_authors_order()
    {
        var item = Library().Current("fair-work")!.Item("FW-Q01")!;
        Assert.Equal(("FW-O1", "FW-M1", ItemLevel.Understand, ItemUse.Test, true, "b"), (item.Objective, item.Message, item.Level, item.Use, item.Anchor, item.RightOption));
        Assert.Equal(["a", "b", "c"], item.Options.Select(option => option.Id));
        Assert.Equal("A right answer.", item.Options[1].Text.Text);
        Assert.Equal("It is right.", item.Options[1].Feedback!.Text); // the tag is for the eye, not for a voice
        Assert.Contains("(Office, 1999)", item.Options[1].Feedback!.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_self_check_is_an_item_of_its_module_too() =>
        Assert.Equal(ItemUse.Check, Library().Current("fair-work")!.Item("FW1-C1")!.Use);

    [Fact]
    public void A_run_of_show_is_read_step_by_step()
    {
        content.Put("fair-work/en/live.md", "---\ntitle: Run\n---\n## 60 minutes\n\n::: step {minutes=5 kind=lobby}\nWelcome them.\n:::\n\n::: step {minutes=15 kind=points lesson=FW1}\nRead aloud.\n:::\n\n::: step {minutes=40 kind=item item=FW-L01}\nAsk.\n:::\n");
        var run = Library().Current("fair-work")!.Runs.Single();
        Assert.Equal("60 minutes", run.Title);
        Assert.Equal<RunStep>([new RunStep("lobby", 5, null, "Welcome them."), new RunStep("points", 15, null, "Read aloud.", "FW1"), new RunStep("item", 40, "FW-L01", "Ask.")], run.Steps);
    }

    [Fact]
    public void Script_in_a_lesson_is_inert()
    {
        const string hostile = """
            <script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) [y](JaVa&#115;cript:alert(1)) [z](data:text/html,x)
            <javascript:alert(1)> ![p](javascript:alert(1)) [q](/modules){onclick="alert(1)" style="x"} *e*{onmouseover=alert(1)}

            A paragraph. {onclick="alert(1)"}

            ## Heading {onclick="alert(1)"}

            ::: note {onclick="alert(1)" style="position:fixed"}
            In a box.
            :::

            ::: case {title="<script>alert(1)</script>"}
            x
            :::

            | a | b |
            |---|--:|
            | <b>1</b> | 2 |
            """;
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
            Library(content.ChangeFirst(LessonFile, "Somebody asks for a fee.", $"Somebody.\n:::\n\n{hostile}\n\n::: note\n")).Current("fair-work")!.Lessons[0].Parts[0].Html!);
        Assert.Empty(page.QuerySelectorAll("script, img, iframe, style"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style"));
        Assert.All(page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!), href => Assert.True(href.StartsWith('#') || href.StartsWith("/modules", StringComparison.Ordinal), href));
        Assert.Equal("n", page.QuerySelector("td:last-child")!.ClassName);
        Assert.All(page.QuerySelectorAll("th"), head => Assert.Equal("col", head.GetAttribute("scope")));
    }

    [Fact]
    public void Right_to_left_text_and_ten_thousand_characters_come_through()
    {
        var longText = string.Concat(Enumerable.Repeat("العمل العادل ", 800));
        var html = Library(content.ChangeFirst(LessonFile, "Somebody asks for a fee.", longText)).Current("fair-work")!.Lessons[0].Parts[0].Html!;
        Assert.Contains(longText.Trim(), html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_is_found_by_version_and_falls_back_to_its_first_language()
    {
        var library = Library();
        Assert.NotNull(library.Find(new ModuleVersion("fair-work", 1)));
        Assert.Null(library.Find(new ModuleVersion("fair-work", 2)));
        Assert.Equal("en", library.Current("fair-work", "fr")!.Language);
        Assert.Null(library.Current("unknown"));
    }

    [Fact]
    public void The_fingerprint_changes_with_any_file()
    {
        var before = Library().Fingerprint;
        Assert.Equal(before, Library().Fingerprint);
        Assert.NotEqual(before, Library(content.Change(KitFile, "Say it", "Say this")).Fingerprint);
    }

    [Fact]
    public void A_broken_file_stops_a_strict_start_with_file_and_line()
    {
        content.ChangeFirst(LessonFile, "[S2, 2020]", "[S9]").Write();
        var stop = Assert.Throws<ContentException>(() => ContentLibrary.Load(ContentTree.Read(content.Folder), strict: true, NullLogger.Instance));
        Assert.Matches($@"{LessonFile}:[0-9]+: error: The source S9", stop.Message);
        Assert.Single(ContentLibrary.Load(ContentTree.Read(content.Folder), strict: false, NullLogger.Instance).Modules);
    }

    [Fact]
    public void An_item_that_cannot_be_asked_is_left_out_when_the_start_is_not_strict()
    {
        content.ChangeFirst(ItemsFile, "What is right in case 1?", "").Write();
        Assert.Null(ContentLibrary.Load(ContentTree.Read(content.Folder), strict: false, NullLogger.Instance).Current("fair-work")!.Item("FW-Q01"));
    }

    [Fact]
    public void A_configured_folder_without_a_module_is_refused_by_the_name_of_its_key()
    {
        var stop = Assert.Throws<ContentException>(() => ContentFolder.Find("nowhere", content.Folder));
        Assert.Contains("Content__Path", stop.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_is_found_from_the_program_and_from_the_source()
    {
        var found = ContentFolder.Find(null, AppContext.BaseDirectory);
        Assert.True(File.Exists(Path.Combine(found, "sources.yml")));
        Assert.Equal(content.Write(), ContentFolder.Find(content.Folder, "/"));
    }

    private ContentLibrary Library(SmallContent? changed = null) => new((changed ?? content).Read());
}
