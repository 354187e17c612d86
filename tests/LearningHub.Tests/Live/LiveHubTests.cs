using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Tests.Live;

/// <summary>The room as a client of the public protocol meets it, over real WebSockets.</summary>
public sealed class LiveHubTests(LiveServer server) : IClassFixture<LiveServer>
{
    [Fact]
    public async Task A_question_goes_round_the_room()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        var (amina, _) = await room.JoinAsync("Amina");
        await using var _ = amina;

        Assert.True((await host.InvokeAsync("Open", "LM-L01"))!["version"]!.GetValue<long>() > 0);
        var opened = await amina.HearAsync("activityOpened");
        Assert.Equal("LM-L01", opened["activity"]!["activityId"]!.GetValue<string>());
        Assert.Equal("single", opened["activity"]!["kind"]!.GetValue<string>());
        Assert.Equal(["a", "b", "c"], opened["activity"]!["options"]!.AsArray().Select(option => option!["id"]!.GetValue<string>()));

        var answerId = Guid.NewGuid().ToString();
        Assert.Equal("accepted", await amina.AnswerAsync("LM-L01", "a", answerId));
        Assert.Equal("repeated", await amina.AnswerAsync("LM-L01", "a", answerId));
        var refused = await amina.InvokeAsync("Answer", Guid.NewGuid(), "LM-L01", new { options = new[] { "b" } });
        Assert.Equal(("refused", "live.already-answered"), (refused!["status"]!.GetValue<string>(), refused["code"]!.GetValue<string>()));
        Assert.NotEmpty(refused["reason"]!.GetValue<string>());
        var tally = await host.HearAsync("tally", body => body["answered"]!.GetValue<int>() == 1);
        Assert.Equal(1, tally["counts"]!["a"]!.GetValue<int>());

        await host.InvokeAsync("Close");
        Assert.Equal(1, (await amina.HearAsync("activityClosed"))["answered"]!.GetValue<int>());
        await host.InvokeAsync("Reveal");
        var revealed = await amina.HearAsync("resultsRevealed");
        Assert.Equal("a", Assert.Single(revealed["right"]!.AsArray())!.GetValue<string>());
        Assert.Equal((1, 0), (revealed["tally"]!["a"]!.GetValue<int>(), revealed["tally"]!["c"]!.GetValue<int>()));
        Assert.Contains("employer", revealed["feedback"]!["a"]!.GetValue<string>(), StringComparison.Ordinal);

