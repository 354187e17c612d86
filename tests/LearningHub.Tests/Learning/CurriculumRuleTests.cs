using LearningHub.Grains.Learning.Content;
using static LearningHub.Tests.Learning.SmallContent;
using static LearningHub.Tests.Learning.SmallTexts;

namespace LearningHub.Tests.Learning;

/// <summary>The rules for a curriculum: what a module, its bank, its lessons and what goes with them must hold. Each test spoils one thing.</summary>
public sealed class CurriculumRuleTests : IDisposable
{
    private readonly SmallContent content = new();

    public void Dispose() => content.Dispose();

    public static TheoryData<string, string, string, string> Module => new()
    {
        // rule, file, what stands there, what it is changed to (everywhere)
        { "no-review", ModuleFile, "review: { status: draft, note: { en: \"Draft.\" } }", "" },
        { "review-status", ModuleFile, "status: draft", "status: perfect" },
        { "no-trigger-note", ModuleFile, "sensitive: false", "sensitive: true" },
        { "key-messages", ModuleFile, "  - { id: FW-M3, text: { en: \"The contract is read before departure.\" } }", "" },
        { "key-message-sentence", ModuleFile, "The worker pays nothing.", "The worker pays nothing. The employer pays." },
        { "key-message-sentence", ModuleFile, "The worker pays nothing.", "The worker pays nothing" },
        { "message-without-lesson", LessonFile, "[FW-M1, FW-M2, FW-M3]", "[FW-M1, FW-M2]" },
        { "item-source", ItemsFile, "It is right. [S1]", "It is right." },
        { "message-without-anchor", ItemsFile, " anchor=true message=FW-M1", "" },
    };

    public static TheoryData<string, string, string> Bank => new()
    {
        // rule, what stands there, what it is changed to (everywhere)
        { "few-live", "use=live", "use=check" },
        { "bloom-spread", "level=analyse", "level=apply" },
        { "objective-items", "objective=FW-O2", "objective=FW-O3" },
        { "option-count", "- [ ] A wrong answer that is long. And longer.\n  > Misconception: it is wrong too. It is not.\n", "" },
        { "option-count", "- [ ] A wrong answer that is long. And longer.\n", "- [ ] Four.\n  > Misconception: no.\n- [ ] Five.\n  > Misconception: no.\n- [ ] Six.\n" },
        { "no-question", "What is right in case 2?", "In case 2, the worker:" },
        { "same-question", "What do you say in case 1?", "What is right in case 1?" },
        { "longest-right", "- [x] A right answer.", "- [x] A right answer that everybody sees at once, since it goes on and on." },
        { "few-anchors", " anchor=true message=FW-M1", "" },
    };

    public static TheoryData<string, string, string> Lesson => new()
    {
        // rule, what stands there, what it is changed to (first place)
        { "lesson-length", "Somebody asks for a fee.", Sentences(80) },
        { "part-length", "Somebody asks for a fee.", Sentences(6) },
        { "part-length", "Tell one colleague.", Sentences(5) },
        { "part-length", "It ends. [S2, 2020]", $"It ends. [S2, 2020] {Sentences(12)}" },
        { "part-length", "## Point 1", $"## Point 1\n\n{Sentences(20)}" },
        { "lesson-order", "::: monday", "## Point 5\n\nToo late. [S1]\n\n::: monday" },
        { "lesson-order", "::: hook", "## Point 0\n\nToo early. [S1]\n\n::: hook" },
        { "part-twice", "## Point 1", "::: hook\nAgain.\n:::\n\n## Point 1" },
        { "many-checks", "::: monday", $"{Item("FW1-C2", "objective=FW-O1 level=apply use=check", "Why?")}{Item("FW1-C3", "objective=FW-O1 level=apply use=check", "Where?")}::: monday" },
        { "key-points", "## Point 2", "## Point 2\n\n## Point 2b\n\n## Point 2c" },
        { "fact-without-source", "It is so. [S1]", "It began in 1999." },
        { "fact-without-source", "It is so. [S1]", "It is 12 % now." },
        { "figure-without-year", "It is so. [S1]", "It is 12 % now. [S1]" },
        { "figure-without-year", "It is so. [S1]", "- It is three million now. [S1]" },
        { "case-not-labelled", "*This is a fictional example.*", "This is a fictional example." },
        { "case-not-labelled", "*This is a fictional example.*", "*This happened.*" },
        { "no-adaptable", "::: adaptable", "::: note" },
        { "core-in-adaptable", "In our town it costs ten.", "In our town it costs ten. [S1]" },
        { "core-in-adaptable", "In our town it costs ten.", "The worker pays nothing." },
        { "core-in-adaptable", "In our town it costs ten.", "### A point\n\nIn our town it costs ten." },
    };

