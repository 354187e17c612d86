using System.Net;
using System.Text;
using LearningHub.Tests.Common;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Identity;

/// <summary>What bad input gets, and what every answer carries.</summary>
public sealed class GuardTests(GuardTests.RealHub real) : IClassFixture<GuardTests.RealHub>
{
    /// <summary>On a real port: limits on bodies are the server's.</summary>
    public sealed class RealHub : IDisposable
    {
        public Hub Hub { get; } = Hub.Real();
        public void Dispose() => Hub.Dispose();
    }

    private readonly Hub hub = real.Hub;

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("/dist/site.css", HttpStatusCode.OK)]
    [InlineData("/healthz/live", HttpStatusCode.OK)]
    public async Task Every_answer_forbids_inline_script_framing_and_guessing_of_types(string address, HttpStatusCode status)
    {
        using var browser = hub.NewBrowser();
        using var answer = await browser.Http.GetAsync(address);
        Assert.Equal(status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task No_page_holds_inline_script_or_style()
    {
        var (browser, _) = await hub.SignedInAsync(Roles.Administrator);
        foreach (var address in new[] { "/sign-in", "/recover", "/join", "/me", "/admin/people", "/nothing-here" })
        {
            var page = await browser.OpenAsync(address);
            Assert.Empty(page.Document.QuerySelectorAll("style, [style], script:not([src])"));
            Assert.DoesNotContain(page.Document.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var browser = hub.NewBrowser();
        using var answer = await browser.Http.PostAsync("/recover", new StringContent("Phrase=" + new string('x', Security.MaxBodyBytes + 1), Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/recover")]
    [InlineData("/sign-out")]
    [InlineData("/nothing-here")]
    [InlineData("/hubs/live")]
    public async Task A_form_without_its_token_is_refused_wherever_it_is_sent(string address)
    {
        using var browser = hub.NewBrowser();
        using var answer = await browser.Http.PostAsync(address, new FormUrlEncodedContent([KeyValuePair.Create("Name", "Mallory")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_error_says_what_happened_and_carries_the_number_the_log_has()
    {
        using var browser = hub.NewBrowser();
        var page = await browser.OpenAsync("/nothing-here");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("There is no such page", page.Text, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{32}$", page.Document.QuerySelector("code")!.TextContent);

        using var french = hub.NewBrowser();
        french.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");
        page = await french.OpenAsync("/nothing-here");
        Assert.Equal(("fr", "Cette page n’existe pas"), (page.Document.DocumentElement.GetAttribute("lang"), page.Document.QuerySelector("h1")!.TextContent));

        using var json = await browser.Http.GetAsync("/nothing-here");
        Assert.Equal("application/problem+json", json.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Sixty_people_behind_one_address_join_within_a_minute_and_a_flood_does_not()
    {
        using var crowd = new Hub();
        var cohort = await Workshops.PlanAsync(crowd, new(Guid.CreateVersion7()));
        for (var i = 0; i < 60; i++)
        {
            using var phone = crowd.NewBrowser();
            var page = await phone.SubmitAsync(await phone.OpenAsync($"/join/{cohort.Code}"), "join", ("Name", $"Person {i}"));
            Assert.Equal("/me/phrase", page.Path);
        }

        using var flood = crowd.NewBrowser();
        var form = await flood.OpenAsync($"/join/{cohort.Code}");
        Page? last = null;
        for (var i = 0; i < 100 && last?.Status != HttpStatusCode.TooManyRequests; i++) last = await flood.SubmitAsync(form, "join", ("Name", "")); // refused names count as well
        Assert.Equal(HttpStatusCode.TooManyRequests, last!.Status);
        Assert.True(last.RetryAfter > TimeSpan.Zero);
        Assert.Contains("Too many tries", last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_codes_ends_after_sixty_wrong_ones()
    {
        using var quiet = new Hub();
        using var guesser = quiet.NewBrowser();
        for (var i = 0; i < 60; i++) Assert.Equal(HttpStatusCode.NotFound, (await guesser.OpenAsync($"/join/{i:D6}")).Status);
        var page = await guesser.OpenAsync("/join/000061");
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.True(page.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task An_accident_shows_no_stack_trace_in_production()
    {
        using var broken = new Hub { Environment = "Production", Replacing = services => services.AddSingleton<IStartupFilter, Accident>() };
        using var browser = broken.NewBrowser();
        var page = await browser.OpenAsync("/accident");
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains("Something broke on our side", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", page.Html, StringComparison.Ordinal);
    }

    private sealed class Accident : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseErrorPages();
            app.Use((context, rest) => context.Request.Path == "/accident" ? throw new InvalidOperationException("secret detail") : rest(context));
            next(app);
        };
    }
}