        await host.InvokeAsync("Next");
        Assert.Equal("LM-L02", (await amina.HearAsync("activityOpened", body => body["activity"]!["activityId"]!.GetValue<string>() != "LM-L01"))["activity"]!["activityId"]!.GetValue<string>());
        await host.InvokeAsync("End");
        await amina.HearAsync("sessionEnded");
        var versions = amina.Heard.Select(message => message.Body["version"]!.GetValue<long>()).ToList();
        Assert.Equal(versions.Order(), versions);
        Assert.DoesNotContain(amina.Heard, message => message.Name == "tally");
    }

    [Fact]
    public async Task A_refusal_is_said_in_the_language_of_the_connection()
    {
        await using var french = await server.ConnectAsync(("Accept-Language", "fr-SN,fr;q=0.9"));
        await using var other = await server.ConnectAsync(("Accept-Language", "sw"));
        Assert.StartsWith("Ce code", (await french.InvokeAsync("Watch", "ZZZZZZ"))!["refusal"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        var english = (await other.InvokeAsync("Watch", "ZZZZZZ"))!["refusal"]!.AsObject();
        Assert.Equal(["code", "message"], english.Select(field => field.Key));
        Assert.StartsWith("This code opens no live room.", english["message"]!.GetValue<string>(), StringComparison.Ordinal);

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/live/ZZZZZZ/state");
        asked.Headers.AcceptLanguage.ParseAdd("fr");
        using var answer = await server.Http.SendAsync(asked);
        Assert.Contains("Ce code", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acknowledged_answers_are_in_the_journal()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        await host.InvokeAsync("Next");
        var people = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => room.JoinAsync($"Person {i}")));
        Assert.All(await Task.WhenAll(people.Select(person => person.Client.AnswerAsync("LM-L01", "a"))), status => Assert.Equal("accepted", status));
        Assert.Equal(20, (await server.HistoryAsync(room.Session)).OfType<LiveEvent.AnswerRecorded>().Select(answer => answer.Learner).Distinct().Count());
        foreach (var (client, _) in people) await client.DisposeAsync();
    }

    /// <summary>ClassQuiz #301: the second time somebody came back, she was nobody.</summary>
    [Fact]
    public async Task Who_comes_back_for_the_tenth_time_is_the_same_person_with_the_same_answers()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        await host.InvokeAsync("Next");
        var (first, claim) = await room.JoinAsync("Binta");
        Assert.Equal("accepted", await first.AnswerAsync("LM-L01", "b"));
        await first.DisposeAsync();

        var participants = new HashSet<string>();
        for (var time = 2; time <= 10; time++)
        {
            await using var again = await server.ConnectAsync();
            var joined = await again.JoinAsync(room.Code.ToLowerInvariant(), null, claim);
            participants.Add(joined["participantId"]!.GetValue<string>());
            Assert.Equal(claim, joined["claim"]!.GetValue<string>());
            Assert.Equal("b", joined["snapshot"]!["answers"]!["LM-L01"]!["options"]![0]!.GetValue<string>());
            Assert.Equal("open", joined["snapshot"]!["phase"]!.GetValue<string>());
            Assert.Equal("LM-L01", joined["snapshot"]!["activity"]!["activityId"]!.GetValue<string>());
        }

        Assert.Single(participants);
        Assert.Single((await server.HistoryAsync(room.Session)).OfType<LiveEvent.ParticipantJoined>());
    }

    /// <summary>ClassQuiz #156: who was not there at the start stays outside.</summary>
    [Fact]
    public async Task Who_joins_at_question_seven_may_catch_up_on_six()
    {
        var room = await server.StartSessionAsync(questions: 8);
        await using var host = await room.HostAsync();
        for (var number = 1; number <= 7; number++) await host.InvokeAsync("Next");
        await using var late = await server.ConnectAsync();
        var joined = await late.JoinAsync(room.Code, "Chantal");
        Assert.Equal("LM-L07", joined["snapshot"]!["activity"]!["activityId"]!.GetValue<string>());
        Assert.Equal(6, joined["snapshot"]!["missed"]!.GetValue<int>());
        var missed = (await late.InvokeAsync("Missed"))!.AsArray();
        Assert.Equal(6, missed.Count);
        Assert.Equal("late", await late.AnswerAsync(missed[0]!["activityId"]!.GetValue<string>(), "a"));
        Assert.Equal("accepted", await late.AnswerAsync("LM-L07", "a"));
        Assert.Equal(5, (await late.InvokeAsync("Missed"))!.AsArray().Count);
        Assert.Equal(7, (await late.InvokeAsync("Shown"))!.AsArray().Count);
        Assert.DoesNotContain("SECRET", await server.Http.GetStringAsync(new Uri($"/live/{room.Code}/shown", UriKind.Relative)), StringComparison.Ordinal);
    }

    /// <summary>ClassQuiz drops a late answer; Rahoot counts it for the question that is open by then, in place of the real one.</summary>
    [Fact]
    public async Task An_answer_from_an_outbox_is_kept_as_late_for_its_own_question()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        await host.InvokeAsync("Next");
        var (before, claim) = await room.JoinAsync("Diane");
        await before.DisposeAsync(); // the network is lost while she thinks
        await host.InvokeAsync("Close");
        await host.InvokeAsync("Next");
        server.Clock.Advance(TimeSpan.FromMinutes(2));

        var (after, _) = await room.JoinAsync("", claim);
        await using var _ = after;
        var answerId = Guid.NewGuid().ToString();
        Assert.Equal("late", await after.AnswerAsync("LM-L01", "a", answerId));
        Assert.Equal("repeated", await after.AnswerAsync("LM-L01", "a", answerId));
        Assert.Equal("accepted", await after.AnswerAsync("LM-L02", "b")); // the open question is as free as it was
        var kept = (await server.HistoryAsync(room.Session)).OfType<LiveEvent.AnswerRecorded>().ToList();
        Assert.Equal([("LM-L01", "a", AnswerTiming.Late), ("LM-L02", "b", AnswerTiming.InTime)], kept.Select(answer => (answer.Activity, answer.Options[0], answer.Timing)));
        var closed = (await server.HistoryAsync(room.Session)).OfType<LiveEvent.ActivityClosed>().Single();
        Assert.True(kept[0].At - closed.At >= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Right_answers_never_travel_before_the_reveal()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        await using var screen = await server.ConnectAsync();
        await screen.InvokeAsync("Watch", room.Code);
        var (amina, claim) = await room.JoinAsync("Amina");
        await using var _ = amina;
        await host.InvokeAsync("Next");
        await amina.AnswerAsync("LM-L01", "b");
        await amina.JoinAsync(room.Code, null, claim);
        await host.InvokeAsync("Close");
        await host.InvokeAsync("Host", room.Session.ToString(), room.HostClaim);
        await screen.HearAsync("tally", body => body["answered"]!.GetValue<int>() == 1);
        var state = await server.Http.GetStringAsync(new Uri($"/live/{room.Code}/state", UriKind.Relative));
        foreach (var bytes in new[] { host.Received, screen.Received, amina.Received, state })
        {
            Assert.DoesNotContain("SECRET", bytes, StringComparison.Ordinal);
            Assert.DoesNotContain("\"right\"", bytes, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("counts", screen.Received + amina.Received, StringComparison.Ordinal);
        await host.InvokeAsync("Reveal");
        Assert.Contains("SECRET", (await amina.HearAsync("resultsRevealed")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_goes_to_the_people_table_and_never_to_the_journal()
    {
        var room = await server.StartSessionAsync();
        var (client, _) = await room.JoinAsync("  Émilie\u202E\u200B Uwase ");
        await client.DisposeAsync();
        var learner = (await server.HistoryAsync(room.Session)).OfType<LiveEvent.ParticipantJoined>().Single().Learner;
        Assert.Equal("Émilie Uwase", await server.QueryAsync(db => db.Users.Where(person => person.Id == learner.Value).Select(person => person.DisplayName).SingleAsync()));
        Assert.False(await server.QueryAsync(db => db.Database.SqlQuery<int>($"select count(*) as Value from journal where data like '%Uwase%'").AnyAsync(count => count > 0)));
        Assert.Equal(1, await server.QueryAsync(db => db.LiveParticipants.CountAsync(row => row.SessionId == room.Session.Value)));
    }

    [Fact]
    public async Task The_room_knows_who_is_connected()
    {
        var room = await server.StartSessionAsync();
        await using var host = await room.HostAsync();
        var (amina, claim) = await room.JoinAsync("Amina");
        var (second, _) = await room.JoinAsync("", claim);
        await host.HearAsync("tally", body => body["connected"]!.GetValue<int>() == 1 && body["joined"]!.GetValue<int>() == 1);
        await amina.DisposeAsync();
        await second.DisposeAsync();
        await host.HearAsync("tally", body => body["connected"]!.GetValue<int>() == 0 && body["joined"]!.GetValue<int>() == 1);
    }

    /// <summary>Payload bytes of ten questions on one phone. The script and the page add some 12 KB to it once.</summary>
    [Fact]
    public async Task Ten_questions_fit_the_data_budget()
    {
        var room = await server.StartSessionAsync(questions: 10);
        await using var host = await room.HostAsync();
        var (phone, _) = await room.JoinAsync("Amina");
        await using var _ = phone;
        for (var number = 1; number <= 10; number++)
        {
            var id = LiveServer.Question(number).Id;
            await host.InvokeAsync("Next");
            await phone.HearAsync("activityOpened", body => body["activity"]!["activityId"]!.GetValue<string>() == id);
            Assert.Equal("accepted", await phone.AnswerAsync(id, "a"));
            await host.InvokeAsync("Reveal");
            await phone.HearAsync("resultsRevealed", body => body["activityId"]!.GetValue<string>() == id);
        }

        Assert.InRange(phone.Bytes, 1, 18_000);
    }
}
