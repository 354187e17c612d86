using LearningHub.Domain.Live;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveKinds;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>What each kind of activity accepts, and what is right.</summary>
public sealed class LiveAnswersTests
{
    public static TheoryData<string> Answered => [.. All.Where(planned => planned.Kind.TakesAnswers()).Select(planned => planned.Id)];

    public static TheoryData<string> Shown => [.. All.Where(planned => !planned.Kind.TakesAnswers()).Select(planned => planned.Id)];

    [Theory]
    [MemberData(nameof(Answered))]
    public void A_right_answer_is_judged_right_and_an_opinion_not_at_all(string id)
    {
        var planned = Planned(id);
        Assert.Equal(planned.IsJudged ? true : null, Recorded(planned, Right(planned)).Right);
    }

    [Theory]
    [MemberData(nameof(Answered))]
    public void A_wrong_answer_is_judged_wrong(string id)
    {
        var planned = Planned(id);
        Assert.Equal(planned.IsJudged ? false : null, Recorded(planned, Other(planned)).Right);
    }

    [Theory]
    [MemberData(nameof(Answered))]
    public void The_same_answer_again_adds_nothing_and_another_one_is_refused(string id)
    {
        var planned = Planned(id);
        LiveEvent[] answered = [.. Asking(planned), Recorded(planned, Right(planned))];
        Session.Given(answered).When(Answer(Amina, planned, Right(planned))).ThenNothing();
        Session.Given(answered).When(Answer(Amina, planned, Right(planned)) with { AnswerId = Second }).ThenNothing();
        Session.Given(answered).When(Answer(Amina, planned, Other(planned)) with { AnswerId = Second }).ThenRefused("live.already-answered");
    }