    public static TheoryData<string, string, string> Run => new()
    {
        // rule, what stands there, what it is changed to (first place)
        { "no-run", "## 90 minutes", "## 75 minutes" },
        { "run-minutes", "minutes=20 kind=case", "minutes=25 kind=case" },
        { "run-form", "kind=points lesson=FW1", "kind=talk" },
        { "run-form", "kind=item item=FW-L01", "kind=talk" },
        { "run-form", "kind=item item=FW-L01", "kind=peer item=FW-L01" },
        { "run-form", "kind=peer item=FW-L02", "kind=item item=FW-L02" },
        { "run-form", "kind=case", "kind=talk" },
        { "run-form", "kind=takeaways", "kind=talk" },
        { "run-form", "## 90 minutes", "::: step {minutes=0 kind=talk}\nGo.\n:::\n\n## 90 minutes" },
        { "run-step", "item=FW-L01", "item=FW-L99" },
        { "run-step", "item=FW-L01", "item=FW-Q01" },
        { "run-step", "kind=item item=FW-L01", "kind=item" },
        { "run-step", "kind=item item=FW-L01", "kind=talk item=FW-L01" },
        { "run-step", "lesson=FW1", "lesson=FW9" },
        { "run-step", "kind=points lesson=FW1", "kind=points" },
        { "run-step", "kind=points lesson=FW1", "kind=talk lesson=FW1" },
        { "run-step", "kind=takeaways", "kind=dance" },
        { "run-step", "minutes=10 kind=points", "kind=points" },
        { "run-step", "## 60 minutes", "" },
    };

    public static TheoryData<string, string, string, string> Companion => new()
    {
        // rule, file, what stands there, what it is changed to (first place)
        { "case-part", CaseFile, " {#roles}", "" },
        { "case-part", CaseFile, "You are an officer.", "" },
        { "guide-part", GuideFile, " {#no-network}", "" },
        { "guide-part", GuideFile, " {#model-answer}", "" },
        { "guide-part", GuideFile, "3. What do you need?", "" },
        { "guide-part", GuideFile, "**Alternative 2.** ", "" },
        { "guide-part", GuideFile, "| A dispute | \"Let us park this.\" |", "" },
        { "guide-part", GuideFile, "- The list of contacts.", "The list of contacts." },
        { "guide-part", GuideFile, "::: run {minutes=90}\n:::", "Do as you like." },
        { "guide-run", GuideFile, "::: run {minutes=90}", "::: run {minutes=75}" },
        { "guide-item", GuideFile, "item=FW-L01", "item=FW-L99" },
        { "guide-item", GuideFile, "item=FW-L01", "item=FW-Q01" },
        { "guide-item", GuideFile, "*Likely wrong*: the long one. *Say*: \"Look again.\"\n", "" },
        { "unknown-section", GuideFile, "::: run", "::: runs" },
        { "kit-part", KitFile, " {#script}", "" },
        { "kit-part", KitFile, "3. Who reads the contract?", "" },
        { "kit-part", KitFile, " {#sheet-handout}", "" },
        { "kit-minutes", KitFile, "minutes: 20", "minutes: 30" },
        { "kit-minutes", KitFile, "| 15–20 |", "| 16–20 |" },
        { "kit-minutes", KitFile, "| 15–20 |", "| 15–25 |" },
        { "kit-message", KitFile, "The worker pays nothing.", "The worker does not pay." },
    };

