using System.Net;
using System.Text.Json;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;

namespace LearningHub.Tests.Identity;

/// <summary>A passkey from its making to its removal, with a device made of code.</summary>
public sealed class PasskeyTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task A_passkey_that_was_added_signs_in_on_its_own()
    {
        using var device = new SoftwarePasskey("http://localhost");
        var (browser, _) = await hub.SignedInAsync(Roles.Facilitator);
        var page = await AddAsync(browser, device);
        Assert.Contains("Your passkey is kept", page.Text, StringComparison.Ordinal);

        using var other = hub.NewBrowser();
        var me = await SignInAsync(other, device);
        Assert.Equal("/me", me.Path);
        Assert.Contains("A facilitator", me.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_passkey_opens_nothing()
    {
        using var device = new SoftwarePasskey("http://localhost");
        var (browser, _) = await hub.SignedInAsync(Roles.Facilitator);
        var page = await AddAsync(browser, device);
        var remove = page.Document.QuerySelectorAll("input[name=_handler]").Select(input => input.GetAttribute("value")!).Single(name => name.StartsWith("remove-", StringComparison.Ordinal));
        await browser.SubmitAsync(page, remove);

        using var other = hub.NewBrowser();
        Assert.Contains("does not open anything", (await SignInAsync(other, device)).Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_made_for_another_site_is_not_taken()
    {
        using var device = new SoftwarePasskey("https://hub.evil.example");
        var (browser, _) = await hub.SignedInAsync(Roles.Facilitator);
        Assert.Contains("did not make a passkey", (await AddAsync(browser, device)).Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_an_earlier_question_is_not_taken_again()
    {
        using var device = new SoftwarePasskey("http://localhost");
        var (browser, _) = await hub.SignedInAsync(Roles.Facilitator);
        await AddAsync(browser, device);
        using var thief = hub.NewBrowser();
        var page = await thief.OpenAsync("/sign-in?returnUrl=/me");
        var heard = device.Use(await OptionsAsync(browser, await browser.OpenAsync("/sign-in"), "/passkeys/request-options"));
        await OptionsAsync(thief, page, "/passkeys/request-options");
        Assert.Contains("does not open anything", (await thief.SubmitAsync(page, "passkey", ("Credential", heard))).Alert, StringComparison.Ordinal);
    }

    private static async Task<Page> AddAsync(Browser browser, SoftwarePasskey device)
    {
        var page = await browser.OpenAsync("/me");
        var credential = device.Make(await OptionsAsync(browser, page, "/passkeys/creation-options"));
        return await browser.SubmitAsync(page, "passkey", ("Credential", credential));
    }

    private static async Task<Page> SignInAsync(Browser browser, SoftwarePasskey device)
    {
        var page = await browser.OpenAsync("/sign-in?returnUrl=/me");
        var credential = device.Use(await OptionsAsync(browser, page, "/passkeys/request-options"));
        return await browser.SubmitAsync(page, "passkey", ("Credential", credential));
    }

    private static async Task<JsonElement> OptionsAsync(Browser browser, Page page, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Add("RequestVerificationToken", page.Form("passkey").QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value"));
        using var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
