using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Tests.Common;
using LearningHub.Tests.Learning;
using Microsoft.EntityFrameworkCore;
using static LearningHub.Tests.Learning.LearningHubFixture;

namespace LearningHub.Tests.Outboxes;

/// <summary>What waited on a phone arrives once, in order, for the person who did it.</summary>
public sealed class OutboxTests(LearningHubFixture fixture) : IClassFixture<LearningHubFixture>
{
    [Fact]
    public async Task A_test_that_was_taken_without_a_link_counts_once_however_often_it_is_sent()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var packet = await amina.Http.GetFromJsonAsync<JsonElement>($"{ModuleAddress}/test/pre/packet");
            Assert.False(packet.GetProperty("begun").GetBoolean());
            Assert.DoesNotContain("\"right", packet.GetRawText(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Misconception", packet.GetRawText(), StringComparison.Ordinal);
            var attempt = packet.GetProperty("attempt").GetGuid();
            var questions = packet.GetProperty("questions").EnumerateArray().Select(question => question.GetProperty("id").GetString()!).ToList();
            object[] items =
            [
                Item(id, "test-begin", new { module = Module, occasion = "Pre", attempt }),
                .. questions.Select(question => Answer(id, attempt, question, "b")),
                Answer(id, attempt, questions[0], "a"), // she changed her mind
                Item(id, "test-finish", new { module = Module, attempt }),
            ];
            Assert.All(await SendAsync(amina, items), status => Assert.Equal("kept", status));
            Assert.All(await SendAsync(amina, items), status => Assert.Equal("repeated", status));
            var row = Assert.Single(await fixture.ReadAsync(db => db.TestAttempts.Where(row => row.LearnerId == id.Value).ToListAsync()));
            Assert.Equal((attempt, TestForm.Size), (row.Id, row.Of));
            Assert.NotNull(row.FinishedAt);
            var given = await fixture.ReadAsync(db => db.TestAnswers.Where(answer => answer.AttemptId == attempt).ToListAsync());
            Assert.Equal("a", given.Single(answer => answer.Item == questions[0]).Option);
            Assert.Equal(TestForm.Size, given.Count);
            var box = Assert.Single(await fixture.ReadAsync(db => db.Outboxes.Where(row => row.LearnerId == id.Value).ToListAsync()));
            Assert.Equal((items.Length, 0, 0), (box.Kept, box.Refused, box.Waiting));
        }
    }

