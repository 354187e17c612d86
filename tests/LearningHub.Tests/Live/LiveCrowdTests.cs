using System.Globalization;
using System.Text.Json.Nodes;
using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using static LearningHub.Tests.Live.LiveWallGrainTests;

namespace LearningHub.Tests.Live;

/// <summary>nextcloud/polls #1450: 120 people voted within thirty seconds, each vote made every browser ask again, and the server was down.</summary>
/// <remarks>The thirty seconds pass on the test's own clock, which is the hub's too: people vote, the clock moves on, and what they set off is waited for.
/// What is counted does not depend on how fast the machine is.</remarks>
public sealed class LiveCrowdTests : IAsyncLifetime
{
    private const int Seconds = 30;
    private const int Few = 30;
    private const int Many = 120;
    private const int Posts = 10;
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private LiveServer server = null!;

    public Task InitializeAsync() => (server = new() { OwnClock = clock }).InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task One_hundred_and_twenty_votes_in_thirty_seconds_cost_each_voter_what_thirty_cost_her()
    {
        var (few, many) = (await AnswerAsync(Few), await AnswerAsync(Many));
        Assert.Equal((0, 0), (few.News, many.News)); // each voter is told of her own vote alone
        Assert.InRange(many.BytesEach - few.BytesEach, -5, 5);
        Assert.InRange(many.BytesEach, 100, 400);
        Assert.InRange(many.ToHost, Many / 2, (4 * Seconds) + 1);
        Assert.InRange(many.ToScreen, Many / 2, (4 * Seconds) + 1);
    }

    [Fact]
    public async Task Twelve_hundred_votes_on_a_wall_are_told_each_phone_as_often_as_three_hundred_and_in_as_many_bytes()
    {
        var (few, many) = (await SupportAsync(Few), await SupportAsync(Many));
        Assert.InRange(many.News, 1, (Seconds / 2) + 1); // one message in two seconds and phone, whatever the crowd does
        Assert.InRange(many.News - few.News, -1, 1);
        Assert.InRange(many.BytesEach / (double)few.BytesEach, 0.9, 1.1); // with 120 phones four times the bytes of 30, and not sixteen times
        Assert.InRange(many.ToHost, Seconds, (4 * Seconds) + 1);
        Assert.InRange(many.ToScreen, Seconds, (4 * Seconds) + 1);
    }

    /// <summary>People answer one question, spread evenly over the time.</summary>
    private async Task<Cost> AnswerAsync(int crowd)
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        await using var screen = await WatchAsync(room);
        var people = await room.CrowdAsync(crowd);
        await host.InvokeAsync("Next");
        await Task.WhenAll(people.Select(person => person.HearAsync("activityOpened")));
        return await CostAsync(people, host, screen, "tally", TimeSpan.FromMilliseconds(250), async (from, to) =>
        {
            foreach (var person in people[(from * crowd / (4 * Seconds))..(to * crowd / (4 * Seconds))]) Assert.Equal("accepted", await person.AnswerAsync("LM-L01", "a"));
        }, () => screen.HearAsync("tally", body => body["answered"]!.GetValue<int>() == crowd));
    }

    /// <summary>Each of the people supports each of ten questions to a panel, spread evenly over the time and the questions.</summary>
    private async Task<Cost> SupportAsync(int crowd)
    {
        var room = await server.StartSessionAsync(Panel, LiveServer.Question(1));
        await using var host = await room.HostAsync();
        await using var screen = await WatchAsync(room);
        await host.InvokeAsync("Open", Panel.Id);
        await host.InvokeAsync("ShowAtOnce", Panel.Id, true);
        var people = await room.CrowdAsync(crowd);
        for (var i = 0; i < Posts; i++) await people[i].InvokeAsync("Post", $"post {i}", Panel.Id, string.Create(CultureInfo.InvariantCulture, $"Question {i}"), false);
        clock.Advance(TimeSpan.FromSeconds(2));
        foreach (var client in people.Append(host).Append(screen)) await client.HearAsync("postsChanged", body => body["posts"]!.AsArray().Count == Posts);
        var cost = await CostAsync(people, host, screen, "postsChanged", TimeSpan.FromMilliseconds(500), async (from, to) =>
            await Task.WhenAll(Enumerable.Range(from * crowd * Posts / (2 * Seconds), (to - from) * crowd * Posts / (2 * Seconds)).Select(async vote =>
            {
                var (round, person) = Math.DivRem(vote, crowd);
                var reply = await people[person].InvokeAsync("Support", Panel.Id, string.Create(CultureInfo.InvariantCulture, $"post {(round + person) % Posts}"), true);
                Assert.Equal("accepted", reply!["status"]!.GetValue<string>());
            })), () => Task.WhenAll(people.Select(person => person.HearAsync("postsChanged", HoldsTheLastVote))));
        Assert.Equal(crowd * Posts, (await server.Grain(room.Session).Wall(Panel.Id, null, asHost: false)).Wall!.Posts.Sum(post => post.Votes));
        return cost;

        bool HoldsTheLastVote(JsonNode body) => body["posts"]!.AsArray().Any(post => post!["text"]!.GetValue<string>() == $"Question {Posts - 2}" && post["votes"]!.GetValue<int>() == crowd);
    }

    /// <summary>Thirty seconds of votes, and what they made the hub send.</summary>
    /// <param name="vote">Lets people vote whose turn is between two steps of the time.</param>
    /// <param name="heard">Completes when the last of it has arrived.</param>
    private async Task<Cost> CostAsync(LiveClient[] people, LiveClient host, LiveClient screen, string message, TimeSpan step, Func<int, int, Task> vote, Func<Task> heard)
    {
        var before = (News: people[0].Heard.Count, Bytes: people.Sum(person => person.Bytes), Host: Count(host, message), Screen: Count(screen, message));
        for (var at = 0; at < TimeSpan.FromSeconds(Seconds) / step; at++)
        {
            var told = Count(host, message);
            await vote(at, at + 1);
            clock.Advance(step);
            if (people.Length == Many) await host.HearAsync(message, _ => Count(host, message) > told); // somebody has voted in every step
        }

        clock.Advance(TimeSpan.FromSeconds(2));
        await heard();
        Assert.All(people, person => Assert.Equal(people[0].Heard.Count, person.Heard.Count));
        return new(people[0].Heard.Count - before.News, (people.Sum(person => person.Bytes) - before.Bytes) / people.Length, Count(host, message) - before.Host, Count(screen, message) - before.Screen);
    }

    private static int Count(LiveClient client, string message) => client.Heard.Count(heard => heard.Name == message);

    private async Task<LiveClient> WatchAsync(LiveRoomUnderTest room)
    {
        var screen = await server.ConnectAsync();
        await screen.InvokeAsync("Watch", room.Code);
        return screen;
    }

    /// <param name="News">Messages each phone got besides the answers to its own calls.</param>
    /// <param name="BytesEach">Of one phone, both ways.</param>
    private sealed record Cost(int News, long BytesEach, int ToHost, int ToScreen);
}
