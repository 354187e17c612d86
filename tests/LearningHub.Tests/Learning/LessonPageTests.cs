using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using static LearningHub.Tests.Learning.LearningHubFixture;

namespace LearningHub.Tests.Learning;

public sealed class LessonPageTests(LearningHubFixture fixture) : IClassFixture<LearningHubFixture>
{
    [Fact]
    public async Task Anybody_may_read_the_modules_and_their_lessons()
    {
        using var visitor = fixture.Hub.NewBrowser();
        var modules = await visitor.OpenAsync("/modules");
        Assert.Contains(modules.Document.QuerySelectorAll("a"), link => link.GetAttribute("href") == ModuleAddress);
        var module = await visitor.OpenAsync(ModuleAddress);
        Assert.Contains("The worker pays nothing.", module.Text, StringComparison.Ordinal);
        Assert.Contains(module.Document.QuerySelectorAll("a"), link => link.GetAttribute("href") == LessonAddress);
        Assert.Empty(module.Document.QuerySelectorAll("form"));
    }

    [Fact]
    public async Task A_lesson_says_what_it_gives_what_it_costs_and_what_to_pass_on()
    {
        using var visitor = fixture.Hub.NewBrowser();
        var lesson = await visitor.OpenAsync(LessonAddress);
        Assert.Equal(HttpStatusCode.OK, lesson.Status);
        Assert.Equal("A first lesson", lesson.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("After this lesson you can say one thing.", lesson.Text, StringComparison.Ordinal);
        Assert.Matches("7 minutes, [0-9]+ KB", lesson.Text);
        Assert.Equal("Draft.", lesson.Document.QuerySelector(".review-note")!.TextContent);
        Assert.Contains("The worker pays nothing.", lesson.Document.QuerySelector(".pass-on")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("You will teach this", lesson.Text, StringComparison.Ordinal);
        Assert.Equal(["First source. Office, 1999.", "Second source. Union."], lesson.Document.QuerySelectorAll(".sources li").Select(source => source.TextContent));
        Assert.Equal(["A right answer."], lesson.Document.QuerySelectorAll(".print-only.key li").Select(right => right.TextContent)); // paper has no button
    }

    [Fact]
    public async Task Every_reference_leads_to_its_source_and_headings_come_in_order()
    {
        using var visitor = fixture.Hub.NewBrowser();
        var lesson = (await visitor.OpenAsync(LessonAddress)).Document;
        Assert.All(lesson.QuerySelectorAll("sup a"), link => Assert.NotNull(lesson.QuerySelector(link.GetAttribute("href")!)));
        var ids = lesson.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        var levels = lesson.QuerySelectorAll("h1, h2, h3, h4").Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public async Task A_self_check_shows_feedback_on_every_option_after_an_answer_and_none_before()
    {
        using var visitor = fixture.Hub.NewBrowser();
        var before = await visitor.OpenAsync(LessonAddress);
        Assert.DoesNotContain("Misconception", before.Html, StringComparison.Ordinal);
        var form = before.Document.QuerySelector<IHtmlFormElement>("#check-FW1-C1 form")!;
        Assert.Equal("get", form.Method);
        var after = await visitor.OpenAsync($"{LessonAddress}?FW1-C1=a");
        var feedback = after.Document.QuerySelectorAll("#check-FW1-C1 .feedback");
        Assert.Equal(3, feedback.Length);
        Assert.Contains("your choice", feedback[0].TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Right:", feedback[1].TextContent.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("z")]
    [InlineData("<script>")]
    [InlineData("ب")]
    public async Task A_made_up_answer_in_the_address_shows_nothing(string option)
    {
        using var visitor = fixture.Hub.NewBrowser();
        var page = await visitor.OpenAsync($"{LessonAddress}?FW1-C1={Uri.EscapeDataString(option)}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll(".feedback"));
    }

    [Fact]
    public async Task A_visitors_page_is_kept_in_memory_and_one_with_an_answer_is_not()
    {
        using var visitor = fixture.Hub.NewBrowser();
        await visitor.OpenAsync(LessonAddress);
        using var again = await visitor.Http.GetAsync(new Uri(LessonAddress, UriKind.Relative));
        Assert.NotNull(again.Headers.Age);
        Assert.False(again.Headers.Contains("Set-Cookie"));
        using var asking = new HttpRequestMessage(HttpMethod.Get, new Uri(LessonAddress, UriKind.Relative)) { Headers = { IfNoneMatch = { again.Headers.ETag! } } };
        using var unchanged = await visitor.Http.SendAsync(asking);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var tried = await visitor.Http.GetAsync(new Uri($"{LessonAddress}?FW1-C1=b", UriKind.Relative));
        using var triedAgain = await visitor.Http.GetAsync(new Uri($"{LessonAddress}?FW1-C1=b", UriKind.Relative));
        Assert.Null(triedAgain.Headers.Age);
    }

    [Fact]
    public async Task A_learner_keeps_what_was_read_and_answered_and_a_visitor_does_not_see_it()
    {
        var (amina, _, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var unread = await amina.OpenAsync(LessonAddress);
            var page = await amina.SubmitAsync(unread, "read");
            page = await amina.SubmitAsync(unread, "read"); // an impatient thumb
            Assert.Equal("You have read this lesson. 1 of 1 are read.", page.Document.QuerySelector("[role=status].said")!.TextContent.Trim());
            page = await amina.SubmitAsync(page, "check-FW1-C1", ("Option", "c"));
            Assert.Contains("your choice", page.Document.QuerySelectorAll(".feedback")[2].TextContent, StringComparison.Ordinal);
            page = await amina.OpenAsync(LessonAddress);
            Assert.Equal(3, page.Document.QuerySelectorAll(".feedback").Length);
            Assert.Contains("Read.", (await amina.OpenAsync(ModuleAddress)).Text, StringComparison.Ordinal);
            Assert.Contains("You have read 1 of 1.", (await amina.OpenAsync("/modules")).Text, StringComparison.Ordinal);
        }

        using var visitor = fixture.Hub.NewBrowser();
        Assert.Empty((await visitor.OpenAsync(LessonAddress)).Document.QuerySelectorAll(".feedback, .said"));
    }

    [Fact]
    public async Task A_learner_says_how_sure_she_is_rehearses_and_sees_what_is_missing_before_she_teaches()
    {
        var (amina, learner, _) = await fixture.Hub.LearnerAsync();
        using (amina)
        {
            var page = await amina.SubmitAsync(await amina.OpenAsync(LessonAddress), "check-FW1-C1", ("Option", "c"), ("Sure", "true"));
            Assert.Contains("You were sure.", page.Text, StringComparison.Ordinal);
            Assert.Contains("0 of 1 lessons are read.", (await amina.OpenAsync(ModuleAddress)).Text, StringComparison.Ordinal);
            page = await amina.SubmitAsync(page, "read");
            Assert.Contains("Take the test", (await amina.OpenAsync("/")).Text, StringComparison.Ordinal);

            var message = page.Document.QuerySelector("input[name^=ready-]")!.GetAttribute("name")!["ready-".Length..];
            page = await amina.SubmitAsync(page, "rehearse", ($"ready-{message}", "yes"), ($"words-{message}", "The boss pays, \u202Enot me."));
            Assert.Equal("The boss pays, not me.", page.Document.QuerySelector($"#words-{message}")!.TextContent);
            Assert.NotNull(page.Document.QuerySelector($"input[name='ready-{message}'][value=yes][checked]"));
            Assert.Contains("key messages without looking.", (await amina.OpenAsync("/cascade")).Text, StringComparison.Ordinal);
            Assert.True((await fixture.ReadAsync(db => db.Rehearsals.SingleAsync(row => row.LearnerId == learner.Value))).Ready);

            page = await amina.SubmitAsync(page, "rehearse", ($"ready-{message}", "not-yet"), ($"words-{message}", " "));
            Assert.Equal("", page.Document.QuerySelector($"#words-{message}")!.TextContent);
            await amina.SubmitAsync(page, "rehearse", ($"words-{message}", "Words to be forgotten."));
            Assert.DoesNotContain("Words to be", string.Join(' ', await fixture.ReadAsync(db => db.Set<LearningHub.Journal.JournalRow>().Select(row => row.Data).ToListAsync())), StringComparison.Ordinal);
            var me = await amina.OpenAsync("/me");
            await amina.SubmitAsync(me, "erase", ("Sure", "true"));
            Assert.Empty(await fixture.ReadAsync(db => db.OwnWords.Where(row => row.LearnerId == learner.Value).ToListAsync()));
            Assert.True(await fixture.ReadAsync(db => db.Rehearsals.AnyAsync(row => row.LearnerId == learner.Value))); // a choice of nobody's stays
        }
    }

    [Fact]
    public async Task A_hostile_answer_is_refused_in_words()
    {
        var (amina, _, _) = await fixture.Hub.LearnerAsync("Amina\u202e");
        using (amina)
        {
            foreach (var option in new[] { new string('x', 10_000), "العمل", "<script>alert(1)</script>", "" })
            {
                var page = await amina.SubmitAsync(await amina.OpenAsync(LessonAddress), "check-FW1-C1", ("Option", option));
                Assert.Equal("Choose one of the options shown.", page.Alert);
            }
        }
    }

    [Theory]
    [InlineData("/modules/unknown")]
    [InlineData("/modules/unknown/a-first-lesson")]
    [InlineData("/modules/fair-work/unknown")]
    [InlineData("/modules/unknown/case")]
    [InlineData("/modules/..%2f..%2fetc/passwd")]
    public async Task An_unknown_page_is_not_found_and_says_where_to_go(string address)
    {
        using var visitor = fixture.Hub.NewBrowser();
        for (var time = 1; time <= 2; time++) // the second time it could come from the cache
        {
            var page = await visitor.OpenAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.Contains("There is no such", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Protection_content_says_what_to_expect_and_how_to_leave()
    {
        using var content = new SmallContent();
        using var hub = new Hub { Settings = { ["Content:Path"] = content.Change(SmallContent.ModuleFile, "sensitive: false", "sensitive: true\ntriggerNote: { en: \"It speaks about harm.\" }").Write() } };
        using var visitor = hub.NewBrowser();
        foreach (var address in new[] { ModuleAddress, LessonAddress })
        {
            var page = (await visitor.OpenAsync(address)).Document;
            Assert.NotNull(page.QuerySelector("a[data-quick-exit][href^='https://']"));
            Assert.StartsWith("It speaks about harm.", Assert.Single(page.QuerySelectorAll("[role=note]")).TextContent, StringComparison.Ordinal);
        }

        var lesson = (await visitor.OpenAsync(LessonAddress)).Document;
        Assert.NotNull(lesson.QuerySelector(lesson.QuerySelector("[role=note] a")!.GetAttribute("href")!));
    }
}