    [Fact]
    public async Task A_late_repeat_of_an_earlier_answer_does_not_undo_a_later_one()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var (attempt, question) = await BeginAsync(amina);
            var (first, second) = (Answer(id, attempt, question, "a"), Answer(id, attempt, question, "b"));
            await SendAsync(amina, first, second);
            Assert.Equal(["repeated"], await SendAsync(amina, first));
            Assert.Equal("b", (await fixture.ReadAsync(db => db.TestAnswers.SingleAsync(answer => answer.AttemptId == attempt))).Option);
        }
    }

    [Fact]
    public async Task A_test_that_was_finished_elsewhere_refuses_with_a_sentence_the_same_each_time()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var (attempt, question) = await BeginAsync(amina);
            var packet = await amina.Http.GetFromJsonAsync<JsonElement>($"{ModuleAddress}/test/pre/packet");
            foreach (var asked in packet.GetProperty("questions").EnumerateArray()) await SendAsync(amina, Answer(id, attempt, asked.GetProperty("id").GetString()!, "a"));
            await SendAsync(amina, Item(id, "test-finish", new { module = Module, attempt }));
            var late = Answer(id, attempt, question, "b");
            for (var i = 0; i < 2; i++)
            {
                var verdict = (await PostAsync(amina, [late])).Outcomes[0];
                Assert.Equal("refused", verdict.GetProperty("status").GetString());
                Assert.StartsWith("This test is finished", verdict.GetProperty("message").GetString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Messages_said_aloud_and_a_question_without_her_name_arrive_once()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var question = Guid.NewGuid();
            object[] items =
            [
                Item(id, "rehearse", new Dictionary<string, string> { ["module"] = Module, ["ready-FW-M1"] = "yes", ["words-FW-M1"] = "Nobody pays to work.", ["ready-FW-M2"] = "not-yet" }),
                Item(id, "ask", new { module = Module, lesson = fixture.Content.Lessons[0].Id, question, nameless = "true", text = "Who pays the broker?" }),
            ];
            Assert.Equal(["kept", "kept"], await SendAsync(amina, items));
            Assert.Equal(["repeated", "repeated"], await SendAsync(amina, items));
            var said = await fixture.ReadAsync(db => db.Rehearsals.Where(row => row.LearnerId == id.Value).OrderBy(row => row.Message).ToListAsync());
            Assert.Equal([("FW-M1", true), ("FW-M2", false)], said.Select(row => (row.Message, row.Ready)));
            Assert.Equal("Nobody pays to work.", (await fixture.ReadAsync(db => db.OwnWords.SingleAsync(row => row.LearnerId == id.Value))).Text);
            Assert.Equal(question, (await fixture.ReadAsync(db => db.LessonQuestions.SingleAsync())).Id);
            Assert.Contains("Who pays the broker?", (await amina.OpenAsync(LessonAddress)).Text, StringComparison.Ordinal);
            Assert.Equal(["refused", "refused"], await SendAsync(amina, Item(id, "rehearse", new { module = "no-such@1" }), Item(id, "ask", new { module = Module, lesson = "no-such", question, text = "Where?" })));
        }
    }

    [Fact]
    public async Task Nothing_is_taken_under_another_persons_sign_in()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        var (other, otherId, _) = await fixture.Hub.LearnerAsync("Chantal");
        using var _ = amina;
        using var __ = other;
        using var visitor = fixture.Hub.NewBrowser();
        var read = Item(id, "read", new { module = Module, lesson = "no-such-lesson" });
        Assert.Equal(["waits"], await SendAsync(other, read));
        Assert.Equal(["waits"], await SendAsync(visitor, read));
        Assert.Equal(["refused"], await SendAsync(amina, read));
        Assert.Empty(await fixture.ReadAsync(db => db.Outboxes.Where(row => row.LearnerId == otherId.Value).ToListAsync()));
    }

    [Fact]
    public async Task One_that_can_not_be_decided_stops_its_own_stream_alone()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var statuses = await SendAsync(
                amina,
                new { id = Guid.NewGuid(), kind = "read", stream = "a", who = Guid.NewGuid().ToString(), at = "", body = new { } },
                new { id = Guid.NewGuid(), kind = "read", stream = "a", who = id.ToString(), at = "", body = new { module = Module, lesson = "x" } },
                new { id = Guid.NewGuid(), kind = "read", stream = "b", who = id.ToString(), at = "", body = new { module = Module, lesson = "x" } });
            Assert.Equal(["waits", "waits", "refused"], statuses);
            Assert.Equal(1, (await fixture.ReadAsync(db => db.Outboxes.SingleAsync(row => row.LearnerId == id.Value))).Waiting);
        }
    }

    [Fact]
    public async Task Rubbish_is_refused_item_by_item_and_as_a_whole()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            Assert.Equal(["refused", "refused", "refused", "refused", "refused"], await SendAsync(
                amina,
                new { id = "not an id", kind = "read", who = id.ToString(), body = new { } },
                new { id = Guid.NewGuid(), kind = "no-such-kind", who = id.ToString(), body = new { } },
                new { id = Guid.NewGuid(), kind = "pledge", who = "", body = new { } },
                new { id = Guid.NewGuid(), kind = "session", who = id.ToString(), stream = "s", body = "text" },
                new { id = Guid.NewGuid(), kind = "coupon", who = "", stream = "c", body = new { code = 7, answers = "x" } }));
            foreach (var wrong in (string[])["", "[]", "{\"items\":[null]}", "{\"items\":7}"])
            {
                using var response = await amina.Http.PostAsync("/outbox", new StringContent(wrong, System.Text.Encoding.UTF8, "application/json"));
                Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            }

            using var form = await amina.Http.PostAsync("/outbox", new FormUrlEncodedContent([KeyValuePair.Create("items", "[]")]));
            Assert.NotEqual(HttpStatusCode.OK, form.StatusCode); // another site's form can't speak for her
        }
    }

    private static string Module => $"{FairWork}";

    private static async Task<(Guid Attempt, string Question)> BeginAsync(Browser browser)
    {
        await browser.SubmitAsync(await browser.OpenAsync($"{ModuleAddress}/test/pre"), "start");
        var packet = await browser.Http.GetFromJsonAsync<JsonElement>($"{ModuleAddress}/test/pre/packet");
        Assert.True(packet.GetProperty("begun").GetBoolean());
        return (packet.GetProperty("attempt").GetGuid(), packet.GetProperty("questions")[0].GetProperty("id").GetString()!);
    }

    private static object Item(LearnerId who, string kind, object body) =>
        new { id = Guid.NewGuid(), kind, stream = $"{who}/m", who = who.ToString(), at = "2026-03-02T09:00:00Z", body };

    private static object Answer(LearnerId who, Guid attempt, string item, string option) => Item(who, "test-answer", new { attempt, item, option, sure = "true" });

    private static async Task<List<string>> SendAsync(Browser browser, params object[] items) =>
        [.. (await PostAsync(browser, items)).Outcomes.Select(outcome => outcome.GetProperty("status").GetString()!)];

    private static async Task<(JsonElement Receipt, List<JsonElement> Outcomes)> PostAsync(Browser browser, object[] items)
    {
        using var response = await browser.Http.PostAsJsonAsync("/outbox", new { items, waiting = items.Length });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var receipt = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (receipt, [.. receipt.GetProperty("outcomes").EnumerateArray()]);
    }
}
