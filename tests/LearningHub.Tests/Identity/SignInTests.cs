using System.Net;
using System.Text.Json;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Identity;

/// <summary>Staff sign in; nobody learns who has an account.</summary>
public sealed class SignInTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        using var browser = hub.NewBrowser();
        var page = await browser.OpenAsync("/sign-in");
        var unknown = await browser.SubmitAsync(page, "password", ("Email", "nobody@example.org"), ("Password", "wrong wrong wrong"));
        var member = await hub.SignedInAsync(Roles.Facilitator);
        member.Browser.Dispose();
        var wrong = await browser.SubmitAsync(page, "password", ("Email", await EmailOfAsync(member.Id)), ("Password", "wrong wrong wrong"));
        Assert.NotNull(unknown.Alert);
        Assert.Equal((unknown.Status, unknown.Alert), (wrong.Status, wrong.Alert));
    }

    [Fact]
    public async Task Guessing_passwords_ends_after_twenty_wrong_ones()
    {
        using var quiet = new Hub();
        using var guesser = quiet.NewBrowser();
        var page = await guesser.OpenAsync("/sign-in");
        for (var i = 0; i < 20; i++)
        {
            page = await guesser.SubmitAsync(page, "password", ("Email", $"somebody{i}@example.org"), ("Password", "wrong wrong wrong"));
            Assert.Equal(HttpStatusCode.OK, page.Status);
        }

        page = await guesser.SubmitAsync(page, "password", ("Email", "somebody@example.org"), ("Password", "wrong wrong wrong"));
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.True(page.RetryAfter > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("/me", "/me")]
    [InlineData("//evil.example/me", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/me\r\nSet-Cookie: a=b", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void After_signing_in_nobody_is_led_to_another_site(string? asked, string expected) => Assert.Equal(expected, LocalAddress.Or(asked));

    [Fact]
    public async Task A_sign_in_link_with_a_foreign_address_ends_on_this_site()
    {
        var (_, _, phrase) = await hub.LearnerAsync();
        using var phone = hub.NewBrowser();
        var page = await phone.SubmitAsync(await phone.OpenAsync("/recover?returnUrl=https://evil.example/"), "recover", ("Phrase", phrase));
        Assert.Equal("localhost", page.Uri.Host);
    }

    [Fact]
    public async Task Signing_out_needs_the_forms_token_and_ends_the_sign_in()
    {
        var (browser, _, _) = await hub.LearnerAsync();
        using var forged = await browser.Http.PostAsync("/sign-out", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal("/me", (await browser.OpenAsync("/me")).Path);

        await browser.SubmitAsync(await browser.OpenAsync("/me"), "/sign-out");
        Assert.Equal("/sign-in", (await browser.OpenAsync("/me")).Path);
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_script_and_of_other_sites()
    {
        using var http = hub.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = new("https://localhost") });
        using var page = await http.GetAsync("/sign-in");
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_passkey_is_asked_for_without_naming_anybody()
    {
        using var browser = hub.NewBrowser();
        var token = (await browser.OpenAsync("/sign-in")).Form("passkey").QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/passkeys/request-options");
        request.Headers.Add("RequestVerificationToken", token);
        using var answer = await browser.Http.SendAsync(request);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(json.GetProperty("challenge").GetString()!.Length > 20);
        Assert.False(json.TryGetProperty("allowCredentials", out var allowed) && allowed.GetArrayLength() > 0);

        using var without = await browser.Http.PostAsync("/passkeys/request-options", null);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    public async Task A_made_up_passkey_opens_nothing(string credential)
    {
        using var browser = hub.NewBrowser();
        var page = await browser.SubmitAsync(await browser.OpenAsync("/sign-in?returnUrl=/me"), "passkey", ("Credential", credential));
        Assert.Contains("does not open anything", page.Alert, StringComparison.Ordinal);
    }

    private async Task<string> EmailOfAsync(LearnerId id)
    {
        var staff = await hub.Services.GetRequiredService<StaffQuery>().AllAsync(SignedIn.InstitutionClaim);
        return staff.Single(person => person.Id == id).Email;
    }
}
