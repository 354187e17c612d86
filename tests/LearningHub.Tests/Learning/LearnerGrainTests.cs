using System.Text.Json;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains;
using LearningHub.Grains.Learning;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
    public Task What_a_learner_did_is_answered_and_rebuilt_on_SQLite() => LearnAndRebuildAsync(fixture.Hub);

    [Fact]
    public async Task What_a_learner_did_is_answered_and_rebuilt_on_PostgreSQL()
    {
        var database = new PostgresFixture();
        await database.InitializeAsync();
        using var content = new SmallContent();
        await using (var hub = new Hub
        {
            Settings =
            {
                ["Content:Path"] = content.Write(), ["Storage:Provider"] = "PostgreSQL", ["Storage:ConnectionString"] = database.ConnectionString,
            },
        })
        {
            await LearnAndRebuildAsync(hub);
        }

        await database.DisposeAsync();
    }

    private static async Task LearnAndRebuildAsync(Hub hub)
    {
        var learner = new LearnerId(Guid.CreateVersion7());
        var grain = hub.Services.GetRequiredService<IGrainFactory>().GetGrain<ILearnerGrain>(learner.Value);
        var progress = hub.Services.GetRequiredService<ModuleProgressQuery>();
        Assert.Empty((await progress.OfAsync(learner, FairWork)).Tests);
        await grain.ReadLesson(FairWork, "FW1");
        await grain.AnswerSelfCheck(FairWork, "FW1-C1", "a", sure: true);
        await grain.AnswerSelfCheck(FairWork, "FW1-C1", "b");
        await grain.Rehearse(FairWork, [new("FW-M1", true), new("FW-M2", false)]);
        Assert.Equal("learner.not-on-this-site", (await grain.Rehearse(FairWork, [new("FW-M9", true)])).Refusal?.Code);
        await grain.Pledge(Guid.NewGuid(), FairWork, 30, NextMonth, new CohortId(Guid.NewGuid()));
        foreach (var occasion in new[] { TestOccasion.Pre, TestOccasion.Post, TestOccasion.Post }) await TakeAsync(hub, learner, occasion);

        var done = await progress.OfAsync(learner, FairWork);
        Assert.Equal(["FW1"], done.Read);
        Assert.Equal(new CheckGiven("b", true), done.Checks["FW1-C1"]);
        Assert.Equal([TestOccasion.Post, TestOccasion.Post, TestOccasion.Pre], done.Tests.Select(test => test.Occasion));
        Assert.All(done.Tests, test => Assert.Equal((8, 8, true), (test.Right, test.Of, test.Passed)));
        Assert.Equal(done.Tests[1].FinishedAt, done.QualifiedAt); // the first passed post-test
        var line = Assert.Single(await hub.Services.GetRequiredService<LearningOverviewQuery>().OfAsync(learner));
        Assert.Equal((FairWork, 1, done.QualifiedAt, true), (line.Module, line.Read, line.QualifiedAt, line.Pledged));
        Assert.Null(line.RefresherAt(done.QualifiedAt!.Value.AddDays(29)));
        Assert.Equal(TestOccasion.Month3, line.RefresherAt(done.QualifiedAt!.Value.AddDays(91)));

        var before = await RowsAsync(hub);
        await hub.Services.GetRequiredService<JournalRebuild<HubDbContext>>().RunAsync();
        Assert.Equal(before, await RowsAsync(hub));
    }

    private static async Task TakeAsync(Hub hub, LearnerId learner, TestOccasion occasion)
    {
        var grain = hub.Services.GetRequiredService<IGrainFactory>().GetGrain<ILearnerGrain>(learner.Value);
        var tests = hub.Services.GetRequiredService<TestGivenQuery>();
        var attempt = (await grain.TakeTest(FairWork, occasion)).Attempt!.Value;
        foreach (var item in (await tests.OfAsync(learner, attempt))!.Items) await grain.AnswerTest(attempt, item, "b", sure: true);
        Assert.All((await tests.OfAsync(learner, attempt))!.Given.Values, given => Assert.Null(given.Right)); // open tests do not tell
        Assert.True((await grain.FinishTest(attempt)).Accepted);
        Assert.All((await tests.OfAsync(learner, attempt))!.Given.Values, given => Assert.Equal(new AnswerGiven("b", true, true), given));
        Assert.Null(await tests.OfAsync(new(Guid.NewGuid()), attempt));
    }

    private static async Task<string> RowsAsync(Hub hub)
    {
        await using var db = await hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        return JsonSerializer.Serialize(new object[]
        {
            await db.LessonsRead.AsNoTracking().OrderBy(row => row.LearnerId).ThenBy(row => row.Lesson).ToListAsync(),
            await db.SelfChecks.AsNoTracking().OrderBy(row => row.LearnerId).ThenBy(row => row.Item).ToListAsync(),
            await db.TestAttempts.AsNoTracking().OrderBy(row => row.Id).ToListAsync(),
            await db.TestAnswers.AsNoTracking().OrderBy(row => row.AttemptId).ThenBy(row => row.Item).ToListAsync(),
            await db.Qualifications.AsNoTracking().OrderBy(row => row.LearnerId).ToListAsync(),
            await db.Pledges.AsNoTracking().OrderBy(row => row.Id).ToListAsync(),
            await db.Rehearsals.AsNoTracking().OrderBy(row => row.Message).ToListAsync(),
        });
    }

    private (ILearnerGrain Grain, LearnerId Learner) NewLearner()
    {
        var learner = new LearnerId(Guid.CreateVersion7());
        return (fixture.Grains.GetGrain<ILearnerGrain>(learner.Value), learner);
    }
}
