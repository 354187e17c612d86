using System.Collections.Immutable;
using LearningHub.Domain.Live;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveKinds;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>What the answers of each kind add up to.</summary>
public sealed class LiveResultsTests
{
    [Theory]
    [InlineData("single", "a:1 b:1 c:0 d:0")]
    [InlineData("multiple", "a:1 b:1 c:1 d:0")]
    [InlineData("truth", "a:1 b:1")]
    [InlineData("poll", "a:1 b:1 c:0 d:0")]
    [InlineData("takeaways", "a:1 b:2 c:1 d:0")]
    [InlineData("priorities", "a:1 b:2 c:0 d:0")]
    [InlineData("scale", "1:1 2:0 3:0 4:1 5:0")]
    [InlineData("number", "12:1 4711:1")]
    [InlineData("text", "secret EMPLOYER.:1 the worker:1")]
    [InlineData("words", "Rights:2 work:1")]
    [InlineData("ranking", "a:5 b:5 c:5 d:5")]
    [InlineData("ordering", "a:1 b:1 c:1")]
    [InlineData("matching", "a:1 b:1 c:1")]
    public void The_tally_says_what_two_people_answered(string id, string tally)
    {
        var planned = All.First(one => one.Id == id);
        var result = Revealed(planned, Right(planned), Other(planned)).Result;
        Assert.Equal(tally, string.Join(' ', result.Tally.Select(pair => $"{pair.Key}:{pair.Value}")));
        Assert.Equal(2, result.Detail!.People);
        Assert.Equal(planned.IsJudged ? 1 : null, result.Detail.AllRight);
    }

    [Fact]
    public void The_right_answer_is_named_as_its_kind_has_it()
    {
        Assert.Equal(["a", "c"], Revealed(Multiple).Result.Right.ToArray());
        Assert.Equal(["b", "c", "a"], Revealed(Ordering).Result.Right.ToArray());
        Assert.Equal([KeyValuePair.Create("a", "2"), KeyValuePair.Create("b", "3"), KeyValuePair.Create("c", "1")], Revealed(Matching).Result.Detail!.Matches!);
        Assert.Equal(new RightNumber(4711, 10), Revealed(Number).Result.Detail!.Number);
        Assert.Contains("employer pays", Revealed(Text).Result.Feedback["a"], StringComparison.Ordinal);
        foreach (var planned in new[] { Poll, Ranking, Takeaways, Priorities, Scale, Words, Opinion })
        {
            Assert.Empty(Revealed(planned).Result.Right);
            Assert.Empty(Revealed(planned).Result.Feedback);
        }
    }

    [Fact]
    public void A_result_without_answers_names_every_option_and_no_mean()
    {
        foreach (var planned in All.Where(one => one.Kind.TakesAnswers() && one.SecondVoteOf is null))
        {
            var result = Revealed(planned).Result;
            Assert.All(result.Tally.Values, count => Assert.Equal(0, count));
            Assert.Equal((0, null, null), (result.Detail!.People, result.Detail.Mean, result.Detail.Median));
        }
    }

