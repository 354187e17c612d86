using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

/// <summary>Flags ask; they never reject.</summary>
public sealed class CascadeFlagsTests
{
    private static readonly CascadeSessionId One = new(new(1, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1])), Two = new(new(2, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]));
    private static readonly DateTimeOffset Ten = Day(3).AddHours(10);

    [Fact]
    public void Six_people_from_one_phone_within_minutes_are_worth_a_question()
    {
        var people = Enumerable.Range(1, 6).Select(i => Fact($"p{i}", minutes: 2 * i, device: "d1")).ToList();
        var flag = Assert.Single(CascadeFlags.Of(people, []));
        Assert.Equal((CascadeFlagKind.ManyFromOnePhone, One, 6, 6), (flag.Kind, flag.Session, flag.Number, flag.People.Length));
        Assert.Empty(CascadeFlags.Of(people[1..], []));
        Assert.Empty(CascadeFlags.Of(people.Select((fact, i) => fact with { At = Ten.AddMinutes(11 * i) }), []));
        Assert.Empty(CascadeFlags.Of(people.Select(fact => fact with { Device = null }), []));
    }

    [Fact]
    public void A_phone_that_goes_round_in_two_sessions_of_one_trainer_is_one_flag() =>
        Assert.Equal(One, Assert.Single(CascadeFlags.Of(Enumerable.Range(1, 6).Select(i => Fact($"p{i}", minutes: i, device: "d1", session: i % 2 == 0 ? One : Two)), [])).Session);

    [Theory]
    [InlineData("link", 14, true)]
    [InlineData("link", 15, false)]
    [InlineData("offline", 0, false)]
    [InlineData("paper", 0, false)]
    [InlineData("text", 0, false)]
    public void A_check_that_nobody_can_read_so_fast_is_worth_a_question(string mode, int seconds, bool flagged)
    {
        var fact = Fact("p1", answers: "aaaaa") with { Mode = mode, CheckedAt = Ten.AddSeconds(seconds) };
        Assert.Equal(flagged, CascadeFlags.Of([fact], []).Any(flag => flag.Kind == CascadeFlagKind.CheckTooFast));
    }

    [Fact]
    public void Neighbours_with_the_same_wrong_answers_are_one_group()
    {
        var flags = CascadeFlags.Of([Fact("p1", answers: "abbaa"), Fact("p2", answers: "abbaa"), Fact("p3", answers: "abbaa"), Fact("p4", answers: "abcaa")], []);
        Assert.Equal((CascadeFlagKind.SameWrongAnswers, 3), (Assert.Single(flags).Kind, flags[0].People.Length));
        Assert.Empty(CascadeFlags.Of([Fact("p1", answers: "abaaa"), Fact("p2", answers: "abaaa")], [])); // one shared mistake may be what the session taught
        Assert.Empty(CascadeFlags.Of([Fact("p1", answers: "aaaaa"), Fact("p2", answers: "aaaaa")], [])); // right answers are alike by nature
        Assert.Empty(CascadeFlags.Of([Fact("p1", answers: "bbb"), Fact("p2", answers: "bbb")], [])); // too few questions in common
        Assert.Empty(CascadeFlags.Of([Fact("p1", answers: "abbaa"), Fact("p2", answers: "abbaa", session: Two)], []));
    }

    [Fact]
    public void More_than_forty_people_in_a_session_are_worth_a_question()
    {
        Assert.Empty(CascadeFlags.Of([], [(One, 40)]));
        Assert.Equal(41, Assert.Single(CascadeFlags.Of([], [(One, 41), (One, 41)])).Number);
    }

    [Fact]
    public void Order_and_repetition_of_the_facts_change_nothing()
    {
        var facts = Enumerable.Range(1, 8).Select(i => Fact($"p{i}", minutes: i % 3, device: "d1", answers: i % 2 == 0 ? "abbaa" : "aabba") with { CheckedAt = Ten.AddMinutes(i % 3).AddSeconds(4) }).ToList();
        var flags = CascadeFlags.Of(facts, [(One, 50), (Two, 60)]);
        var again = CascadeFlags.Of(facts.Concat(facts).Reverse(), [(Two, 60), (One, 50), (One, 50)]);
        Assert.Equal(flags.Select(flag => (flag.Key, flag.Number)), again.Select(flag => (flag.Key, flag.Number)));
        Assert.Equal(flags.Length, flags.Select(flag => flag.Key).Distinct().Count());
    }

    private static ConfirmationFact Fact(string person, double minutes = 0, string? device = null, string answers = "", CascadeSessionId? session = null) => new(
        session ?? One, P(person), "link", device, Ten.AddMinutes(minutes), null,
        [.. answers.Select((option, i) => new JudgedAnswer($"LM-Q0{i}", null, $"{option}", option == 'a'))]);
}
