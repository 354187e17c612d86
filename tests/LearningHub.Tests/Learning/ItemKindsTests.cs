using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using LearningHub.Grains.Learning.Content;
using static LearningHub.Tests.Learning.SmallContent;

namespace LearningHub.Tests.Learning;

/// <summary>Live questions of every kind, as an author writes them and as a room is asked.</summary>
public sealed class ItemKindsTests : IDisposable
{
    private const string Explained = "\n  > It is right. [S1]";
    private readonly SmallContent content = new();

    public void Dispose() => content.Dispose();

    [Fact]
    public void Several_options_can_be_right()
    {
        var asked = Ask("kind=multiple", $"- [x] One{Explained}\n- [x] Two{Explained}\n- [ ] Three\n  > Misconception: it is not.");
        Assert.Equal((ActivityKind.MultipleChoice, 3, 2), (asked.Kind, asked.Most, asked.Options.Count(option => option.Right)));
    }

    [Fact]
    public void True_and_false_stay_in_their_order()
    {
        var asked = Ask("kind=true-false", $"- [x] True{Explained}\n- [ ] False\n  > Misconception: it is not.");
        Assert.Equal(["True", "False"], asked.Options.Select(option => option.Text));
    }

    [Fact]
    public void A_scale_has_two_ends_with_names()
    {
        var asked = Ask("kind=scale from=1 to=5 low=\"not at all\" high=\"very\"", "");
        Assert.Equal(new ActivityRange(1, 5, "not at all", "very"), asked.Range);
        Assert.False(asked.IsJudged);
    }

    [Fact]
    public void A_number_is_right_within_what_the_author_allows()
    {
        var asked = Ask("kind=number answer=180 within=10 from=0 to=400 unit=days", $"- [x] 180 days{Explained}");
        Assert.Equal((new RightNumber(180, 10), new ActivityRange(0, 400, null, null, "days")), (asked.Number, asked.Range));
        Assert.StartsWith("It is right.", asked.Options[0].Feedback, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_text_knows_the_accepted_answers() => Assert.True(Ask("kind=text", $"- [x] the employer{Explained}").IsJudged);

    [Fact]
    public void An_open_short_text_has_no_right_answer() => Assert.False(Ask("kind=text", "").IsJudged);

    [Fact]
    public void A_word_cloud_takes_three_entries() => Assert.Equal(3, Ask("kind=words", "").Most);

    [Fact]
    public void An_ordering_keeps_the_right_place_of_what_it_mixes()
    {
        var asked = Ask("kind=ordering", "- First\n- Second\n- Third");
        Assert.Equal(["First", "Second", "Third"], asked.Options.OrderBy(option => option.Place).Select(option => option.Text));
        Assert.Equal(["Second", "Third", "First"], asked.Options.Select(option => option.Text)); // each swapped with the first
    }

    [Fact]
    public void A_matching_mixes_the_right_side_alone()
    {
        var asked = Ask("kind=matching", "- Licence => Labour ministry\n- Visa => Consulate");
        Assert.Equal(["Licence", "Visa"], asked.Options.Select(option => option.Text));
        Assert.Equal(["Labour ministry", "Consulate"], asked.Options.Select(option => asked.Choices.Single(choice => choice.Id == option.Match).Text));
        Assert.Equal(["Consulate", "Labour ministry"], asked.Choices.Select(choice => choice.Text));
    }

    [Theory]
    [InlineData("item-shape", "kind=scale", "")]
    [InlineData("item-shape", "kind=scale from=5 to=1", "")]
    [InlineData("item-shape", "kind=number", "- [x] 180")]
    [InlineData("item-shape", "kind=matching", "- Licence, labour ministry\n- Visa => Consulate")]
    [InlineData("item-shape", "kind=ordering", "- Only one")]
    [InlineData("several-right-options", "kind=multiple", "- [x] One\n- [ ] Two\n- [ ] Three")]
    [InlineData("several-right-options", "kind=multiple", "- [x] One\n- [x] Two")]
    [InlineData("no-right-option", "kind=text", "- [ ] the employer")]
    [InlineData("number-out-of-range", "kind=number answer=500 from=0 to=400", "- [x] 500")]
    [InlineData("mark-without-use", "kind=ranking", "- [x] One\n- [ ] Two")]
    [InlineData("no-feedback", "kind=multiple", "- [x] One\n- [x] Two\n- [ ] Three")]
    public void What_is_wrong_with_a_kind_is_said(string rule, string kind, string options)
    {
        Write(kind, options);
        Assert.Contains(content.Check(), finding => finding.Rule == rule && finding.Place.File == ItemsFile);
    }

    [Fact]
    public void Only_a_live_question_may_be_of_another_kind()
    {
        content.Change(ItemsFile, "use=test", "use=test kind=true-false");
        Assert.Contains(content.Check(), finding => finding.Rule == "kind-of-use");
    }

    private PlannedActivity Ask(string kind, string options)
    {
        Write(kind, options);
        Assert.DoesNotContain(content.Check(), finding => finding.Severity == Severity.Error && finding.Place.File == ItemsFile && finding.Message.Contains("FW-L99", StringComparison.Ordinal));
        var item = content.Read().Modules.Select(module => module.Item("FW-L99")).OfType<Item>().Single();
        return LivePlan.Ask(item, _ => 0);
    }

    private void Write(string kind, string options) => content.ChangeFirst(ItemsFile, "::: item {#FW-Q01", $"::: item {{#FW-L99 objective=FW-O1 level=apply use=live {kind}}}\nWhat do you say?\n\n{options}\n:::\n\n::: item {{#FW-Q01");
}
