using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LearningHub.Grains.Learning.Content;
using static LearningHub.Tests.Learning.SmallContent;

namespace LearningHub.Tests.Learning;

public sealed class GlossaryLinksTests : IDisposable
{
    private const string Hook = "Somebody asks for a fee.";

    private readonly SmallContent content = new();

    public void Dispose() => content.Dispose();

    [Fact]
    public void The_first_use_of_a_term_leads_to_its_meaning_and_says_its_own_words()
    {
        var link = Assert.Single(Links("A Fee is paid. A second fee is not."));
        Assert.Equal(("/glossary#fee", "Fee", "What this word means"), (link.GetAttribute("href"), link.TextContent, link.GetAttribute("title")));
    }

    [Fact]
    public void Another_form_of_the_term_is_linked_too() => Assert.Equal(["fees"], Words("They ask for fees, and then for a fee."));

    [Theory]
    [InlineData("Coffee is free.")]
    [InlineData("It is a fee-based service.")]
    [InlineData("It is an anti-fee rule.")]
    public void A_part_of_a_word_is_not_the_term(string prose) => Assert.Empty(Words(prose));

    [Theory]
    [InlineData("(fee)")]
    [InlineData("*fee*")]
    [InlineData("**fee**.")]
    [InlineData("- a fee, a loan")]
    [InlineData("| Cost |\n|---|\n| fee |")]
    public void Prose_of_every_shape_is_linked(string prose) => Assert.Equal(["fee"], Words($"\n\n{prose}\n\n"));

    [Theory]
    [InlineData(":::\n\n## A fee\n\n::: note\n")]
    [InlineData("[a fee](/modules)")]
    [InlineData("`fee`")]
    public void Headings_links_and_code_are_left_as_they_are(string prose) => Assert.Empty(Words(prose));

    [Fact]
    public void A_self_check_is_left_as_it_is()
    {
        content.ChangeFirst(LessonFile, Hook, "").ChangeFirst(LessonFile, "What is right?", "What is a fee?");
        Assert.DoesNotContain("/glossary", content.Read().Modules.Single().Lessons.Single().Parts.Single(part => part.Check is not null).Check!.Prompt.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_terms_at_one_place_the_longer_is_meant()
    {
        content.Put(GlossaryFile, "- { term: { en: fee }, definition: { en: a } }\n- { term: { en: fee for a visa }, definition: { en: b } }");
        Assert.Equal(["fee for a visa", "fee"], Words("The fee for a visa is a fee."));
    }

    [Fact]
    public void A_link_that_an_author_wrote_counts_as_the_first_use() => Assert.Equal(["what is asked"], Words("See [what is asked](/glossary#fee). Then the fee."));

    [Fact]
    public void A_term_of_one_module_is_linked_in_that_module_alone()
    {
        content.Put(GlossaryFile, "- { term: { en: fee }, definition: { en: a }, modules: [other] }");
        Assert.Empty(Words(Hook));
    }

    [Fact]
    public void Links_change_no_words_of_the_lesson()
    {
        var linked = content.Read().Modules.Single().Lessons.Single().Words;
        Assert.Equal(linked, content.Put(GlossaryFile, "").Read().Modules.Single().Lessons.Single().Words);
    }

    [Fact]
    public async Task The_glossary_page_has_the_place_that_the_link_names()
    {
        using var hub = new Common.Hub { Settings = { ["Content:Path"] = content.Write() } };
        using var visitor = hub.NewBrowser();
        Assert.Equal("fee (cost)", (await visitor.OpenAsync("/glossary")).Document.QuerySelector("dt#fee")!.TextContent);
    }

    private List<string> Words(string prose) => [.. Links(prose).Select(link => link.TextContent)];

    private List<IElement> Links(string prose)
    {
        var lesson = content.ChangeFirst(LessonFile, Hook, prose).Read().Modules.Single().Lessons.Single();
        return [.. new HtmlParser().ParseDocument(string.Concat(lesson.Parts.Select(part => part.Html))).QuerySelectorAll("a.term")];
    }
}
