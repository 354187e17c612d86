using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using static LearningHub.Tests.Learning.SmallContent;

namespace LearningHub.Tests.Learning;

/// <summary>A guide says what is asked and shown in the bank's and the run's own words.</summary>
public sealed class GuideBlocksTests : IDisposable
{
    private readonly SmallContent content = new();

    public void Dispose() => content.Dispose();

    [Fact]
    public void A_live_question_stands_in_the_guide_in_the_banks_words_with_its_best_option()
    {
        var guide = Guide(content.ChangeFirst(ItemsFile, "What do you say in case 1?", "What do you say today?"));
        Assert.Contains(guide.QuerySelectorAll("p"), question => question.TextContent == "FW-L01. What do you say today?");
        Assert.Equal("A right answer.", guide.QuerySelector("ol[type=A] li:nth-child(2)")!.TextContent);
        Assert.Contains(guide.QuerySelectorAll("p"), say => say.TextContent == "Best: B. Likely wrong: the long one. Say: \"Look again.\"");
    }

    [Fact]
    public void A_poll_has_no_best_option() =>
        Assert.Contains(
            "No right answer. ",
            Guide(content.ChangeFirst(
                ItemsFile, SmallTexts.Item("FW-L02", "objective=FW-O1 level=apply use=live", "What do you say in case 2?"),
                "::: item {#FW-L02 objective=FW-O1 level=apply use=live kind=poll}\nWhat do you think?\n\n- [ ] This\n- [ ] That\n:::\n\n")).Body!.TextContent,
            StringComparison.Ordinal);

    [Fact]
    public void A_run_is_printed_as_a_plan_by_minute()
    {
        var rows = Guide(content).QuerySelector("table")!.QuerySelectorAll("tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent)));
        Assert.Equal(
            ["0–10 | Key points of FW1: A first lesson. Read aloud.", "10–20 | Question FW-L01. Ask.", "20–30 | Question FW-L02 with a talk in pairs and a second vote. Ask twice.", "30–50 | Case. Work in groups.", "50–60 | Takeaways. Promise one thing."],
            rows);
    }

    [Fact]
    public void A_sheet_of_questions_tells_no_answer()
    {
        content.Put(GuideFile, "---\ntitle: Guide\n---\n\n## For the tables {#sheet-questions}\n\n::: questions\n:::\n");
        var sheet = Guide(content);
        Assert.Equal(SmallTexts.LiveItems, sheet.QuerySelectorAll("ol[type=A]").Length);
        Assert.DoesNotContain("Best", sheet.Body!.TextContent, StringComparison.Ordinal);
    }

    private static IHtmlDocument Guide(SmallContent content) => new HtmlParser().ParseDocument(content.Read().Modules.Single().Guide!.Html);
}
