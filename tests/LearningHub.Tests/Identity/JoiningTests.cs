using System.Collections.Immutable;
using System.Net;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Identity;

/// <summary>A code and a name make a learner.</summary>
public sealed class JoiningTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task A_code_and_a_name_are_enough_and_four_words_are_shown()
    {
        var cohort = await WorkshopAsync();
        using var browser = hub.NewBrowser();
        var page = await browser.OpenAsync($"/join/{cohort.Code}");
        Assert.Contains("Fees", page.Text, StringComparison.Ordinal);

        page = await browser.SubmitAsync(page, "join", ("Name", "Amina"));
        Assert.Equal("/me/phrase", page.Path);
        Assert.Equal(4, page.Document.QuerySelector(".phrase")!.TextContent.Split(' ').Length);

        var view = await hub.Services.GetRequiredService<CohortQuery>().FindAsync(cohort.Id);
        Assert.Equal("Amina", Assert.Single(view!.Members).Name);
    }

    [Fact]
    public async Task The_words_can_be_read_again_after_a_reload_and_by_nobody_else()
    {
        var cohort = await WorkshopAsync();
        using var browser = hub.NewBrowser();
        var shown = await browser.SubmitAsync(await browser.OpenAsync($"/join/{cohort.Code}"), "join", ("Name", "Amina"));
        var again = await browser.OpenAsync("/me/phrase");
        Assert.Equal(shown.Document.QuerySelector(".phrase")!.TextContent, again.Document.QuerySelector(".phrase")!.TextContent);

        var (other, _, _) = await hub.LearnerAsync("Bo");
        using (other) Assert.Null((await other.OpenAsync("/me/phrase")).Document.QuerySelector(".phrase"));
    }

    [Fact]
    public async Task A_form_sent_twice_at_once_or_later_makes_one_person_with_the_same_words()
    {
        var cohort = await WorkshopAsync();
        using var browser = hub.NewBrowser();
        var page = await browser.OpenAsync($"/join/{cohort.Code}");
        var token = page.Document.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        var phones = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            var phone = hub.NewBrowser(); // the same phone, before any answer came to it
            return (Phone: phone, Page: await phone.OpenAsync($"/join/{cohort.Code}"));
        }));
        var sent = await Task.WhenAll(phones.Select(phone => phone.Phone.SubmitAsync(phone.Page, "join", ("Name", "Amina"), ("token", token))));
        Assert.Single(sent.Select(answer => answer.Document.QuerySelector(".phrase")?.TextContent ?? answer.Text).Distinct());
        await browser.SubmitAsync(page, "join", ("Name", "Bo")); // the next person at a shared phone, from the same page
        var members = (await hub.Services.GetRequiredService<CohortQuery>().FindAsync(cohort.Id))!.Members;
        Assert.Equal(["Amina", "Bo"], members.Select(member => member.Name).Order());

        await PastAsync(members.Single(member => member.Name == "Amina").Learner);
        using var found = hub.NewBrowser();
        var late = await found.SubmitAsync(await found.OpenAsync($"/join/{cohort.Code}"), "join", ("Name", "Amina"), ("token", token));
        Assert.Contains("Somebody joined with this name", late.Alert, StringComparison.Ordinal);
        Assert.Equal("/sign-in", (await found.OpenAsync("/me")).Path); // the page in a phone's history signs nobody in
        foreach (var phone in phones) phone.Phone.Dispose();
    }

    /// <summary>A person made just now becomes one who was made before.</summary>
    private async Task PastAsync(LearnerId person)
    {
        await using var db = await hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var past = DateTimeOffset.UtcNow - Learners.SameMoment - TimeSpan.FromMinutes(1);
        await db.Users.Where(row => row.Id == person.Value).ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedAt, past));
    }

    [Fact]
    public async Task Somebody_already_signed_in_goes_on_as_the_same_person()
    {
        var cohort = await WorkshopAsync();
        var (browser, id, _) = await hub.LearnerAsync("Chantal");
        using (browser)
        {
            var page = await browser.OpenAsync($"/join/{cohort.Code}");
            Assert.Contains("Chantal", page.Text, StringComparison.Ordinal);
            await browser.SubmitAsync(page, "join");
        }

        var view = await hub.Services.GetRequiredService<CohortQuery>().FindAsync(cohort.Id);
        Assert.Equal(id, Assert.Single(view!.Members).Learner);
    }

    [Theory]
    [InlineData("/join/000000")]
    [InlineData("/join/nonsense-that-is-no-code")]
    [InlineData("/join?code=zzzzzz")]
    public async Task An_unknown_code_says_so_and_asks_again(string address)
    {
        using var browser = hub.NewBrowser();
        var page = await browser.OpenAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("leads nowhere", page.Alert, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("input[name=code]"));
    }

    [Fact]
    public async Task A_code_is_understood_however_it_is_typed()
    {
        var cohort = await WorkshopAsync();
        using var browser = hub.NewBrowser();
        var page = await browser.OpenAsync($"/join?code={Uri.EscapeDataString($" {cohort.Code[..3]}-{cohort.Code[3..].ToLowerInvariant()} ")}");
        Assert.Equal($"/join/{cohort.Code}", page.Path);
    }

    [Fact]
    public async Task A_name_of_ten_thousand_characters_is_refused_and_nobody_is_made()
    {
        var cohort = await WorkshopAsync();
        var before = await PeopleAsync();
        using var browser = hub.NewBrowser();
        var page = await browser.SubmitAsync(await browser.OpenAsync($"/join/{cohort.Code}"), "join", ("Name", new string('x', 10_000)));
        Assert.Contains("up to 80 characters", page.Alert, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 100), page.Html, StringComparison.Ordinal);
        Assert.Equal(before, await PeopleAsync());
    }

    [Fact]
    public async Task Text_that_turns_around_or_hides_is_cleaned_before_anybody_sees_it()
    {
        var cohort = await WorkshopAsync();
        using var browser = hub.NewBrowser();
        await browser.SubmitAsync(await browser.OpenAsync($"/join/{cohort.Code}"), "join", ("Name", "\u202Eani\u200Bma\u202C <b>x</b>"));
        var view = await hub.Services.GetRequiredService<CohortQuery>().FindAsync(cohort.Id);
        Assert.Equal("anima <b>x</b>", Assert.Single(view!.Members).Name);
        Assert.DoesNotContain("<b>x</b>", (await browser.OpenAsync("/me")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_nobody_is_made()
    {
        var cohort = await WorkshopAsync();
        var before = await PeopleAsync();
        using var browser = hub.NewBrowser();
        var page = await browser.SubmitAsync(await browser.OpenAsync($"/join/{cohort.Code}"), "join", ("Name", "Mallory"), ("__RequestVerificationToken", ""));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("too old", page.Text, StringComparison.Ordinal);
        Assert.Equal(before, await PeopleAsync());
    }

    private async Task<int> PeopleAsync()
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().Users.CountAsync();
    }

    private Task<(CohortId Id, string Code)> WorkshopAsync() => Workshops.PlanAsync(hub, new(Guid.CreateVersion7()));
}

/// <summary>Workshops for tests.</summary>
internal static class Workshops
{
    public static async Task<(CohortId Id, string Code)> PlanAsync(Hub hub, LearnerId facilitator)
    {
        var grains = hub.Services.GetRequiredService<IGrainFactory>();
        var id = new CohortId(Guid.CreateVersion7());
        var code = await grains.ClaimCodeAsync(new JoinCodeTarget.Workshop(id), DateTimeOffset.UtcNow.AddDays(2));
        var planned = await grains.GetGrain<ICohortGrain>(id.Value).Plan(
            "Fees and contracts", "Kigali", new(2027, 3, 1), new(2027, 3, 3), [new ModuleVersion("labour-mobility", 1)], null, code, facilitator);
        Assert.Null(planned.Refusal);
        return (id, code);
    }
}
