using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Live;

namespace LearningHub.Tests.Live;

/// <summary>The session's caretaker on a real silo and a real SQLite file.</summary>
public sealed class LiveSessionGrainTests(LiveServer server) : IClassFixture<LiveServer>
{
    /// <summary>ClassQuiz #422 and #326, at the grain; over WebSockets in <see cref="LiveRivalsTests"/>.</summary>
    [Fact]
    public async Task Five_hundred_answers_at_once_are_counted_once_each()
    {
        var room = await server.StartSessionAsync();
        var grain = server.Grain(room.Session);
        var people = Enumerable.Range(0, 500).Select(_ => new LearnerId(Guid.CreateVersion7())).ToArray();
        await Task.WhenAll(people.Select((person, i) => grain.Join(person, $"Person {i}", 1)));
        await grain.Next(Guid.NewGuid());

        // Everybody presses twice, as impatient thumbs do.
        var replies = await Task.WhenAll(people.SelectMany((person, i) =>
        {
            var (id, response) = (Guid.NewGuid(), new LiveResponse([i % 2 == 0 ? "a" : "b"]));
            return new[] { grain.Answer(person, id, "LM-L01", response, mode: null), grain.Answer(person, id, "LM-L01", response, mode: null) };
        }));

        Assert.Equal(500, replies.Count(reply => reply.Status == LiveAnswerStatus.Accepted));
        Assert.Equal(500, replies.Count(reply => reply.Status == LiveAnswerStatus.Repeated));
        var view = await grain.LookAsHost();
        Assert.Equal((500, 250, 250), (view.Tally.Answered, view.Tally.Counts!["a"], view.Tally.Counts["b"]));
        Assert.Equal(LivePhase.Open, view.Snapshot.Phase); // no count closes a question
        var recorded = (await server.HistoryAsync(room.Session)).OfType<LiveEvent.AnswerRecorded>().ToList();
        Assert.Equal((500, 500), (recorded.Count, recorded.Select(answer => answer.Learner).Distinct().Count()));
    }

    [Fact]
    public async Task A_step_that_is_sent_again_after_a_lost_reply_is_taken_once()
    {
        var room = await server.StartSessionAsync();
        var grain = server.Grain(room.Session);
        var command = Guid.NewGuid();
        var first = await grain.Next(command);
        var again = await grain.Next(command);
        Assert.True(again.Repeated);
        Assert.Equal(first.Version, again.Version);
        Assert.Equal("LM-L01", (await server.Grain(room.Session).LookAsHost()).Snapshot.Activity!.ActivityId);
    }

    [Fact]
    public async Task The_tally_is_told_at_most_four_times_a_second()
    {
        var room = await server.StartSessionAsync();
        var grain = server.Grain(room.Session);
        var ear = new Ear();
        var reference = server.Grains.CreateObjectReference<ILiveAudience>(ear);
        await grain.Subscribe(Guid.NewGuid(), reference, []);
        await grain.Next(Guid.NewGuid());
        var begun = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 100; i++) await grain.Join(new(Guid.CreateVersion7()), null, 1);
        await ear.UntilAsync(message => message is LiveMessage.TallyChanged { Joined: 100 });
        var tallies = ear.Heard.OfType<LiveMessage.TallyChanged>().Count();
        Assert.InRange(tallies, 1, (int)(begun.Elapsed.TotalSeconds * 4) + 2);
    }

    [Fact]
    public async Task A_node_that_lost_messages_finds_the_room_when_it_subscribes_again()
    {
        var room = await server.StartSessionAsync();
        var grain = server.Grain(room.Session);
        await grain.Next(Guid.NewGuid());
        var entry = await grain.Subscribe(Guid.NewGuid(), server.Grains.CreateObjectReference<ILiveAudience>(new Ear()), []);
        Assert.Equal((LivePhase.Open, "LM-L01"), (entry.Snapshot!.Phase, entry.Snapshot.Activity!.ActivityId));
        Assert.True(entry.Version >= 2);
    }

    [Fact]
    public async Task Messages_come_in_the_order_in_which_things_happened()
    {
        var room = await server.StartSessionAsync(questions: 5);
        var grain = server.Grain(room.Session);
        var ear = new Ear();
        var reference = server.Grains.CreateObjectReference<ILiveAudience>(ear);
        await grain.Subscribe(Guid.NewGuid(), reference, []);
        // Five steps at once: their appends may share a transaction, and what is told must still be in order.
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => grain.Next(Guid.NewGuid())));
        await grain.End(Guid.NewGuid());
        await ear.UntilAsync(message => message is LiveMessage.SessionEnded);
        var versions = ear.Heard.Where(message => message is not LiveMessage.TallyChanged).Select(message => message.Version).ToList();
        Assert.Equal(versions.Order(), versions);
        Assert.Equal(5, ear.Heard.OfType<LiveMessage.ActivityOpened>().Select(message => message.Activity.ActivityId).Distinct().Count());
    }

    /// <summary>An audience that remembers what it was told.</summary>
    private sealed class Ear : ILiveAudience
    {
        private readonly Lock gate = new();
        private readonly List<LiveMessage> heard = [];
        private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<LiveMessage> Heard
        {
            get { lock (gate) return [.. heard]; }
        }

        public Task Tell(LiveMessage message)
        {
            TaskCompletionSource waiting;
            lock (gate)
            {
                heard.Add(message);
                (waiting, news) = (news, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            waiting.SetResult();
            return Task.CompletedTask;
        }

        public async Task UntilAsync(Func<LiveMessage, bool> wanted)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                Task more;
                lock (gate)
                {
                    if (heard.Any(wanted)) return;
                    more = news.Task;
                }

                await more.WaitAsync(patience.Token);
            }
        }
    }
}
