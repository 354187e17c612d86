using System.Text.Json.Nodes;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Common;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Tests.Live;

/// <summary>What bad input gets: a clear word, nothing stored, and a room that goes on.</summary>
public sealed class LiveMisuseTests(LiveServer server) : IClassFixture<LiveServer>
{
    [Theory]
    [InlineData("ZZZZZZ")]
    [InlineData("not a code")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_unknown_code_opens_nothing(string? code)
    {
        await using var client = await server.ConnectAsync();
        Assert.Equal("live.unknown-code", Code(await client.InvokeAsync("Join", code, "Amina", null)));
        Assert.Equal("live.unknown-code", Code(await client.InvokeAsync("Watch", code)));
    }

    [Fact]
    public async Task A_code_of_something_else_or_of_yesterday_opens_no_room()
    {
        await using var client = await server.ConnectAsync();
        var workshop = await server.Grains.ClaimCodeAsync(new JoinCodeTarget.Workshop(new(Guid.NewGuid())), DateTimeOffset.UtcNow.AddHours(1));
        Assert.Equal("live.unknown-code", Code(await client.InvokeAsync("Join", workshop, "Amina", null)));
    }

    [Fact]
    public async Task A_name_must_be_a_name()
    {
        var room = await server.StartSessionAsync();
        await using var client = await server.ConnectAsync();
        Assert.Equal("identity.name-too-long", Code(await client.JoinAsync(room.Code, new('x', 10_000))));
        Assert.Equal("identity.name-missing", Code(await client.JoinAsync(room.Code, "\u200B\u202E  ")));
        Assert.Equal("identity.name-missing", Code(await client.JoinAsync(room.Code, null)));
        Assert.DoesNotContain(await server.HistoryAsync(room.Session), e => e is LiveEvent.ParticipantJoined);
        Assert.Null(Code(await client.JoinAsync(room.Code, "Amina"))); // the same connection is none the worse
    }

    /// <summary>open-kahoot: whoever knew another player's id could take her place, and every player was sent all ids.</summary>
    [Fact]
    public async Task A_claim_is_good_for_one_person_and_one_session()
    {
        var (room, other) = (await server.StartSessionAsync(), await server.StartSessionAsync());
        var (amina, claim) = await room.JoinAsync("Amina");
        await using var _ = amina;
        var id = (await amina.JoinAsync(room.Code, null, claim))["participantId"]!.GetValue<string>();
        await using var thief = await server.ConnectAsync();
        foreach (var wrong in new[] { id, claim[..^1] + (claim[^1] == 'A' ? 'B' : 'A'), room.HostClaim, other.HostClaim, "x", new('A', 5_000) })
            Assert.Equal("live.claim-not-known", Code(await thief.JoinAsync(room.Code, "Amina", wrong)));
        Assert.Equal("live.claim-not-known", Code(await thief.JoinAsync(other.Code, null, claim)));
        Assert.Equal("refused", await thief.AnswerAsync("LM-L01", "a"));
    }

    [Fact]
    public async Task Two_people_on_two_phones_never_answer_for_each_other()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        await host.InvokeAsync("Next");
        var (amina, _) = await room.JoinAsync("Amina");
        var (binta, _) = await room.JoinAsync("Binta");
        await using var a = amina;
        await using var b = binta;
        var answerId = Guid.NewGuid().ToString();
        Assert.Equal("accepted", await amina.AnswerAsync("LM-L01", "a", answerId));
        Assert.Equal("accepted", await binta.AnswerAsync("LM-L01", "b", answerId)); // an id seen elsewhere is no key to anything
        var answers = (await server.HistoryAsync(room.Session)).OfType<LiveEvent.AnswerRecorded>().ToList();
        Assert.Equal(2, answers.Select(answer => answer.Learner).Distinct().Count());
    }