    [Theory]
    [InlineData("1 2 3 4", 2.5, 2.5)]
    [InlineData("5 1 1", 2.33, 1)]
    [InlineData("4", 4, 4)]
    public void A_scale_has_a_mean_and_a_median(string numbers, double mean, double median)
    {
        var detail = Revealed(Scale, [.. numbers.Split(' ').Select(number => new LiveResponse(Number: int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)))]).Result.Detail!;
        Assert.Equal(((decimal)mean, (decimal)median), (detail.Mean, detail.Median));
    }

    [Fact]
    public void One_and_one_point_nought_are_the_same_number()
    {
        Assert.Equal(3, Revealed(Scale, new(Number: 3m), new(Number: 3.0m), new(Number: 3.000m)).Result.Tally["3"]);
        Assert.Equal(2, Revealed(Number, new(Number: 12m), new(Number: 12.0m)).Result.Tally["12"]);
        var fromNought = Scale with { Range = new(-1, 1) };
        Assert.Equal(2, Revealed(fromNought, new(Number: 0m), new(Number: -0.0m)).Result.Tally["0"]); // "-0" on a wire is nought, and breaks no room
    }

    [Fact]
    public void Texts_are_counted_by_what_they_say_under_the_form_that_most_people_wrote()
    {
        var tally = Revealed(Opinion, new(Text: "The fee!"), new(Text: "the  FEE"), new(Text: "the fee"), new(Text: "the fee")).Result.Tally;
        Assert.Equal(KeyValuePair.Create("the fee", 4), Assert.Single(tally));
    }

    [Fact]
    public void Many_values_are_counted_together_and_nobody_is_dropped()
    {
        var everybody = Enumerable.Range(0, LiveResults.MostValues + 25).Select(i => new LiveResponse(Text: i == 0 ? LiveResults.Others : $"word {i}")).ToArray();
        var result = Revealed(Opinion, everybody).Result;
        Assert.Equal(LiveResults.MostValues + 1, result.Tally.Count);
        Assert.Equal(everybody.Length, result.Tally.Values.Sum());
    }

    [Fact]
    public void Late_answers_are_kept_and_counted_apart()
    {
        var state = After(Asking(OneRight)).Do(Answer(Amina, OneRight, Right(OneRight)), new LiveCommand.Close(Ten), Answer(Binta, OneRight, Right(OneRight)), new LiveCommand.Reveal(Ten));
        Assert.Equal(1, state.Result(OneRight).Tally["a"]);
        Assert.Equal((1, 1), (state.TallyAt(9, 2).Answered, state.TallyAt(9, 2).Late));
        Assert.Equal(AnswerTiming.Late, state.AnswersTo(OneRight.Id)[Binta].Timing);
    }

    [Fact]
    public void Each_way_to_answer_is_counted_by_its_name()
    {
        var state = After(StartedWith(OneRight), AminaJoined, new ParticipantJoined(Binta, Ten, 4), new ParticipantJoined(Person(4), Ten), new ActivityOpened(OneRight.Id, Ten)).Do(
            Answer(Amina, OneRight, Right(OneRight)), Answer(Binta, OneRight, Right(OneRight)),
            Answer(Person(4), OneRight, Other(OneRight)) with { Mode = AnswerMode.Paper }, Hands(OneRight, ("a", 3), ("b", 2)), new LiveCommand.Reveal(Ten));
        var detail = state.Result(OneRight).Detail!;
        Assert.Equal("hands:5 paper:1 sharedPhone:1", string.Join(' ', detail.Modes!.Select(pair => $"{pair.Key}:{pair.Value}")));
        Assert.Equal((8, 5), (detail.People, detail.AllRight));
    }

    [Fact]
    public void Hands_for_several_options_are_not_taken_for_as_many_people()
    {
        var state = After(Asking(Multiple)).Do(Answer(Amina, Multiple, Right(Multiple)), Hands(Multiple, ("a", 10), ("c", 12)), new LiveCommand.Reveal(Ten));
        Assert.Equal((11, 13), (state.Result(Multiple).Tally["a"], state.Result(Multiple).Tally["c"]));
        Assert.Equal(13, state.Result(Multiple).Detail!.People); // Amina, and at least the twelve who raised a hand for c
        Assert.Equal(13, state.AnsweredInTime(Multiple.Id));
        Assert.Equal(1, state.Result(Multiple).Detail!.AllRight); // nobody knows whose hands they were
    }

    private static LiveCommand.CountHands Hands(PlannedActivity planned, params (string Option, int Hands)[] counted) =>
        new(planned.Id, counted.ToImmutableSortedDictionary(pair => pair.Option, pair => pair.Hands, StringComparer.Ordinal), Ten);
}
