using System.Net;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Identity;

/// <summary>How an installation gets its administrators and its staff.</summary>
public sealed class FirstAdministratorTests
{
    private static readonly (string, string)[] Typed = [("Name", "Irene"), ("Email", "irene@example.org"), ("Password", Hub.Password)];

    [Fact]
    public async Task The_first_link_makes_an_administrator_and_works_once()
    {
        using var hub = new Hub { Environment = "Production" };
        var links = hub.Services.GetRequiredService<Invitations>();
        var (first, second) = (await links.MakeAsync(person: null), await links.MakeAsync(person: null)); // two nodes started together

        using var browser = hub.NewBrowser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(first), "welcome", Typed);
        Assert.Equal("/me", page.Path);
        Assert.Contains("administrator", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/admin/people")).Status);

        using var late = hub.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await late.OpenAsync(first)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await late.OpenAsync(second)).Status); // nobody becomes a second first administrator
    }

    [Fact]
    public async Task A_link_ends_after_a_day()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var hub = new Hub { Replacing = services => services.AddSingleton<TimeProvider>(clock) };
        var link = await hub.Services.GetRequiredService<Invitations>().MakeAsync(person: null);
        using var browser = hub.NewBrowser();
        using (var welcome = await browser.Http.GetAsync(link))
        {
            Assert.Equal(HttpStatusCode.OK, welcome.StatusCode);
            Assert.True(welcome.Headers.CacheControl!.NoStore); // a page that opens an account is kept by no cache
        }

        clock.Advance(Invitations.FirstAdministratorLifetime);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(link)).Status);
    }

    [Fact]
    public async Task A_weak_password_is_refused_and_the_link_still_works()
    {
        using var hub = new Hub();
        var link = await hub.Services.GetRequiredService<Invitations>().MakeAsync(person: null);
        using var browser = hub.NewBrowser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(link), "welcome", [.. Typed[..2], ("Password", "short")]);
        Assert.Contains("12 characters", page.Alert, StringComparison.Ordinal);
        Assert.Equal("/me", (await browser.SubmitAsync(page, "welcome", Typed)).Path);
    }

    [Fact]
    public async Task An_administrator_invites_a_facilitator_who_sets_her_own_password()
    {
        using var hub = new Hub();
        var (administrator, _) = await hub.SignedInAsync(Roles.Administrator);
        var page = await administrator.SubmitAsync(await administrator.OpenAsync("/admin/people"), "invite", ("Email", "jeanne@example.org"), ("Name", "Jeanne"), ("Role", Roles.Facilitator));
        var link = new Uri(page.Document.QuerySelector("[role=status] code")!.TextContent).AbsolutePath;

        using var jeanne = hub.NewBrowser();
        var me = await jeanne.SubmitAsync(await jeanne.OpenAsync(link), "welcome", ("Password", Hub.Password));
        Assert.Contains("facilitator", me.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await jeanne.OpenAsync("/admin/people")).Status);
    }

    [Fact]
    public async Task The_last_administrator_can_neither_leave_nor_lose_the_role()
    {
        using var hub = new Hub();
        var (administrator, id) = await hub.SignedInAsync(Roles.Administrator);
        var page = await administrator.SubmitAsync(await administrator.OpenAsync("/me"), "erase", ("Sure", "true"));
        Assert.Contains("only administrator", page.Alert, StringComparison.Ordinal);
        page = await administrator.SubmitAsync(await administrator.OpenAsync("/admin/people"), $"take-{id}-{Roles.Administrator}");
        Assert.Contains("only administrator", page.Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_takes_the_name_and_every_way_in_and_leaves_the_count()
    {
        using var hub = new Hub();
        var cohort = await Workshops.PlanAsync(hub, new(Guid.CreateVersion7()));
        using var browser = hub.NewBrowser();
        var shown = await browser.SubmitAsync(await browser.OpenAsync($"/join/{cohort.Code}"), "join", ("Name", "Kevin"));
        var phrase = shown.Document.QuerySelector(".phrase")!.TextContent;

        await browser.SubmitAsync(await browser.OpenAsync("/me"), "erase", ("Sure", "true"));
        Assert.Equal("/sign-in", (await browser.OpenAsync("/me")).Path);
        var back = await browser.SubmitAsync(await browser.OpenAsync("/recover"), "recover", ("Phrase", phrase));
        Assert.Contains("Nobody has these four words", back.Alert, StringComparison.Ordinal);
        var view = await hub.Services.GetRequiredService<Grains.Cohorts.CohortQuery>().FindAsync(cohort.Id);
        Assert.Equal("withdrawn", Assert.Single(view!.Members).Name);
    }
}