    [Theory]
    [MemberData(nameof(Answered))]
    public void A_form_that_belongs_to_another_kind_is_refused(string id)
    {
        var planned = Planned(id);
        LiveResponse[] forms = [new(), new([]), new(["a"]), new(["zz"]), new(Number: 3), new(Text: "words"), new(Order: ["a", "b"]), new(Order: [])];
        foreach (var form in forms)
        {
            var decision = LiveSession.Decide(Answer(Amina, planned, form), After(Asking(planned)));
            var fits = planned.Kind.TakesOptions() ? form.Names("a") : planned.Kind.TakesNumber() ? form.Number is not null : planned.Kind.TakesText() && form.Text is not null;
            Assert.True(fits == (decision.Refusal is null), $"{form} to {planned.Kind}: {decision.Refusal}");
        }
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_card_and_a_wall_take_no_answer(string id) =>
        Session.Given(Asking(Planned(id))).When(Answer(Amina, Planned(id), new(["a"], Text: "words"))).ThenRefused("live.takes-no-answer");

    // -- options

    [Theory]
    [InlineData("a,c", true)]
    [InlineData("c,a", true)]
    [InlineData("a", false)]
    [InlineData("a,b,c", false)]
    [InlineData("b,d", false)]
    public void Several_right_options_are_right_all_together_or_not_at_all(string chosen, bool right) =>
        Assert.Equal(right, Recorded(Multiple, new([.. chosen.Split(',')])).Right);

    [Fact]
    public void Options_are_kept_in_one_order_whatever_the_order_of_the_thumb() =>
        Assert.Equal(["a", "c"], Recorded(Multiple, new(["c", "a"])).Options.ToArray());

    [Fact]
    public void Options_are_refused_when_they_are_too_many_twice_or_unknown()
    {
        Refused(Multiple, new(["a", "a"]), "live.one-option");
        Refused(Takeaways, new(["a", "b", "c", "d"]), "live.one-option");
        Refused(Priorities, new(["a", "b", "c"]), "live.one-option");
        Refused(Truth, new(["a", "b"]), "live.one-option");
        Refused(Multiple, new(["a", "e"]), "live.no-such-option");
        Refused(Multiple, new([null!]), "live.no-such-option");
    }

    // -- orders

    [Fact]
    public void An_order_names_every_option_once()
    {
        foreach (var planned in new[] { Ranking, Ordering, Matching })
        {
            var ids = planned.Kind == ActivityKind.Matching ? ["1", "2", "3"] : planned.Options.Select(option => option.Id).ToArray();
            Refused(planned, new(Order: [.. ids[1..]]), "live.whole-order");
            Refused(planned, new(Order: [ids[0], .. ids[..^1]]), "live.whole-order");
            Refused(planned, new(Order: [.. ids, ids[0]]), "live.whole-order");
            Refused(planned, new(Order: ["z", .. ids[1..]]), "live.whole-order");
        }
    }

    [Fact]
    public void A_persons_order_is_kept_as_it_was_given() => Assert.Equal(["d", "a", "c", "b"], Recorded(Ranking, new(Order: ["d", "a", "c", "b"])).Options.ToArray());

    [Fact]
    public void One_pair_in_its_place_is_not_the_right_order() => Assert.False(Recorded(Ordering, new(Order: ["b", "a", "c"])).Right);

    // -- numbers

    [Theory]
    [InlineData(4701, true)]
    [InlineData(4721, true)]
    [InlineData(4700.9, false)]
    [InlineData(4721.1, false)]
    public void A_number_is_right_within_its_tolerance(double number, bool right) => Assert.Equal(right, Recorded(Number, new(Number: (decimal)number)).Right);

    [Theory]
    [InlineData("number", -0.1)]
    [InlineData("number", 10_000.1)]
    [InlineData("scale", 0)]
    [InlineData("scale", 6)]
    [InlineData("scale", 2.5)]
    public void A_number_off_the_range_is_refused(string id, double number) => Refused(Planned(id), new(Number: (decimal)number), "live.number");

    [Fact]
    public void A_number_no_sum_could_hold_is_refused()
    {
        var free = Number with { Range = null };
        foreach (var number in new[] { decimal.MaxValue, decimal.MinValue, 1e15m }) Refused(free, new(Number: number), "live.number");
    }

    // -- texts

    [Theory]
    [InlineData("SECRET employer", true)]
    [InlineData("  secret   Employer!! ", true)]
    [InlineData("Secret the company.", true)]
    [InlineData("secret", false)]
    public void A_text_is_compared_without_case_spaces_and_the_mark_at_its_end(string text, bool right) => Assert.Equal(right, Recorded(Text, new(Text: text)).Right);

    [Fact]
    public void A_short_text_is_kept_clean_and_on_one_line() =>
        Assert.Equal("The employer pays", Recorded(Opinion, new(Text: " The\u202E employer\n  pays\u200B ")).Text);

    [Fact]
    public void Empty_long_and_too_many_texts_are_refused()
    {
        Refused(Opinion, new(Text: " \u200B\n "), "live.text-missing");
        Refused(Words, new(Text: "\n\n"), "live.text-missing");
        Refused(Opinion, new(Text: new('x', LiveAnswers.LongestText + 1)), "live.text-long");
        Refused(Words, new(Text: "one\ntwo\nthree\nfour"), "live.text-long");
        Refused(Words, new(Text: new('x', LiveAnswers.LongestEntry + 1)), "live.text-long");
    }

    [Fact]
    public void One_person_gives_a_word_once() => Assert.Equal("Rights\nwork", Recorded(Words, new(Text: "Rights\nrights!\nwork\n RIGHTS")).Text);

    // -- sure or not

    [Fact]
    public void Sure_and_not_sure_stand_beside_any_answer()
    {
        Assert.True(Recorded(Number, new(Number: 12, Sure: true)).Sure);
        Assert.False(Recorded(Multiple, new(["a"], Sure: false)).Sure);
        Assert.Null(Recorded(OneRight, new(["a"])).Sure);
    }

    private static PlannedActivity Planned(string id) => All.First(planned => planned.Id == id);

    private static AnswerRecorded Recorded(PlannedActivity planned, LiveResponse response)
    {
        var decision = LiveSession.Decide(Answer(Amina, planned, response), After(Asking(planned)));
        Assert.True(decision.Refusal is null, $"{response} to {planned.Kind}: {decision.Refusal}");
        return Assert.IsType<AnswerRecorded>(Assert.Single(decision.Events));
    }

    private static void Refused(PlannedActivity planned, LiveResponse response, string code) =>
        Session.Given(Asking(planned)).When(Answer(Amina, planned, response)).ThenRefused(code);
}