    [Fact]
    public async Task Two_phones_that_made_the_same_answer_id_both_keep_what_they_typed()
    {
        var room = await server.StartSessionAsync(LiveKinds.Opinion, LiveKinds.Words);
        await using var host = await room.HostAsync();
        var (amina, claim) = await room.JoinAsync("Amina");
        var (binta, _) = await room.JoinAsync("Binta");
        await using var a = amina;
        await using var b = binta;
        foreach (var (activity, text) in new[] { ("opinion", "The fee"), ("words", "rights") })
        {
            await host.InvokeAsync("Next");
            foreach (var phone in new[] { amina, binta })
                Assert.Equal("accepted", (await phone.InvokeAsync("Answer", "the same id", activity, new { text }))!["status"]!.GetValue<string>());
        }

        Assert.Equal(4, await server.QueryAsync(db => db.LiveTexts.CountAsync(row => row.SessionId == room.Session.Value)));
        var answers = (await amina.JoinAsync(room.Code, null, claim))["snapshot"]!["answers"]!;
        Assert.Equal(("The fee", "rights"), (answers["opinion"]!["text"]!.GetValue<string>(), answers["words"]!["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Only_the_host_leads()
    {
        var owner = new LearnerId(Guid.NewGuid());
        var room = await server.StartSessionAsync(host: owner);
        var (amina, claim) = await room.JoinAsync("Amina");
        await using var _ = amina;
        foreach (var step in new[] { "Close", "Reveal", "Next", "End" }) Assert.Equal("live.not-host", Code(await amina.InvokeAsync(step)));
        Assert.Equal("live.not-host", Code(await amina.InvokeAsync("Open", "LM-L01")));
        Assert.Equal("live.not-host", Code(await amina.InvokeAsync("Host", room.Session.ToString(), claim)));
        Assert.Equal("live.not-host", Code(await amina.InvokeAsync("Host", "nonsense", null)));
        Assert.Equal("live.not-host", Code(await amina.InvokeAsync("Host", Guid.NewGuid().ToString(), null)));

        await using var stranger = await server.ConnectAsync(("Person", $"{Guid.NewGuid()};facilitator"));
        Assert.Equal("live.not-host", Code(await stranger.InvokeAsync("Host", room.Session.ToString(), null)));
        await using var learner = await server.ConnectAsync(("Person", owner.ToString()));
        Assert.Equal("live.not-host", Code(await learner.InvokeAsync("Host", room.Session.ToString(), null)));
        await using var facilitator = await server.ConnectAsync(("Person", $"{owner};facilitator"));
        Assert.Null(Code(await facilitator.InvokeAsync("Host", room.Session.ToString()))); // the claim may be left out
        Assert.Null(Code(await facilitator.InvokeAsync("Next")));
    }

    [Fact]
    public async Task Answers_that_make_no_sense_are_refused_with_a_reason()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        await host.InvokeAsync("Next");
        var (amina, _) = await room.JoinAsync("Amina");
        await using var _ = amina;
        foreach (var (activity, response, code) in new (string?, object?, string)[]
        {
            ("LM-L02", new { options = new[] { "a" } }, "live.question-not-asked"),
            ("LM-L99", new { options = new[] { "a" } }, "live.question-not-asked"),
            (null, new { options = new[] { "a" } }, "live.question-not-asked"),
            ("LM-L01", new { options = new[] { "z" } }, "live.no-such-option"),
            ("LM-L01", new { options = Array.Empty<string>() }, "live.one-option"),
            ("LM-L01", new { options = new[] { "a", "b" } }, "live.one-option"),
            ("LM-L01", new { number = 4 }, "live.one-option"),
            ("LM-L01", null, "live.one-option"),
            ("LM-L01", new { options = new[] { new string('a', 20_000) } }, "live.one-option"),
        })
        {
            var reply = await amina.InvokeAsync("Answer", Guid.NewGuid(), activity, response);
            Assert.Equal(("refused", code), (reply!["status"]!.GetValue<string>(), reply["code"]!.GetValue<string>()));
        }

        Assert.Equal("refused", await amina.AnswerAsync("LM-L01", "a", ""));
        Assert.DoesNotContain(await server.HistoryAsync(room.Session), e => e is LiveEvent.AnswerRecorded);
        Assert.Equal("accepted", await amina.AnswerAsync("LM-L01", "a", "any text will do"));
    }

    [Fact]
    public async Task Malformed_messages_leave_connection_and_room_unharmed()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        var (rude, _) = await room.JoinAsync("Rude");
        var (amina, _) = await room.JoinAsync("Amina");
        await using var a = rude;
        await using var b = amina;
        foreach (var text in new[] { "nonsense", "{", "[]", "{\"type\":1}", "{\"type\":\"x\"}", "{\"type\":99}", "{\"type\":1,\"target\":5,\"arguments\":{}}", "\"\u202E\"", "null", "{\"type\":1,\"target\":\"Answer\",\"arguments\":[{}]}" })
            await rude.SendTextAsync(text);
        await rude.HearAsync("problem");
        await Assert.ThrowsAsync<LiveCallException>(() => rude.InvokeAsync("NoSuchMethod"));
        await Assert.ThrowsAsync<LiveCallException>(() => rude.InvokeAsync("Answer", 1, 2, 3, 4));
        await Assert.ThrowsAsync<LiveCallException>(() => rude.InvokeAsync("Answer", "id", "LM-L01", "not an object"));
        await host.InvokeAsync("Next");
        Assert.Equal("accepted", await rude.AnswerAsync("LM-L01", "a"));
        Assert.Equal("accepted", await amina.AnswerAsync("LM-L01", "a"));
    }

    [Fact]
    public async Task A_message_that_is_too_large_ends_its_own_connection_alone()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        var (rude, claim) = await room.JoinAsync("Rude");
        var (amina, _) = await room.JoinAsync("Amina");
        await using var a = rude;
        await using var b = amina;
        await rude.SendTextAsync("{\"type\":6,\"x\":\"" + new string('x', 100_000) + "\"}");
        await rude.Closed.WaitAsync(TimeSpan.FromSeconds(30));
        await host.InvokeAsync("Next");
        Assert.Equal("accepted", await amina.AnswerAsync("LM-L01", "a"));
        var (back, _) = await room.JoinAsync("", claim);
        Assert.Equal("accepted", await back.AnswerAsync("LM-L01", "a"));
        await back.DisposeAsync();
    }

    [Fact]
    public async Task Guessing_codes_ends_the_connection()
    {
        await using var guesser = await server.ConnectAsync();
        for (var i = 0; i < 25 && !guesser.Closed.IsCompleted; i++)
        {
            try
            {
                await guesser.InvokeAsync("Watch", $"ZZZZ{i:00}");
            }
            catch (Exception e) when (e is LiveCallException or System.Net.WebSockets.WebSocketException)
            {
                break;
            }
        }

        await guesser.Closed.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_ended_session_says_so()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        var (amina, claim) = await room.JoinAsync("Amina");
        await using var _ = amina;
        await host.InvokeAsync("End");
        Assert.Equal("live.session-ended", Code(await host.InvokeAsync("Next")));
        await using var late = await server.ConnectAsync();
        Assert.Equal("live.session-ended", Code(await late.JoinAsync(room.Code, "Late")));
        Assert.Equal("ended", (await late.JoinAsync(room.Code, null, claim))["snapshot"]!["phase"]!.GetValue<string>());
    }

    private static string? Code(JsonNode? reply) => reply?["refusal"]?["code"]?.GetValue<string>();
}