    [Fact]
    public void A_bank_of_fewer_than_24_items_is_an_error() =>
        Has("small-bank", content.ChangeFirst(ItemsFile, Item("FW-Q24", "objective=FW-O6 level=analyse use=test", "What is right in case 24?"), ""));

    [Fact]
    public void An_objective_that_is_only_understood_and_never_used_is_an_error() =>
        Has("objective-without-use", content.Change(ItemsFile, "objective=FW-O2 level=apply", "objective=FW-O2 level=understand").Change(ItemsFile, "objective=FW-O2 level=analyse", "objective=FW-O2 level=understand"));

    [Fact]
    public void A_bank_that_cannot_ask_about_every_objective_before_and_after_is_an_error() =>
        Has("bloom-mix", content.Change(ItemsFile, "objective=FW-O2 level=apply", "objective=FW-O3 level=apply").Change(ItemsFile, "objective=FW-O2 level=analyse", "objective=FW-O3 level=analyse")
            .ChangeFirst(ItemsFile, "objective=FW-O2 level=understand", "objective=FW-O3 level=understand"));

    [Fact]
    public void A_lesson_of_fewer_than_900_words_is_an_error() => Has("lesson-length", content.Change(LessonFile, Sentences(10), Sentences(8)));

    [Fact]
    public void A_lesson_that_names_no_source_is_an_error() => Has("no-source", content.Change(LessonFile, " [S1]", ""));

    [Fact]
    public void A_table_of_made_up_figures_needs_no_source() =>
        Assert.DoesNotContain(
            content.ChangeFirst(LessonFile, "It is so. [S1]", "\n\n| Provider | Fee |\n|---|---|\n| A | 5 % |\n").Check(), finding => finding.Rule is "fact-without-source" or "figure-without-year");

    [Fact]
    public void A_figure_with_its_year_in_the_tag_is_dated() =>
        Assert.DoesNotContain(content.ChangeFirst(LessonFile, "It is so. [S1]", "It is 12 %. [S1, 2022]").Check(), finding => finding.Rule == "figure-without-year");

    [Fact]
    public void A_peer_question_without_a_right_option_is_an_error() =>
        Has("run-step", content.ChangeFirst(
            ItemsFile, Item("FW-L02", "objective=FW-O1 level=apply use=live", "What do you say in case 2?"),
            "::: item {#FW-L02 objective=FW-O1 level=apply use=live kind=poll}\nWhat do you think?\n\n- [ ] This\n- [ ] That\n:::\n\n"));

    [Theory]
    [InlineData("no-kit", KitFile)]
    [InlineData("no-case-exercise", CaseFile)]
    [InlineData("no-guide", GuideFile)]
    [InlineData("no-run", LiveFile)]
    [InlineData("no-lesson", LessonFile)]
    public void A_module_without_one_of_its_files_is_an_error(string rule, string file) => Has(rule, content.Without(file));

    [Theory]
    [MemberData(nameof(Module))]
    public void A_module_that_breaks_a_promise_is_an_error(string rule, string file, string from, string to) => Has(rule, content.Change(file, from, to));

    [Theory]
    [MemberData(nameof(Bank))]
    public void A_bank_off_the_blueprint_is_an_error(string rule, string from, string to) => Has(rule, content.Change(ItemsFile, from, to));

    [Theory]
    [MemberData(nameof(Lesson))]
    public void A_lesson_off_its_form_is_an_error(string rule, string from, string to) => Has(rule, content.ChangeFirst(LessonFile, from, to));

    [Theory]
    [MemberData(nameof(Run))]
    public void A_run_that_cannot_be_held_is_an_error(string rule, string from, string to) => Has(rule, content.ChangeFirst(LiveFile, from, to));

    [Theory]
    [MemberData(nameof(Companion))]
    public void A_case_a_guide_or_a_kit_off_its_form_is_an_error(string rule, string file, string from, string to) => Has(rule, content.ChangeFirst(file, from, to));

    private static void Has(string rule, SmallContent content) =>
        Assert.Contains(content.Check(), finding => finding.Rule == rule && finding.Severity == Severity.Error);
}
