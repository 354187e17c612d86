using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>One activity of every kind, and how a story opens and answers it. What must not travel before the reveal says SECRET or is 4711.</summary>
internal static class LiveKinds
{
    public static readonly PlannedActivity OneRight = Choice("single", ActivityKind.SingleChoice, "a");
    public static readonly PlannedActivity Multiple = Choice("multiple", ActivityKind.MultipleChoice, "ac") with { Most = 4 };
    public static readonly PlannedActivity Truth = new("truth", ActivityKind.TrueFalse, "A delayed fee is a fee.", [Option("a", true), Option("b", false)]);
    public static readonly PlannedActivity Poll = Choice("poll", ActivityKind.Poll, "");
    public static readonly PlannedActivity Scale = new("scale", ActivityKind.Scale, "How sure are you?", []) { Range = new(1, 5, "not at all", "fully") };

    public static readonly PlannedActivity Number = new("number", ActivityKind.Numeric, "How many days?", [Option("a", true) with { Text = "SECRET number" }])
    {
        Range = new(0, 10_000, Unit: "days"), Number = new(4711, 10),
    };

    public static readonly PlannedActivity Text = new("text", ActivityKind.ShortText, "Who pays?",
        [new("a", "a", "SECRET employer", true, "SECRET: the employer pays."), new("b", "b", "SECRET the company", true, null)]);

    public static readonly PlannedActivity Opinion = new("opinion", ActivityKind.ShortText, "What surprised you?", []);
    public static readonly PlannedActivity Words = new("words", ActivityKind.WordCloud, "Three words", []) { Most = 3 };
    public static readonly PlannedActivity Ranking = Choice("ranking", ActivityKind.Ranking, "");

    public static readonly PlannedActivity Ordering = new("ordering", ActivityKind.Ordering, "What comes first?",
        [Option("a", true) with { Place = 3 }, Option("b", true) with { Place = 1 }, Option("c", true) with { Place = 2 }]);

    public static readonly PlannedActivity Matching = new("matching", ActivityKind.Matching, "Who does what?",
        [Option("a", true) with { Match = "2" }, Option("b", true) with { Match = "3" }, Option("c", true) with { Match = "1" }])
    {
        Choices = [new("1", "one"), new("2", "two"), new("3", "three")],
    };

    public static readonly PlannedActivity Takeaways = Choice("takeaways", ActivityKind.Takeaways, "") with { Most = 3 };
    public static readonly PlannedActivity Priorities = Choice("priorities", ActivityKind.Priorities, "") with { Most = 2 };
    public static readonly PlannedActivity Points = new("points", ActivityKind.Points, "A lesson", []) { Points = ["The first point."], Link = "/modules/labour-mobility/fees" };
    public static readonly PlannedActivity Card = new("card", ActivityKind.Talk, "Look up and listen.", []) { Note = "SECRET note for the host" };
    public static readonly PlannedActivity Case = new("case", ActivityKind.Case, "The case", []);
    public static readonly PlannedActivity Questions = new("questions", ActivityKind.Questions, "What would you like to ask?", []);

    /// <summary>A question with two votes.</summary>
    public static readonly PlannedActivity Peer = Choice("peer", ActivityKind.SingleChoice, "a") with { Message = "KM1" };

    public static readonly PlannedActivity PeerAgain = Peer with { Id = "peer-2", SecondVoteOf = "peer" };

    public static readonly ImmutableArray<PlannedActivity> All =
        [OneRight, Multiple, Truth, Poll, Scale, Number, Text, Opinion, Words, Ranking, Ordering, Matching, Takeaways, Priorities, Points, Card, Case, Questions, Peer, PeerAgain];

    /// <summary>A right answer, or any where nothing is right or wrong.</summary>
    public static LiveResponse Right(PlannedActivity planned) => planned.Kind switch
    {
        ActivityKind.Numeric => new(Number: 4711),
        ActivityKind.Scale => new(Number: 4),
        ActivityKind.ShortText => new(Text: " secret  EMPLOYER. "),
        ActivityKind.WordCloud => new(Text: "rights\nwork"),
        ActivityKind.Ranking => new(Order: ["d", "c", "b", "a"]),
        ActivityKind.Ordering => new(Order: ["b", "c", "a"]),
        ActivityKind.Matching => new(Order: ["2", "3", "1"]),
        _ => new([.. planned.Options.Where(option => option.Right || !planned.IsJudged).Take(planned.Most).Select(option => option.Id)]),
    };

    /// <summary>Another answer; wrong where anything can be.</summary>
    public static LiveResponse Other(PlannedActivity planned) => planned.Kind switch
    {
        ActivityKind.Numeric => new(Number: 12),
        ActivityKind.Scale => new(Number: 1),
        ActivityKind.ShortText => new(Text: "the worker"),
        ActivityKind.WordCloud => new(Text: "Rights"),
        ActivityKind.Ranking or ActivityKind.Ordering => new(Order: [.. planned.Options.Select(option => option.Id)]),
        ActivityKind.Matching => new(Order: ["1", "2", "3"]),
        _ => new(["b"]),
    };

    public static Story<LiveState, LiveCommand, LiveEvent> Session => new(LiveSession.Rules);

    public static LiveState After(params LiveEvent[] events) => events.Aggregate(LiveState.Initial, LiveSession.Evolve);

    /// <summary>A session whose plan is these activities.</summary>
    public static LiveEvent StartedWith(params PlannedActivity[] plan) => new SessionStarted(Labour, [.. plan], Host, "K7P2QM", Ten);

    /// <summary>Amina and Binta are in, and this activity alone is open.</summary>
    public static LiveEvent[] Asking(PlannedActivity planned) =>
        [StartedWith(planned), AminaJoined, new ParticipantJoined(Binta, Ten), new ActivityOpened(planned.Id, Ten)];

    public static LiveCommand.Answer Answer(LearnerId learner, PlannedActivity planned, LiveResponse response) => new(learner, IdFor(learner, planned.Id), planned.Id, response, Ten);

    /// <summary>The same answer id for the same person and question.</summary>
    public static Guid IdFor(LearnerId learner, string activity) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{learner} {activity}")).AsSpan(0, 16));

    /// <summary>Carries commands out one after the other; a refusal fails the test.</summary>
    public static LiveState Do(this LiveState state, params LiveCommand[] commands)
    {
        foreach (var command in commands)
        {
            var decision = LiveSession.Decide(command, state);
            Assert.True(decision.Refusal is null, $"{command} was refused: {decision.Refusal}");
            state = decision.Events.Aggregate(state, LiveSession.Evolve);
        }

        return state;
    }

    /// <summary>Each response from another person, in time; then the result is shown.</summary>
    public static (LiveState State, LiveResult Result) Revealed(PlannedActivity planned, params LiveResponse[] responses)
    {
        var state = After(StartedWith(planned)).Do(new LiveCommand.Open(planned.Id, Ten));
        foreach (var (i, response) in responses.Index())
            state = state.Do(new LiveCommand.Join(Person(10 + i), Ten), Answer(Person(10 + i), planned, response));
        state = state.Do(new LiveCommand.Reveal(Ten));
        return (state, state.Result(planned));
    }

    private static PlannedActivity Choice(string id, ActivityKind kind, string right) =>
        new(id, kind, $"The question {id}?", [.. "abcd".Select(letter => kind.CanBeWrong() ? Option($"{letter}", right.Contains(letter, StringComparison.Ordinal)) : Option($"{letter}", false) with { Feedback = null })]);

    private static PlannedOption Option(string id, bool right) => new(id, $"bank-{id}", $"The option {id}", right, $"SECRET feedback on {id}");
}
