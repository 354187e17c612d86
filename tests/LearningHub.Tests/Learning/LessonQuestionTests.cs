using LearningHub.Domain.Common;
using LearningHub.Domain.Learning.Questions;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Learning.Questions;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static LearningHub.Domain.Learning.Questions.QuestionCommand;
using static LearningHub.Domain.Learning.Questions.QuestionEvent;
using static LearningHub.Tests.Learning.LearningHubFixture;

namespace LearningHub.Tests.Learning;

/// <summary>A question on a lesson: asked without a name if wished, answered by one expert, shown to everybody when she says so.</summary>
public sealed class LessonQuestionTests(LearningHubFixture fixture) : IClassFixture<LearningHubFixture>
{
    private static readonly DateTimeOffset Ten = new(2026, 2, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly LearnerId Expert = new(Guid.CreateVersion7()), Other = new(Guid.CreateVersion7());

    private readonly Story<QuestionState, QuestionCommand, QuestionEvent> question = new(LessonQuestion.Rules);

    [Fact]
    public void A_question_is_asked_once_and_in_so_many_words()
    {
        question.When(Asks()).Then(new Asked(FairWork, "FW1", null, Ten));
        question.When(Asks(length: 0)).ThenRefused("question.text");
        question.When(Asks(length: LessonQuestion.LongestQuestion + 1)).ThenRefused("question.text");
        question.When(Asks(waiting: LessonQuestion.MostWaiting)).ThenRefused("question.too-many");
        question.Given(new Asked(FairWork, "FW1", null, Ten)).When(Asks()).ThenNothing(); // the form was sent twice
    }

    [Fact]
    public void One_expert_answers_and_only_an_answer_is_shown()
    {
        question.When(new Answer(Expert, 10, Ten)).ThenRefused("question.unknown");
        var asked = question.Given(new Asked(FairWork, "FW1", null, Ten));
        asked.When(new Publish(Expert, 10, Ten)).ThenRefused("question.not-answered");
        asked.When(new Answer(Expert, LessonQuestion.LongestAnswer + 1, Ten)).ThenRefused("question.answer");
        asked.When(new Answer(Expert, 10, Ten)).Then(new Answered(Expert, Ten));
        var answered = asked.Given(new Answered(Expert, Ten));
        answered.When(new Answer(Other, 10, Ten)).ThenRefused("question.answered");
        answered.When(new TakeBack(Expert, Ten)).ThenNothing();
        answered.When(new Publish(Other, 0, Ten)).ThenRefused("question.text");
        answered.When(new Publish(Other, 10, Ten)).Then(new Published(Other, Ten));
        answered.Given(new Published(Other, Ten)).When(new TakeBack(Expert, Ten)).Then(new TakenBack(Expert, Ten));
    }

    [Fact]
    public void The_middle_time_to_an_answer_is_that_of_the_middle_question()
    {
        Assert.Null(LessonQuestion.Median([]));
        Assert.Equal(TimeSpan.FromHours(2), LessonQuestion.Median([TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromDays(90)]));
        Assert.Equal(TimeSpan.FromHours(3), LessonQuestion.Median([TimeSpan.FromHours(4), TimeSpan.FromHours(2)]));
    }

    private static readonly Uri KeptList = new("/offline/fair-work.json", UriKind.Relative);

    [Fact]
    public async Task What_is_asked_without_a_name_is_answered_for_everybody_and_emptied_when_the_asker_is_erased()
    {
        var (amina, learner, _) = await fixture.Hub.LearnerAsync("Amina Asker");
        var (expert, _) = await fixture.Hub.SignedInAsync(Roles.Facilitator);
        using var visitor = fixture.Hub.NewBrowser();
        Assert.DoesNotContain("Who pays", (await visitor.OpenAsync(LessonAddress)).Text, StringComparison.Ordinal);
        var kept = await visitor.Http.GetStringAsync(KeptList);

        var lesson = await amina.OpenAsync(LessonAddress);
        for (var time = 0; time < 2; time++) await amina.SubmitAsync(lesson, "ask", ("text", "Who pays for Keza's bus?"), ("nameless", "true")); // an impatient thumb
        Assert.Contains("It waits for an answer.", (await amina.OpenAsync("/")).Text, StringComparison.Ordinal);
        var page = await expert.OpenAsync("/questions");
        Assert.Contains("1 question waits", page.Text, StringComparison.Ordinal);
        Assert.Contains("Without a name.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", page.Html, StringComparison.Ordinal);
        var row = await fixture.ReadAsync(db => db.LessonQuestions.SingleAsync());
        Assert.Null(row.LearnerId);
        Assert.All(await fixture.ReadAsync(db => db.Set<LearningHub.Journal.JournalRow>().Where(entry => entry.Stream == $"question-{row.Id}").Select(entry => entry.Data).ToListAsync()), data =>
        {
            Assert.DoesNotContain($"{learner}", data, StringComparison.Ordinal);
            Assert.DoesNotContain("Keza", data, StringComparison.Ordinal);
        });
        Assert.False(await fixture.ReadAsync(db => db.LessonQuestionTexts.AnyAsync(text => text.AuthorId == learner.Value)));

        page = await expert.OpenAsync($"/questions/{row.Id}");
        page = await expert.SubmitAsync(page, "answer", ("answer", "The employer pays it."), ("shown", "Ask Ms Keza?"), ("do", "publish"));
        Assert.Contains("names or reaches", page.Alert, StringComparison.Ordinal); // nothing that identifies comes onto the lesson
        page = await expert.SubmitAsync(page, "answer", ("answer", "The employer pays it."), ("shown", "Who pays for the bus?"), ("do", "publish"));
        Assert.Null(page.Alert);
        var shown = (await visitor.OpenAsync(LessonAddress)).Text; // at once, past the memory of pages
        Assert.Contains("Who pays for the bus?", shown, StringComparison.Ordinal);
        Assert.Contains("Asked by a colleague.", shown, StringComparison.Ordinal);
        Assert.NotEqual(kept, await visitor.Http.GetStringAsync(KeptList)); // a phone that keeps the module is told that there is something new
        Assert.Contains("Asked by you.", (await amina.OpenAsync(LessonAddress)).Text, StringComparison.Ordinal);
        Assert.Contains("Answered on", (await amina.OpenAsync("/")).Text, StringComparison.Ordinal);
        var (second, _) = await fixture.Hub.SignedInAsync(Roles.ProgrammeOfficer);
        page = await second.SubmitAsync(await second.OpenAsync($"/questions/{row.Id}"), "answer", ("answer", "Nobody."), ("do", "answer"));
        Assert.Contains("Somebody else has answered", page.Alert, StringComparison.Ordinal);

        await amina.SubmitAsync(await amina.OpenAsync("/me"), "erase", ("Sure", "true"));
        shown = (await visitor.OpenAsync(LessonAddress)).Text;
        Assert.DoesNotContain("the bus?", shown, StringComparison.Ordinal);
        Assert.Contains("The employer pays it.", shown, StringComparison.Ordinal);
        Assert.Equal([QuestionTextKind.Answer], await fixture.ReadAsync(db => db.LessonQuestionTexts.Select(text => text.Kind).ToListAsync()));
        await expert.SubmitAsync(await expert.OpenAsync($"/questions/{row.Id}"), "take-back");
        Assert.DoesNotContain("The employer pays it.", (await visitor.OpenAsync(LessonAddress)).Text, StringComparison.Ordinal);
        foreach (var browser in (Browser[])[amina, expert, second]) browser.Dispose();
    }

    [Fact]
    public async Task A_question_that_has_waited_a_week_is_raised_once_to_those_who_facilitate_its_module()
    {
        using var content = new SmallContent();
        using var hub = new Hub { Settings = { ["Content:Path"] = content.Write() } };
        var (grains, queue) = (hub.Services.GetRequiredService<IGrainFactory>(), hub.Services.GetRequiredService<QuestionQueue>());
        var (expert, facilitator) = await hub.SignedInAsync(Roles.Facilitator);
        var cohort = Guid.CreateVersion7();
        await grains.GetGrain<Grains.Cohorts.ICohortGrain>(cohort).Plan("Fees", "Kigali", new(2027, 3, 1), new(2027, 3, 3), [FairWork], null, "ABC234", facilitator);
        var id = Guid.CreateVersion7();
        Assert.True((await grains.GetGrain<IQuestionGrain>(id).Ask(FairWork, "FW1", Other, withoutName: true, "Who pays?")).Accepted);
        Assert.Equal("learner.not-on-this-site", (await grains.GetGrain<IQuestionGrain>(Guid.CreateVersion7()).Ask(FairWork, "FW9", Other, false, "Who?")).Refusal?.Code);
        var quiet = new QuietHours(20, 7);
        Assert.Equal(0, await queue.RaiseAsync(quiet));
        await using (var db = await hub.Services.GetRequiredService<IDbContextFactory<Grains.HubDbContext>>().CreateDbContextAsync())
        {
            var past = DateTimeOffset.UtcNow.AddDays(-8);
            await db.LessonQuestions.ExecuteUpdateAsync(set => set.SetProperty(row => row.AskedAt, past));
        }

        Assert.Equal(1, await queue.RaiseAsync(quiet));
        Assert.Equal(0, await queue.RaiseAsync(quiet));
        using (expert)
        {
            Assert.Contains("has waited for 8 days", (await expert.OpenAsync("/messages")).Text, StringComparison.Ordinal);
            Assert.Contains("Waits for more than 7 days", (await expert.OpenAsync("/questions")).Text, StringComparison.Ordinal);
        }
    }

    private static Ask Asks(int length = 10, int waiting = 0) => new(FairWork, "FW1", null, length, waiting, Ten);
}
