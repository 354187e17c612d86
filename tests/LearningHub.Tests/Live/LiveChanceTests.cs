using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Journal;
using LearningHub.Web.Live;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveKinds;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>What stays true whatever a room does. A failure prints the seed and the shortest run that shows it.</summary>
public sealed class LiveChanceTests
{
    private const int People = 6;

    [Fact]
    public void A_tally_is_the_number_of_distinct_people_who_answered_in_time_and_of_hands() => Always(run =>
    {
        foreach (var planned in run.State.Plan.Where(planned => planned.Kind is ActivityKind.SingleChoice or ActivityKind.Poll or ActivityKind.TrueFalse))
        {
            var people = run.Events.OfType<AnswerRecorded>().Where(answer => answer.Activity == planned.Id && answer.Timing == AnswerTiming.InTime).Select(answer => answer.Learner).Distinct().Count();
            var hands = run.Events.OfType<HandsCounted>().LastOrDefault(counted => counted.Activity == planned.Id)?.Hands.Values.Sum() ?? 0;
            Assert.Equal(people + hands, run.State.Counts(planned).Values.Sum());
            Assert.Equal(people + hands, run.State.AnsweredInTime(planned.Id));
        }
    });

    [Fact]
    public void Nobody_answers_a_question_twice_and_no_answer_is_shifted_to_another_question() => Always(run =>
    {
        var answers = run.Events.OfType<AnswerRecorded>().ToList();
        Assert.Equal(answers.Count, answers.DistinctBy(answer => (answer.Learner, answer.Activity)).Count());
        foreach (var answer in answers)
        {
            Assert.Equal(IdFor(answer.Learner, answer.Activity), answer.AnswerId);
            Assert.Contains(answer.Activity, run.State.Asked);
            Assert.Equal(answer.AnswerId, run.State.AnswersTo(answer.Activity)[answer.Learner].AnswerId);
        }
    });

    [Fact]
    public void Only_the_host_closes_a_question() => Always(run =>
    {
        foreach (var (command, events) in run.Steps)
            if (command is LiveCommand.Answer or LiveCommand.Join or LiveCommand.CountHands or LiveCommand.SetTimer or LiveCommand.Add or LiveCommand.HideText or LiveCommand.ShowTeams)
                Assert.DoesNotContain(events, @event => @event is ActivityClosed or ActivityOpened or ResultsRevealed or SessionEnded);
    });

    /// <summary>As the journal keeps the events, with what was typed beside them.</summary>
    [Fact]
    public void Replaying_what_was_kept_gives_the_same_room() => Always(run =>
    {
        var texts = run.Events.Select(LiveTexts.Split).Select(split => split.Text).OfType<LiveText>().ToDictionary(text => text.Id, text => text.Lines);
        var replayed = run.Events
            .Select(@event => JsonSerializer.Deserialize<LiveEvent>(JsonSerializer.Serialize(LiveTexts.Split(@event).Kept, JournalJson.Options), JournalJson.Options)!)
            .Select(@event => LiveTexts.Join(@event, id => texts.TryGetValue(id, out var lines) ? lines : null))
            .Aggregate(LiveState.Initial, LiveSession.Evolve);
        Assert.Equal(Json(run.State.Record()), Json(replayed.Record()));
        Assert.Equal(Json(run.State.SnapshotForHost(Ten)), Json(replayed.SnapshotForHost(Ten)));
        Assert.Equal(Json(run.State.Held()), Json(replayed.Held()));
        Assert.Equal((run.State.Phase, run.State.Current, run.State.EndsAt, run.State.NextStep()), (replayed.Phase, replayed.Current, replayed.EndsAt, replayed.NextStep()));
        foreach (var person in Everybody) Assert.Equal(Json(run.State.SnapshotFor(person, Ten)), Json(replayed.SnapshotFor(person, Ten)));
    });

