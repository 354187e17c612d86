using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using static LearningHub.Tests.Live.LiveWallGrainTests;

namespace LearningHub.Tests.Live;

/// <summary>Walls as a client of the public protocol meets them, over real WebSockets.</summary>
public sealed class LiveWallHubTests(LiveServer server) : IClassFixture<LiveServer>
{
    [Fact]
    public async Task A_question_waits_is_let_through_gets_votes_and_an_answer()
    {
        var (room, host) = await OpenAsync(Panel);
        await using var _ = host;
        var (amina, _) = await room.JoinAsync("Amina");
        var (binta, _) = await room.JoinAsync("Binta");
        await using var a = amina;
        await using var b = binta;
        await using var screen = await server.ConnectAsync();
        await screen.InvokeAsync("Watch", room.Code);

        var id = Guid.NewGuid().ToString();
        var posted = await amina.InvokeAsync("Post", id, Panel.Id, "How long does a SECRET permit take?", false);
        Assert.Equal(("accepted", "waiting"), (Text(posted, "status"), Text(posted, "state")));
        Assert.Equal("repeated", Text(await amina.InvokeAsync("Post", id, Panel.Id, "How long does a SECRET permit take?", false), "status"));
        var queued = await host.HearAsync("postsChanged", body => body["posts"]!.AsArray().Count == 1);
        Assert.Equal(("waiting", 1), (Text(queued["posts"]![0], "state"), queued["waiting"]!.GetValue<int>()));
        Assert.Equal("refused", Text(await binta.InvokeAsync("Support", Panel.Id, id, true), "status")); // nobody votes for what nobody sees

        await screen.HearAsync("postsChanged", body => body["waiting"]?.GetValue<int>() == 1);
        Assert.DoesNotContain("SECRET", binta.Received + screen.Received + (await GetAsync(room, "posts")).ToJsonString(), StringComparison.Ordinal);
        Assert.Null((await host.InvokeAsync("Mark", Panel.Id, id, "shown"))!["refusal"]);
        var shown = await binta.HearAsync("postsChanged", body => Text(body["posts"]![0], "state") == "shown");
        Assert.Contains("SECRET", Text(shown["posts"]![0], "text"), StringComparison.Ordinal);
        Assert.Null(shown["posts"]![0]!["name"]);
        Assert.Null(shown["waiting"]);

        Assert.Equal("accepted", Text(await binta.InvokeAsync("Support", Panel.Id, id, true), "status"));
        Assert.Equal("repeated", Text(await binta.InvokeAsync("Support", Panel.Id, id, true), "status"));
        await screen.HearAsync("postsChanged", body => body["posts"]!.AsArray().Any(post => post!["votes"]!.GetValue<int>() == 1));
        await host.InvokeAsync("Mark", Panel.Id, id, "now");
        await host.InvokeAsync("Note", Panel.Id, id, "Thirty days.");
        await host.InvokeAsync("Pin", Panel.Id, id, true);
        await host.InvokeAsync("Mark", Panel.Id, id, "answered");
        var answered = await binta.HearAsync("postsChanged", body => Text(body["posts"]![0], "note") is not null);
        Assert.Equal(("answered", "Thirty days.", true), (Text(answered["posts"]![0], "state"), Text(answered["posts"]![0], "note"), answered["posts"]![0]!["pinned"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Who_comes_back_finds_the_wall_with_what_is_her_own()
    {
        var (room, host) = await OpenAsync(Ideas);
        await using var _ = host;
        await host.InvokeAsync("ShowAtOnce", Ideas.Id, true);
        var (amina, claim) = await room.JoinAsync("Amina");
        Assert.Equal("shown", Text(await amina.InvokeAsync("Post", "idea 1", Ideas.Id, "Train inspectors", true), "state"));
        Assert.Equal("held", Text(await amina.InvokeAsync("Post", "idea 2", Ideas.Id, "Ask Mr Kamau", false), "state"));
        Assert.Equal("accepted", Text(await amina.InvokeAsync("Support", Ideas.Id, "idea 1", true), "status"));
        await amina.DisposeAsync();

        await using var again = await server.ConnectAsync();
        var wall = (await again.JoinAsync(room.Code, null, claim))["snapshot"]!["wall"]!;
        Assert.Equal(("Train inspectors", "Amina", 1), (Text(wall["posts"]![0], "text"), Text(wall["posts"]![0], "name"), wall["posts"]![0]!["votes"]!.GetValue<int>()));
        Assert.Equal((2, 1, 3), (wall["mine"]!.AsArray().Count, wall["votes"]!.AsArray().Count, wall["dots"]!.GetValue<int>()));
        Assert.Single(wall["posts"]!.AsArray());
    }

    [Fact]
    public async Task Ideas_are_grouped_and_become_a_vote()
    {
        var (room, host) = await OpenAsync(Ideas);
        await using var _ = host;
        var (amina, _) = await room.JoinAsync("Amina");
        await using var a = amina;
        await host.InvokeAsync("ShowAtOnce", Ideas.Id, true);
        foreach (var (id, text) in new[] { ("1", "Train inspectors"), ("2", "Train recruiters"), ("3", "One form for all") }) await amina.InvokeAsync("Post", id, Ideas.Id, text, false);
        await host.InvokeAsync("Place", Ideas.Id, "1", null, "Training");
        await host.InvokeAsync("Place", Ideas.Id, "2", null, "training");
        await host.InvokeAsync("Place", Ideas.Id, "3", "", "Forms");
        var told = await amina.HearAsync("postsChanged", body => body["groups"]?.AsArray().Count == 2);
        Assert.Equal(["Training", "Forms"], told["groups"]!.AsArray().Select(group => Text(group, "name")));
        await host.InvokeAsync("NameGroup", Ideas.Id, Text(told["groups"]![1], "id"), "Papers");
        Assert.Null((await host.InvokeAsync("VoteOnWall", Ideas.Id))!["refusal"]);
        await host.InvokeAsync("Next");
        var vote = (await amina.HearAsync("activityOpened", body => Text(body["activity"], "kind") == "priorities"))["activity"]!;
        Assert.Equal(["Training", "Papers"], vote["options"]!.AsArray().Select(option => Text(option, "text")));
        Assert.Equal("accepted", await amina.AnswerAsync(Text(vote, "activityId")!, "a"));
    }

    [Fact]
    public async Task Rubbish_on_a_wall_gets_a_clear_word_and_changes_nothing()
    {
        var (room, host) = await OpenAsync(Panel);
        await using var _ = host;
        var (amina, _) = await room.JoinAsync("Amina");
        var (binta, _) = await room.JoinAsync("Binta");
        await using var a = amina;
        await using var b = binta;
        await using var stranger = await server.ConnectAsync();
        Assert.Equal("live.not-joined", Text(await stranger.InvokeAsync("Post", "x", Panel.Id, "Hello", false), "code"));
        Assert.Equal("live.not-joined", Text(await stranger.InvokeAsync("Support", Panel.Id, "x", true), "code"));
        Assert.Equal("live.text-long", Text(await amina.InvokeAsync("Post", "x", Panel.Id, new string('x', 10_000), false), "code"));
        Assert.Equal("live.text-long", Text(await amina.InvokeAsync("Post", "x", Panel.Id, new string('x', 201), false), "code"));
        Assert.Equal("live.text-missing", Text(await amina.InvokeAsync("Post", "x", Panel.Id, null, null), "code"));
        foreach (var id in new[] { null, "", new string('x', 65) })
        {
            Assert.Equal("live.no-post-id", Text(await amina.InvokeAsync("Post", id, Panel.Id, "Hello", false), "code"));
            Assert.Equal("live.no-such-wall", Text(await amina.InvokeAsync("Post", "x", id, "Hello", false), "code"));
            Assert.Equal("live.no-such-post", Text(await amina.InvokeAsync("Support", Panel.Id, id, true), "code"));
        }

        Assert.Equal("live.no-such-wall", Text(await amina.InvokeAsync("Post", "x", "LM-L01", "Hello", false), "code"));
        Assert.Equal("live.no-such-post", Text(await amina.InvokeAsync("Support", Panel.Id, "nowhere", true), "code"));
        Assert.Equal("accepted", Text(await amina.InvokeAsync("Post", "x", Panel.Id, "Mine", false), "status"));
        Assert.Equal("live.post-id-taken", Text(await binta.InvokeAsync("Post", "x", Panel.Id, "Not mine", false), "code"));
        foreach (var (method, rest) in new (string, object?[])[]
                 {
                     ("Mark", [Panel.Id, "x", "shown"]), ("Pin", [Panel.Id, "x", true]), ("Note", [Panel.Id, "x", "No"]), ("Place", [Panel.Id, "x", null, "Mine"]),
                     ("NameGroup", [Panel.Id, Guid.NewGuid().ToString(), "Mine"]), ("ShowAtOnce", [Panel.Id, true]), ("VoteOnWall", [Panel.Id]),
                 })
            Assert.Equal("live.not-host", Text((await amina.InvokeAsync(method, rest))!["refusal"], "code"));
        Assert.Equal("live.no-such-mark", Text((await host.InvokeAsync("Mark", Panel.Id, "x", "sideways"))!["refusal"], "code"));
        Assert.Equal("live.no-such-group", Text((await host.InvokeAsync("Place", Panel.Id, "x", "no id", null))!["refusal"], "code"));
        Assert.Equal("live.no-such-post", Text((await host.InvokeAsync("Mark", Panel.Id, null, "shown"))!["refusal"], "code"));

        await host.InvokeAsync("Close");
        Assert.Equal("live.wall-closed", Text(await amina.InvokeAsync("Post", "y", Panel.Id, "Too late?", false), "code"));
        Assert.Equal("repeated", Text(await amina.InvokeAsync("Post", "x", Panel.Id, "Mine", false), "status")); // its reply was lost
        Assert.Single((await server.HistoryAsync(room.Session)).OfType<LiveEvent.OnWall>());
    }

    [Fact]
    public async Task The_same_goes_over_plain_http()
    {
        var (room, host) = await OpenAsync(Panel);
        await using var _ = host;
        var (amina, claim) = await room.JoinAsync("Amina");
        await using var a = amina;
        using var posted = await server.Http.PostAsJsonAsync(new Uri($"/live/{room.Code}/posts", UriKind.Relative), new { postId = "x", activityId = Panel.Id, text = "How long?", claim });
        Assert.Equal("waiting", Text(await posted.Content.ReadFromJsonAsync<JsonNode>(), "state"));
        await host.InvokeAsync("Mark", Panel.Id, "x", "shown");
        using var voted = await server.Http.PostAsJsonAsync(new Uri($"/live/{room.Code}/votes", UriKind.Relative), new { activityId = Panel.Id, postId = "x", on = true, claim });
        Assert.Equal("accepted", Text(await voted.Content.ReadFromJsonAsync<JsonNode>(), "status"));
        using var nobody = await server.Http.PostAsJsonAsync(new Uri($"/live/{room.Code}/votes", UriKind.Relative), new { activityId = Panel.Id, postId = "x", on = true });
        Assert.Equal(HttpStatusCode.Forbidden, nobody.StatusCode);
        using var late = await server.Http.PostAsJsonAsync(new Uri($"/live/{room.Code}/posts", UriKind.Relative), new { postId = "y", activityId = "nowhere", text = "How long?", claim });
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var wall = await GetAsync(room, "posts");
        Assert.Equal(("How long?", 1, true), (Text(wall["wall"]!["posts"]![0], "text"), wall["wall"]!["posts"]![0]!["votes"]!.GetValue<int>(), wall["open"]!.GetValue<bool>()));
        Assert.Null(wall["wall"]!["mine"]);
        using var none = await server.Http.GetAsync(new Uri($"/live/{room.Code}/posts?activity=nowhere", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private async Task<(LiveRoomUnderTest Room, LiveClient Host)> OpenAsync(PlannedActivity wall)
    {
        var room = await server.StartSessionAsync(wall, LiveServer.Question(1));
        var host = await room.HostAsync();
        Assert.Null((await host.InvokeAsync("Open", wall.Id))!["refusal"]);
        return (room, host);
    }

    private async Task<JsonNode> GetAsync(LiveRoomUnderTest room, string what) => (await server.Http.GetFromJsonAsync<JsonNode>(new Uri($"/live/{room.Code}/{what}", UriKind.Relative)))!;

    private static string? Text(JsonNode? node, string name) => node?[name]?.GetValue<string>();
}
