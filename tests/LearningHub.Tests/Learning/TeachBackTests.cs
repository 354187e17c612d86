using System.Collections.Immutable;
using System.Net;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning.TeachBacks;
using LearningHub.Grains;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning.TeachBacks;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static LearningHub.Domain.Learning.TeachBacks.TeachBackCommand;
using static LearningHub.Domain.Learning.TeachBacks.TeachBackEvent;
using static LearningHub.Tests.Learning.LearningHubFixture;

namespace LearningHub.Tests.Learning;

/// <summary>A teach-back: five points, two colleagues or one facilitator, never oneself.</summary>
public sealed class TeachBackTests(LearningHubFixture fixture) : IClassFixture<LearningHubFixture>
{
    private static readonly DateTimeOffset Ten = new(2026, 2, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly LearnerId Amina = new(Guid.CreateVersion7()), Bo = new(Guid.CreateVersion7()), Chantal = new(Guid.CreateVersion7());
    private static readonly ImmutableArray<int> Full = [2, 2, 2, 2, 2], Enough = [2, 2, 1, 2, 1], Little = [2, 1, 1, 2, 1], MessageLost = [1, 2, 2, 2, 2];

    private readonly Story<TeachBackState, TeachBackCommand, TeachBackEvent> teachBack = new(TeachBack.Rules);

    [Fact]
    public void Two_colleagues_or_one_facilitator_clear()
    {
        teachBack.When(Rates(Bo, Full)).Then(new Rated(Bo, false, Full, Ten));
        teachBack.When(Rates(Bo, Enough, asFacilitator: true)).Then(new Rated(Bo, true, Enough, Ten), new Cleared(Ten));
        var once = teachBack.Given(new Rated(Bo, false, Full, Ten));
        once.When(Rates(Bo, Full)).ThenNothing(); // sent twice
        once.When(Rates(Bo, Enough)).Then(new Rated(Bo, false, Enough, Ten)); // changed, and still one colleague
        once.When(Rates(Chantal, Enough)).Then(new Rated(Chantal, false, Enough, Ten), new Cleared(Ten));
        once.Given(new Rated(Chantal, false, Enough, Ten), new Cleared(Ten)).When(Rates(Chantal, Little)).Then(new Rated(Chantal, false, Little, Ten)); // it stays
    }

    [Fact]
    public void Too_few_points_or_a_message_lost_clear_nobody()
    {
        teachBack.When(Rates(Bo, Little, asFacilitator: true)).Then(new Rated(Bo, true, Little, Ten));
        teachBack.When(Rates(Bo, MessageLost, asFacilitator: true)).Then(new Rated(Bo, true, MessageLost, Ten));
    }

    [Fact]
    public void Nobody_rates_herself_or_somebody_of_another_workshop_or_half()
    {
        teachBack.When(Rates(Amina, Full)).ThenRefused("teach-back.own");
        teachBack.When(new Rate(Amina, Bo, Shares: false, AsFacilitator: false, Full, Ten)).ThenRefused("teach-back.not-together");
        foreach (var points in new ImmutableArray<int>[] { default, [], [2, 2, 2, 2], [2, 2, 2, 2, 3], [2, 2, 2, -1, 2] })
            teachBack.When(Rates(Bo, points)).ThenRefused("teach-back.incomplete");
    }

    [Fact]
    public async Task A_learner_brings_two_colleagues_by_code_and_is_cleared_and_no_stranger_opens_it()
    {
        var hub = fixture.Hub;
        var cohort = fixture.Grains.GetGrain<ICohortGrain>(Guid.CreateVersion7());
        await cohort.Plan("Fees", "Kigali", new(2027, 3, 1), new(2027, 3, 3), [FairWork], null, "ABC235", new(Guid.CreateVersion7()));
        var people = new List<(Browser Browser, LearnerId Id)>();
        foreach (var name in new[] { "Amina Teacher", "Bo Listener", "Chantal Listener", "Stranger" })
        {
            var (browser, id, _) = await hub.LearnerAsync(name);
            if (name != "Stranger") await cohort.Join(id);
            people.Add((browser, id));
        }

        var (amina, learner) = people[0];
        var page = await amina.SubmitAsync(await amina.OpenAsync("/teach-back/fair-work"), "request");
        var code = page.Document.QuerySelector(".big-code")!.TextContent;
        Assert.Equal(HttpStatusCode.NotFound, (await amina.OpenAsync($"/join/{code}")).Status); // herself
        Assert.Equal(HttpStatusCode.NotFound, (await people[3].Browser.OpenAsync($"/join/{code}")).Status);
        using var visitor = hub.NewBrowser();
        Assert.Equal("/sign-in", (await visitor.OpenAsync($"/join/{code}")).Path);

        (string, string)[] marks = [.. Full.Select((points, item) => ($"point-{item}", $"{points}"))];
        var forms = await Task.WhenAll(people[1..3].Select(person => person.Browser.OpenAsync($"/join/{code}")));
        var rated = await Task.WhenAll(people[1..3].Zip(forms).Select(pair => pair.First.Browser.SubmitAsync(pair.Second, "rate", marks))); // both at once
        Assert.All(rated, answer => Assert.Contains("Your rating is kept: 10 of 10 points.", answer.Text, StringComparison.Ordinal));
        Assert.Contains("you are cleared to teach", (await amina.OpenAsync("/teach-back/fair-work")).Text, StringComparison.Ordinal);
        Assert.Contains("Your teach-back is passed.", (await amina.OpenAsync(ModuleAddress)).Text, StringComparison.Ordinal);
        Assert.Empty(await fixture.ReadAsync(db => db.Qualifications.Where(row => row.LearnerId == learner.Value).ToListAsync())); // a state, never a qualification
        Assert.Equal("teach-back.own", (await fixture.Grains.GetGrain<ITeachBackGrain>(TeachBackKey.Of(learner, FairWork)).Rate(learner, true, true, Full)).Refusal?.Code);

        await people[1].Browser.SubmitAsync(await people[1].Browser.OpenAsync("/me"), "erase", ("Sure", "true"));
        Assert.Contains("you are cleared to teach", (await amina.OpenAsync("/teach-back/fair-work")).Text, StringComparison.Ordinal);
        var before = await RowsAsync();
        await hub.Services.GetRequiredService<JournalRebuild<HubDbContext>>().RunAsync();
        Assert.Equal(before, await RowsAsync());
        foreach (var (browser, _) in people) browser.Dispose();
    }

    private Task<string> RowsAsync() => fixture.ReadAsync(async db => System.Text.Json.JsonSerializer.Serialize(new object[]
    {
        await db.TeachBacks.AsNoTracking().OrderBy(row => row.LearnerId).ToListAsync(), await db.TeachBackRatings.AsNoTracking().OrderBy(row => row.RaterId).ToListAsync(),
    }));

    private static Rate Rates(LearnerId rater, ImmutableArray<int> points, bool asFacilitator = false) => new(Amina, rater, Shares: true, asFacilitator, points, Ten);
}