    [Fact]
    public void What_was_not_revealed_is_in_no_picture_and_no_message() => Always(run =>
    {
        var state = LiveState.Initial;
        var version = 0L;
        foreach (var @event in run.Events)
        {
            state = LiveSession.Evolve(state, @event);
            version++;
            LearnerId?[] eyes = [null, Amina, Binta];
            var seen = eyes.Select(eye => Json(state.SnapshotFor(eye, Ten)) + (eye is { } person ? Json(state.MissedBy(person)) : "")).ToList();
            if (state.MessageFor(@event, version, Ten) is { } message) seen.Add(Json<object>(message));
            var shown = state.CurrentActivity is { } current && state.Revealed.Contains(current.Id);
            foreach (var text in seen)
            {
                Assert.DoesNotContain("SECRET note", text, StringComparison.Ordinal);
                Assert.DoesNotContain("bank-", text, StringComparison.Ordinal); // an option's id in the bank may say which is right
                if (shown) continue;
                foreach (var secret in new[] { "SECRET", "\"right\"", "\"place\"", "\"match\"", "\"matches\"", "\"feedback\"", "\"tally\"" })
                    Assert.DoesNotContain(secret, Own(text), StringComparison.Ordinal);
            }
        }
    });

    private static readonly LearnerId[] Everybody = [.. Enumerable.Range(2, People).Select(Person)];

    /// <summary>Without the person's own answers: she may have guessed the secret.</summary>
    private static string Own(string json) => json.Replace(" secret  EMPLOYER.", "", StringComparison.Ordinal);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, LiveWire.Json);

    /// <summary>Two hundred rooms of up to two hundred commands each; every number is one command.</summary>
    private static void Always(Action<Run> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ListOf().Select(list => list.ToArray()).ToArbitrary(), numbers => holds(Run.Of(numbers)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithStartSize(5).WithEndSize(200));

    /// <summary>A room that was led by chance.</summary>
    private sealed record Run(LiveState State, IReadOnlyList<LiveEvent> Events, IReadOnlyList<(LiveCommand Command, IReadOnlyList<LiveEvent> Events)> Steps)
    {
        public static Run Of(int[] numbers)
        {
            var (state, steps) = (LiveState.Initial, new List<(LiveCommand, IReadOnlyList<LiveEvent>)>());
            foreach (var command in numbers.Select((number, i) => Command(number, i)).Prepend(new LiveCommand.Start(Labour, All, Host, "K7P2QM", Ten)))
            {
                var decision = LiveSession.Decide(command, state);
                if (decision.Refusal is { } refusal) Assert.StartsWith("live.", refusal.Code, StringComparison.Ordinal);
                state = decision.Events.Aggregate(state, LiveSession.Evolve);
                steps.Add((command, decision.Events));
            }

            return new(state, [.. steps.SelectMany(step => step.Item2)], steps);
        }

        private static LiveCommand Command(int number, int place)
        {
            var (kind, rest) = (number % 24, number / 24);
            var (person, planned) = (Everybody[rest % People], All[rest / People % All.Length]);
            var id = IdFor(person, planned.Id);
            return kind switch
            {
                0 or 1 => new LiveCommand.Join(person, Ten, rest % 3 == 0 ? 4 : 1),
                2 or 3 => new LiveCommand.Open(planned.Id, Ten),
                4 or 5 => new LiveCommand.Next(Ten),
                6 => new LiveCommand.Close(Ten),
                7 => new LiveCommand.Reveal(Ten),
                8 => new LiveCommand.Talk(Ten),
                9 => new LiveCommand.CountHands(planned.Id, System.Collections.Immutable.ImmutableSortedDictionary<string, int>.Empty.Add("a", rest % 5).Add("b", rest % 3), Ten),
                10 => new LiveCommand.SetTimer(rest % 2 == 0 ? null : Ten.AddSeconds(rest % 100), Ten),
                11 => new LiveCommand.HideText(planned.Id, id, rest % 2 == 0, Ten),
                12 => new LiveCommand.ShowTeams(rest % 2 == 0, Ten),
                13 => new LiveCommand.Add(planned with { Id = $"made-{rest % 4}", SecondVoteOf = null }, new Guid(place, 0, 0, new byte[8]), Ten),
                14 when rest % 40 == 0 => new LiveCommand.End(Ten),
                15 => Answer(person, planned, new(["zz"], Number: -1, Text: "", Order: [])),
                16 => Answer(person, planned, Right(planned)) with { Mode = AnswerMode.Paper },
                < 20 => Answer(person, planned, Right(planned)),
                _ => Answer(person, planned, Other(planned)),
            };
        }
    }
}
