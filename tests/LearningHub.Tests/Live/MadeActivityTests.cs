using LearningHub.Domain.Live;
using static LearningHub.Domain.Live.ActivityKind;

namespace LearningHub.Tests.Live;

/// <summary>Questions that a host types while people talk.</summary>
public sealed class MadeActivityTests
{
    [Fact]
    public void A_star_marks_what_is_right()
    {
        var planned = Made(new(SingleChoice, "Who pays?", "* The employer.\nThe worker."));
        Assert.Equal([("a", "The employer.", true), ("b", "The worker.", false)], planned.Options.Select(option => (option.Id, option.Text, option.Right)));
        Assert.Equal(1, planned.Most);
    }

    [Fact]
    public void What_nobody_can_get_wrong_has_no_right_option() =>
        Assert.DoesNotContain(Made(new(Poll, "Which day?", "* Monday\nTuesday")).Options, option => option.Right);

    [Fact]
    public void True_and_false_write_themselves()
    {
        Refused("live.activity-right", new(TrueFalse, "A delayed fee is a fee."));
        Assert.Equal(["True", "False"], Made(new(TrueFalse, "A delayed fee is a fee.", "* True\nFalse")).Options.Select(option => option.Text));
    }

    [Fact]
    public void An_ordering_is_typed_in_its_right_order_and_mixed()
    {
        var planned = Made(new(Ordering, "What comes first?", "Licence\nContract\nSignature"));
        Assert.Equal(["Licence", "Contract", "Signature"], planned.Options.OrderBy(option => option.Place).Select(option => option.Text));
        Assert.NotEqual("Licence", planned.Options[0].Text);
    }

    [Fact]
    public void Pairs_find_each_other_again_when_the_right_side_is_mixed()
    {
        var planned = Made(new(Matching, "Who does what?", "Licence => Labour ministry\nVisa => Consulate"));
        Assert.Equal(["Labour ministry", "Consulate"], planned.Options.Select(option => planned.Choices.Single(choice => choice.Id == option.Match).Text));
        Assert.True(LiveAnswers.Flaw(planned) is null);
    }

    [Fact]
    public void A_scale_without_ends_has_five_steps_and_priorities_have_three_dots()
    {
        Assert.Equal(new ActivityRange(1, 5, "no", "yes"), Made(new(Scale, "Can you do it?", Low: "no", High: "yes")).Range);
        Assert.Equal(3, Made(new(Priorities, "What first?", "One\nTwo\nThree\nFour")).Most);
        Assert.Equal(2, Made(new(Priorities, "What first?", "One\nTwo")).Most);
        Assert.Equal(4, Made(new(Priorities, "What first?", "One\nTwo\nThree\nFour", Most: 4)).Most);
        Assert.Equal(3, Made(new(WordCloud, "Three words")).Most);
    }

    [Theory]
    [InlineData("live.activity-prompt", Poll, " ", "One\nTwo")]
    [InlineData("live.activity-options", Poll, "Which?", "One")]
    [InlineData("live.activity-right", SingleChoice, "Which?", "One\nTwo")]
    [InlineData("live.activity-right", SingleChoice, "Which?", "* One\n* Two")]
    [InlineData("live.activity-right", MultipleChoice, "Which?", "* One\n* Two")]
    [InlineData("live.activity-right", Numeric, "How many?", "")]
    [InlineData("live.activity-options", Matching, "Who?", "One\nTwo => Three")]
    [InlineData("live.activity-options", Matching, "Who?", "One => Same\nTwo => Same")]
    [InlineData("live.activity-most", Poll, "Which?", "One\nTwo", 5)]
    public void What_cannot_be_asked_is_refused_with_what_to_mend(string code, ActivityKind kind, string prompt, string options, int? most = null) =>
        Refused(code, new(kind, prompt, options, most));

    [Fact]
    public void Ends_that_make_no_sense_are_refused()
    {
        Refused("live.activity-range", new(Scale, "How?", From: 5, To: 1));
        Refused("live.activity-range", new(Scale, "How?", From: 1, To: 100));
    }

    [Theory]
    [InlineData("B", "b")]
    [InlineData(" a, c ", "a c")]
    public void Letters_from_a_sheet_become_options(string typed, string options) =>
        Assert.Equal(options.Split(' '), PaperAnswer.Read(LiveKinds.Multiple, typed)!.Options!.Value.ToArray());

    [Fact]
    public void Numbers_orders_and_words_from_a_sheet_become_what_their_kind_asks_for()
    {
        Assert.Equal(12.5m, PaperAnswer.Read(LiveKinds.Number, "12,5")!.Number);
        Assert.Equal(["c", "a", "b"], PaperAnswer.Read(LiveKinds.Ordering, "C A B")!.Order!.Value.ToArray());
        Assert.Equal("The employer", PaperAnswer.Read(LiveKinds.Text, "The employer")!.Text);
        Assert.Null(PaperAnswer.Read(LiveKinds.Number, "  "));
        Assert.Null(PaperAnswer.Read(LiveKinds.Number, "many")!.Number); // refused by the rules, with what a number is
    }

    private static PlannedActivity Made(MadeActivity made)
    {
        var (activity, refusal) = made.Plan("own-1", _ => 0);
        Assert.Null(refusal);
        return activity!;
    }

    private static void Refused(string code, MadeActivity made) => Assert.Equal(code, made.Plan("own-1", _ => 0).Refusal?.Code);
}
