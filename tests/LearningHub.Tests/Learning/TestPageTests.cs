using System.Net;
using AngleSharp.Dom;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using static LearningHub.Tests.Learning.LearningHubFixture;

namespace LearningHub.Tests.Learning;

public sealed class TestPageTests(LearningHubFixture fixture) : IClassFixture<LearningHubFixture>
{
    private const string Pre = $"{ModuleAddress}/test/pre", Post = $"{ModuleAddress}/test/post";

    [Fact]
    public async Task A_visitor_is_asked_who_they_are_before_a_test()
    {
        using var visitor = fixture.Hub.NewBrowser();
        Assert.DoesNotContain("Begin", (await visitor.OpenAsync(Pre)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_learner_takes_the_first_test_question_by_question_and_sees_every_answer_explained()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var page = await amina.SubmitAsync(await amina.OpenAsync(Pre), "start");
            for (var number = 1; number <= TestForm.Size; number++)
            {
                Assert.Contains($"Question {number} of 8. {number - 1} answered.", page.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("Misconception", page.Html, StringComparison.Ordinal);
                Assert.DoesNotContain("It is right", page.Html, StringComparison.Ordinal);
                page = await amina.SubmitAsync(page, "answer", ("Option", number <= 3 ? "b" : "a"), ("Guess", number == 8 ? "true" : "false"));
            }

            Assert.Contains("8 of 8 answered", page.Text, StringComparison.Ordinal);
            Assert.Contains("(a guess)", page.Text, StringComparison.Ordinal);
            page = await amina.SubmitAsync(page, "finish");
            Assert.Equal("3 of 8 right", page.Document.QuerySelector("h1")!.TextContent);
            Assert.Equal(24, page.Document.QuerySelectorAll(".feedback").Length);
            Assert.Equal(6, page.Document.QuerySelectorAll("tbody tr").Length);
            Assert.Empty(await fixture.ReadAsync(db => db.Qualifications.Where(row => row.LearnerId == id.Value).ToListAsync()));

            var again = await amina.OpenAsync(Pre);
            Assert.Equal(page.Path, again.Path);
        }
    }

    [Fact]
    public async Task Three_months_after_qualifying_the_home_page_and_the_module_offer_the_refresher_once()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            Assert.NotNull((await amina.SubmitAsync(await amina.OpenAsync($"{ModuleAddress}/test/month3"), "start")).Alert);
            await fixture.ReadAsync(db =>
            {
                db.Qualifications.Add(new() { LearnerId = id.Value, Module = FairWork.Module, ModuleVersion = FairWork.Version, At = DateTimeOffset.UtcNow.AddDays(-100), Via = QualificationRow.PostTest });
                return db.SaveChangesAsync();
            });
            Assert.Contains("Take the refresher", (await amina.OpenAsync("/")).Text, StringComparison.Ordinal);
            Assert.Contains("Take the refresher", (await amina.OpenAsync(ModuleAddress)).Text, StringComparison.Ordinal);
            var page = await AnswerAllAsync(amina, $"{ModuleAddress}/test/month3", "b");
            page = await amina.SubmitAsync(page, "finish");
            Assert.Contains("You still hold it", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Take the refresher", (await amina.OpenAsync(ModuleAddress)).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Take the refresher", (await amina.OpenAsync("/")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_answer_may_be_changed_until_the_end_and_the_last_one_counts()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var page = await AnswerAllAsync(amina, Pre, "a");
            page = await amina.SubmitAsync(await amina.OpenAsync($"{Pre}?question=1"), "answer", ("Option", "b"));
            page = await amina.SubmitAsync(page, "finish");
            Assert.Equal("1 of 8 right", page.Document.QuerySelector("h1")!.TextContent);
            Assert.Equal(9, await fixture.ReadAsync(db => db.Set<LearningHub.Journal.JournalRow>().CountAsync(row => row.Stream == "learner-" + id && row.Type == "learner.test-answered.v1")));
        }
    }

    [Fact]
    public async Task A_test_begun_on_one_phone_goes_on_where_it_stopped()
    {
        var (amina, _, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var page = await amina.SubmitAsync(await amina.OpenAsync(Post), "start");
            var asked = page.Document.QuerySelector("legend")!.TextContent;
            page = await amina.SubmitAsync(page, "answer", ("Option", "b"));
            Assert.Contains("Question 2 of 8", (await amina.OpenAsync(Post)).Text, StringComparison.Ordinal);
            Assert.Equal(asked, (await amina.OpenAsync($"{Post}?question=1")).Document.QuerySelector("legend")!.TextContent);
            Assert.NotNull((await amina.OpenAsync($"{Post}?question=1")).Document.QuerySelector("input[value=b][checked]"));
            Assert.Contains("1 of 8 answered", (await amina.OpenAsync($"{Post}?question=99")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_passed_post_test_qualifies_and_shows_what_changed()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            await amina.SubmitAsync(await AnswerAllAsync(amina, Pre, "a"), "finish");
            var result = await amina.SubmitAsync(await AnswerAllAsync(amina, Post, "b"), "finish");
            Assert.Contains("You are qualified to teach this module. Before the lessons you had 0 of 8.", result.Text, StringComparison.Ordinal);
            var qualified = Assert.Single(await fixture.ReadAsync(db => db.Qualifications.AsNoTracking().Where(row => row.LearnerId == id.Value).ToListAsync()));
            Assert.Equal((FairWork.Module, FairWork.Version, QualificationRow.PostTest), (qualified.Module, qualified.ModuleVersion, qualified.Via));
            Assert.Contains("Qualified", (await amina.OpenAsync(ModuleAddress)).Text, StringComparison.Ordinal);
            Assert.Contains("You are qualified to teach it.", (await amina.OpenAsync("/modules")).Text, StringComparison.Ordinal);

            var forms = await fixture.ReadAsync(db => db.TestAttempts.AsNoTracking().Where(row => row.LearnerId == id.Value).Select(row => row.Items).ToListAsync());
            Assert.Empty(forms[0].Split(' ').Intersect(forms[1].Split(' ')));
        }
    }

    [Fact]
    public async Task A_test_is_not_finished_while_a_question_is_open()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            await amina.SubmitAsync(await amina.OpenAsync(Pre), "start");
            var page = await amina.SubmitAsync(await amina.OpenAsync($"{Pre}?question=9"), "finish");
            Assert.StartsWith("Still without an answer: 1, 2, 3", page.Alert, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_result_is_shown_to_nobody_else_and_not_before_the_end()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        var (stranger, _, _) = await fixture.Hub.LearnerAsync("Somebody else");
        using (amina)
        using (stranger)
        {
            await amina.SubmitAsync(await amina.OpenAsync(Pre), "start");
            var attempt = await fixture.ReadAsync(db => db.TestAttempts.Where(row => row.LearnerId == id.Value).Select(row => row.Id).SingleAsync());
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"{ModuleAddress}/test/{attempt}")).Status);
            Assert.Equal(Pre, (await amina.OpenAsync($"{ModuleAddress}/test/{attempt}")).Path);
        }
    }

    [Fact]
    public async Task Made_up_fields_are_refused_in_words_and_keep_nothing()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var page = await amina.SubmitAsync(await amina.OpenAsync(Pre), "start");
            foreach (var option in new[] { new string('x', 10_000), "اختبار", "' or 1=1 --" })
                Assert.NotNull((await amina.SubmitAsync(page, "answer", ("Option", option))).Alert);
            Assert.NotNull((await amina.SubmitAsync(page, "answer", ("Option", "b"), ("Asked", "FW1-C1"))).Alert);
            Assert.NotNull((await amina.SubmitAsync(page, "answer", ("Option", "b"), ("Attempt", Guid.NewGuid().ToString()))).Alert);
            Assert.Equal(0, await fixture.ReadAsync(db => db.TestAnswers.CountAsync(answer => db.TestAttempts.Any(row => row.Id == answer.AttemptId && row.LearnerId == id.Value))));
        }
    }

    [Fact]
    public async Task Forms_sent_twice_lead_to_where_the_test_stands()
    {
        var (amina, id, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var start = await amina.OpenAsync(Post);
            var first = await amina.SubmitAsync(start, "start");
            var again = await amina.SubmitAsync(start, "start");
            Assert.Contains("Question 1 of 8", again.Text, StringComparison.Ordinal);

            var page = first;
            for (var number = 1; number <= TestForm.Size; number++) page = await amina.SubmitAsync(page, "answer", ("Option", "b"));
            Assert.Contains("8 of 8 answered", (await amina.SubmitAsync(first, "answer", ("Option", "b"))).Text, StringComparison.Ordinal);

            var result = await amina.SubmitAsync(page, "finish");
            Assert.Equal(result.Path, (await amina.SubmitAsync(page, "finish")).Path);
            Assert.Equal(result.Path, (await amina.SubmitAsync(first, "answer", ("Option", "a"))).Path);
            Assert.Equal(1, await fixture.ReadAsync(db => db.TestAttempts.CountAsync(row => row.LearnerId == id.Value)));
        }
    }

    private static async Task<Page> AnswerAllAsync(Browser browser, string test, string option)
    {
        var page = await browser.SubmitAsync(await browser.OpenAsync(test), "start");
        for (var number = 1; number <= TestForm.Size; number++) page = await browser.SubmitAsync(page, "answer", ("Option", option));
        return page;
    }
}
