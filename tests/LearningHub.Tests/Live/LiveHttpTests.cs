using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace LearningHub.Tests.Live;

/// <summary>The room over plain HTTP with JSON, for programs and for networks that let no WebSocket through.</summary>
public sealed class LiveHttpTests(LiveServer server) : IClassFixture<LiveServer>
{
    [Fact]
    public async Task The_room_works_over_plain_HTTP()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        await host.InvokeAsync("Next");
        var joined = await PostAsync(room, "participants", new { name = "Amina" });
        var claim = joined.Body["claim"]!.GetValue<string>();
        Assert.Equal("open", joined.Body["snapshot"]!["phase"]!.GetValue<string>());
        var answer = new { answerId = "a-1", activityId = "LM-L01", response = new { options = new[] { "a" }, sure = true }, claim };
        Assert.Equal((HttpStatusCode.OK, "accepted"), Status(await PostAsync(room, "answers", answer)));
        Assert.Equal((HttpStatusCode.OK, "repeated"), Status(await PostAsync(room, "answers", answer)));
        var other = await PostAsync(room, "answers", answer with { answerId = "a-2", response = new { options = new[] { "b" }, sure = true } });
        Assert.Equal((HttpStatusCode.Conflict, "refused"), Status(other));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/live/{room.Code}/state") { Headers = { { "Authorization", $"Bearer {claim}" } } };
        using var response = await server.Http.SendAsync(request);
        var state = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.True(state["snapshot"]!["answers"]!["LM-L01"]!["sure"]!.GetValue<bool>());
        Assert.Equal(joined.Body["participantId"]!.GetValue<string>(), state["participantId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Bad_requests_get_a_4xx_and_a_reason()
    {
        var room = await server.StartSessionAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync(new Uri("/live/ZZZZZZ/state", UriKind.Relative))).StatusCode);
        var nobody = await PostAsync(room, "answers", new { answerId = "a", activityId = "LM-L01", response = new { options = new[] { "a" } } });
        Assert.Equal((HttpStatusCode.Forbidden, "live.claim-not-known"), (nobody.Status, nobody.Body["type"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Http.GetAsync(new Uri($"/live/{room.Code}/host/state", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await RawAsync(room, "{not json", "application/json"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await RawAsync(room, "answerId=a", "application/x-www-form-urlencoded"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await RawAsync(room, "{\"answerId\":\"" + new string('x', 30_000) + "\"}", "application/json"));
    }

    [Fact]
    public async Task Starting_a_session_is_for_facilitators_and_for_live_questions()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await StartAsync(null, new { module = "labour-mobility" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await StartAsync($"{Guid.NewGuid()}", new { module = "labour-mobility" })).Status);
        var facilitator = $"{Guid.NewGuid()};facilitator";
        Assert.Equal("live.no-such-module", (await StartAsync(facilitator, new { module = "astrology" })).Body["type"]!.GetValue<string>());
        Assert.Equal("live.wrong-plan", (await StartAsync(facilitator, new { module = "labour-mobility", plan = new[] { "LM-Q01" } })).Body["type"]!.GetValue<string>());
        var (status, started) = await StartAsync(facilitator, new { module = "labour-mobility" });
        Assert.Equal(HttpStatusCode.Created, status);
        await using var host = await server.ConnectAsync();
        var view = await host.InvokeAsync("Host", started["sessionId"]!.GetValue<string>(), started["hostClaim"]!.GetValue<string>());
        Assert.NotEmpty(view!["snapshot"]!["plan"]!.AsArray());
        Assert.Equal(6, started["code"]!.GetValue<string>().Length);
    }

    private static (HttpStatusCode, string) Status((HttpStatusCode Status, JsonNode Body) reply) => (reply.Status, reply.Body["status"]!.GetValue<string>());

    private async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(LiveRoomUnderTest room, string what, object body)
    {
        using var response = await server.Http.PostAsJsonAsync(new Uri($"/live/{room.Code}/{what}", UriKind.Relative), body);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private async Task<HttpStatusCode> RawAsync(LiveRoomUnderTest room, string body, string type)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await server.Http.PostAsync(new Uri($"/live/{room.Code}/answers", UriKind.Relative), content);
        return response.StatusCode;
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> StartAsync(string? person, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/live") { Content = JsonContent.Create(body) };
        if (person is not null) request.Headers.Add("Person", person);
        using var response = await server.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }
}
