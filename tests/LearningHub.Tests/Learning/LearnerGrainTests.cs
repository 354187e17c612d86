using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Learning;
using LearningHub.Journal;
using LearningHub.Domain.Learning;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using System.Text.Json;
using static LearningHub.Tests.Learning.LearningHubFixture;

namespace LearningHub.Tests.Learning;

public sealed class LearnerGrainTests(LearningHubFixture fixture) : IClassFixture<LearningHubFixture>
{
    private static DateOnly NextMonth => DateOnly.FromDateTime(DateTime.Today).AddDays(30);

    [Fact]
    public async Task A_pledge_is_made_once_and_listed()
    {
        var (grain, learner) = NewLearner();
        var pledge = Guid.NewGuid();
        Assert.Equal("learner.module-not-met", (await grain.Pledge(pledge, FairWork, 30, NextMonth, null)).Refusal?.Code);
        Assert.True((await grain.ReadLesson(FairWork, "FW1")).Accepted);
        Assert.True((await grain.Pledge(pledge, FairWork, 30, NextMonth, null)).Accepted);
        Assert.True((await grain.Pledge(pledge, FairWork, 30, NextMonth, null)).Repeated);
        var progress = await fixture.Hub.Services.GetRequiredService<ModuleProgressQuery>().OfAsync(learner, FairWork);
        Assert.Equal((pledge, 30, NextMonth), (progress.Pledges.Single().Pledge, progress.Pledges.Single().People, progress.Pledges.Single().DueOn));
    }

    [Fact]
    public async Task What_this_site_does_not_hold_is_refused()
    {
        var (grain, _) = NewLearner();
        var old = new ModuleVersion("fair-work", 9);
        Assert.Equal("learner.not-on-this-site", (await grain.ReadLesson(FairWork, "FW9")).Refusal?.Code);
        Assert.Equal("learner.not-on-this-site", (await grain.ReadLesson(old, "FW1")).Refusal?.Code);
        Assert.Equal("learner.not-on-this-site", (await grain.TakeTest(old, TestOccasion.Pre)).Reply.Refusal?.Code);
        Assert.Equal("learner.not-on-this-site", (await grain.AnswerTest(Guid.NewGuid(), "FW-Q01", "b", null)).Refusal?.Code);
        Assert.Equal("learner.not-on-this-site", (await grain.FinishTest(Guid.NewGuid())).Refusal?.Code);
        Assert.Equal("learner.not-on-this-site", (await grain.Pledge(Guid.NewGuid(), old, 30, NextMonth, null)).Refusal?.Code);
    }

    [Fact]
    public async Task Calls_at_the_same_time_draw_one_test()
    {
        var (grain, _) = NewLearner();
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.TakeTest(FairWork, TestOccasion.Pre)));
        Assert.Single(replies.Select(reply => reply.Attempt).Distinct());
    }

    [Fact]
    public async Task A_rebuild_fills_the_tables_of_learning_with_the_same_rows()
    {
        var (grain, _) = NewLearner();
        await grain.ReadLesson(FairWork, "FW1");
        await grain.AnswerSelfCheck(FairWork, "FW1-C1", "a");
        await grain.AnswerSelfCheck(FairWork, "FW1-C1", "b");
        await grain.Pledge(Guid.NewGuid(), FairWork, 30, NextMonth, new CohortId(Guid.NewGuid()));
        foreach (var occasion in new[] { TestOccasion.Pre, TestOccasion.Post, TestOccasion.Post })
        {
            var attempt = (await grain.TakeTest(FairWork, occasion)).Attempt!.Value;
            var items = await fixture.ReadAsync(db => db.TestAttempts.Where(row => row.Id == attempt).Select(row => row.Items).SingleAsync());
            foreach (var item in items.Split(' ')) await grain.AnswerTest(attempt, item, "b", true);
            await grain.FinishTest(attempt);
        }

        var before = await RowsAsync();
        await fixture.Hub.Services.GetRequiredService<JournalRebuild<HubDbContext>>().RunAsync();
        Assert.Equal(before, await RowsAsync());
    }

    private Task<string> RowsAsync() => fixture.ReadAsync(async db => JsonSerializer.Serialize(new object[]
    {
        await db.LessonsRead.AsNoTracking().OrderBy(row => row.LearnerId).ThenBy(row => row.Lesson).ToListAsync(),
        await db.SelfChecks.AsNoTracking().OrderBy(row => row.LearnerId).ThenBy(row => row.Item).ToListAsync(),
        await db.TestAttempts.AsNoTracking().OrderBy(row => row.Id).ToListAsync(),
        await db.TestAnswers.AsNoTracking().OrderBy(row => row.AttemptId).ThenBy(row => row.Item).ToListAsync(),
        await db.Qualifications.AsNoTracking().OrderBy(row => row.LearnerId).ToListAsync(),
        await db.Pledges.AsNoTracking().OrderBy(row => row.Id).ToListAsync(),
    }));

    private (ILearnerGrain Grain, LearnerId Learner) NewLearner()
    {
        var learner = new LearnerId(Guid.CreateVersion7());
        return (fixture.Grains.GetGrain<ILearnerGrain>(learner.Value), learner);
    }
}
