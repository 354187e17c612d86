using System.Net;
using LearningHub.Grains.Cohorts;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Identity;

/// <summary>Four words bring a learner back.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public async Task On_another_phone_the_four_words_give_the_same_learner()
    {
        using var hub = Hub.Real();
        var (first, _, phrase) = await hub.LearnerAsync("Divine");
        using var second = hub.NewBrowser();
        var typed = string.Join(", ", phrase.ToUpperInvariant().Split(' '));
        var page = await second.SubmitAsync(await second.OpenAsync("/recover?returnUrl=/me"), "recover", ("Phrase", typed));
        Assert.Equal("/me", page.Path);
        Assert.Contains("Divine", page.Text, StringComparison.Ordinal);
        Assert.Equal((await first.OpenAsync("/me")).Document.QuerySelector("h1")!.TextContent, page.Document.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task New_words_end_the_earlier_ones()
    {
        using var hub = new Hub();
        var (browser, _, old) = await hub.LearnerAsync("Eric");
        var shown = await browser.SubmitAsync(await browser.OpenAsync("/me"), "phrase");
        var fresh = shown.Document.QuerySelector(".phrase")!.TextContent;
        Assert.NotEqual(old, fresh);

        using var phone = hub.NewBrowser();
        var page = await phone.SubmitAsync(await phone.OpenAsync("/recover?returnUrl=/me"), "recover", ("Phrase", old));
        Assert.Contains("Nobody has these four words", page.Alert, StringComparison.Ordinal);
        Assert.Equal("/me", (await phone.SubmitAsync(page, "recover", ("Phrase", fresh))).Path);
    }

    [Fact]
    public async Task After_ten_wrong_phrases_even_the_right_one_has_to_wait()
    {
        using var hub = new Hub();
        var (_, _, phrase) = await hub.LearnerAsync();
        using var guesser = hub.NewBrowser();
        var page = await guesser.OpenAsync("/recover");
        for (var i = 0; i < 10; i++)
        {
            page = await guesser.SubmitAsync(page, "recover", ("Phrase", "able above absent accept"));
            Assert.Equal(HttpStatusCode.OK, page.Status);
        }

        page = await guesser.SubmitAsync(page, "recover", ("Phrase", phrase));
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.True(page.RetryAfter > TimeSpan.Zero);
        Assert.Contains("Wait ten minutes", page.Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_word_is_named_and_costs_no_try()
    {
        using var hub = new Hub();
        using var phone = hub.NewBrowser();
        var page = await phone.OpenAsync("/recover");
        for (var i = 0; i < 12; i++) page = await phone.SubmitAsync(page, "recover", ("Phrase", "able abovee absent accept"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("abovee", page.Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_facilitator_gives_new_words_to_people_of_her_own_workshop_only()
    {
        using var hub = new Hub();
        var (facilitator, facilitatorId) = await hub.SignedInAsync(Roles.Facilitator);
        var (other, _) = await hub.SignedInAsync(Roles.Facilitator);
        var (_, learner, old) = await hub.LearnerAsync("Grace");
        var (_, stranger, _) = await hub.LearnerAsync("Henri");
        var cohort = await Workshops.PlanAsync(hub, facilitatorId);
        var grain = hub.Services.GetRequiredService<IGrainFactory>().GetGrain<ICohortGrain>(cohort.Id.Value);
        await grain.Join(learner);

        var address = $"/cohorts/{cohort.Id}/people/{learner}/phrase";
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.OpenAsync($"/cohorts/{cohort.Id}/people/{stranger}/phrase")).Status);

        var page = await facilitator.SubmitAsync(await facilitator.OpenAsync(address), "reissue");
        var fresh = page.Document.QuerySelector(".phrase")!.TextContent;
        Assert.NotEqual(old, fresh);
        using var phone = hub.NewBrowser();
        Assert.Equal("/me", (await phone.SubmitAsync(await phone.OpenAsync("/recover?returnUrl=/me"), "recover", ("Phrase", fresh))).Path);
    }

    [Fact]
    public async Task Nobody_becomes_staff_by_new_words()
    {
        using var hub = new Hub();
        var (facilitator, facilitatorId) = await hub.SignedInAsync(Roles.Facilitator);
        var (_, administrator) = await hub.SignedInAsync(Roles.Administrator);
        var cohort = await Workshops.PlanAsync(hub, facilitatorId);
        await hub.Services.GetRequiredService<IGrainFactory>().GetGrain<ICohortGrain>(cohort.Id.Value).Join(administrator);

        var page = await facilitator.OpenAsync($"/cohorts/{cohort.Id}/people/{administrator}/phrase");
        page = await facilitator.SubmitAsync(page, "reissue");
        Assert.Null(page.Document.QuerySelector(".phrase"));
        Assert.Contains("password or a passkey", page.Alert, StringComparison.Ordinal);
    }
}
