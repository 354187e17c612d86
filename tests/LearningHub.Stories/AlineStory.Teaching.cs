using System.Text.Json;
using LearningHub.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>From the teach-back to nine sheets typed on the bus.</summary>
public sealed partial class AlineStory
{
    private const int Heads = 30, Names = 9, WrongSheets = 6;

    /// <summary>What did not come across to many.</summary>
    private const string Weak = "LM-M3";

    private long mobile;

    private async Task TeachesBackAsync(Visitor aline, string workshop)
    {
        await aline.Page.GotoAsync($"/teach-back/{Module}");
        await aline.ClickAsync("Give me a code");
        var code = await aline.Page.Locator(".big-code").InnerTextAsync();
        await using var known = await hub.PhoneAsync();
        await known.ContinueAsAsync("Learner");
        await RatesAsync(known, code);
        await using var peer = await hub.PhoneAsync();
        await peer.TypeCodeAsync(workshop);
        await peer.Page.GetByLabel("Your name").FillAsync("Peer Test");
        await peer.ClickAsync("Join");
        await peer.ClickAsync("I have them. Go on");
        await RatesAsync(peer, code);
        await aline.Page.ReloadAsync();
        await aline.SeesAsync("you are cleared to teach this module");
        await aline.SeesNothingWrongAsync();
    }

    private static async Task RatesAsync(Visitor peer, string code)
    {
        await peer.TypeCodeAsync(code);
        await peer.SeesAsync("Aline teaches back");
        foreach (var yes in await peer.Page.Locator("input[type=radio][value='2']").AllAsync()) await yes.CheckAsync();
        await peer.ClickAsync("Keep my rating");
        await peer.SeesAsync("Your rating is kept: 10 of 10 points.");
    }

    /// <summary>Her director agrees by the link that she sends: no account, no e-mail.</summary>
    private async Task HasItCoSignedAsync(Visitor aline)
    {
        await aline.Page.GotoAsync("/cascade");
        await aline.Page.Locator("a[href^='/cascade/pledges/']").ClickAsync();
        var link = new Uri(await aline.Page.GetByLabel("Link for your supervisor").InputValueAsync());
        await using var director = await hub.PhoneAsync();
        await director.Page.GotoAsync(link.PathAndQuery);
        await director.SeesAsync("Aline asks for your agreement");
        await director.Page.GetByLabel("Your name").FillAsync("Director Test");
        await director.ClickAsync("I agree and will give the time");
        await director.SeesAsync("The agreement of");
        await director.SeesNothingWrongAsync();
        await aline.Page.ReloadAsync();
        await aline.SeesAsync("Director Test agreed on");
    }

    private async Task TeachesWithoutALinkAsync(Visitor aline)
    {
        await aline.Page.GotoAsync("/cascade");
        await aline.Page.EvaluateAsync("(async () => { while (!(await (await caches.match('/cascade', { ignoreVary: true }))?.text())?.includes('co-signed')) await new Promise(done => setTimeout(done, 50)); })()");
        await LosesLinkAsync(aline);
        await aline.Page.GotoAsync($"/cascade/kit/{Module}");
        await aline.SeesAsync(DemoHub.Content.Current(Module)!.Kit!.Title);
        await aline.Page.GotoAsync("/cascade");
        var record = await OpenAsync(aline, "Record a session that I held");
        await record.GetByLabel("District").FillAsync("Lake district");
        await record.GetByLabel("Venue").FillAsync("Meeting room 2");
        await record.GetByLabel("Minutes taught").FillAsync("45");
        await record.GetByLabel("How many colleagues were there?").FillAsync($"{Heads}");
        await record.GetByLabel("Whose staff were they?").SelectOptionAsync(DemoStory.Personas.Institution.ToString());
        await record.GetByLabel("Names of those without a phone").FillAsync(string.Join('\n', Enumerable.Range(1, Names).Select(NameOf)));
        await record.GetByLabel("Which promise does it keep?").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await record.GetByRole(AriaRole.Button).ClickAsync();
        await aline.SeesAsync("Kept on this phone: “A session that I held”");
    }

    /// <returns>The address of the session's page.</returns>
    private async Task<string> SendsTheSessionAsync(Visitor aline)
    {
        await aline.Page.GotoAsync("/waiting");
        await aline.SeesAsync("1 thing waits");
        await aline.SeesAsync(NameOf(Names));
        return await OnMobileDataAsync(async () =>
        {
            await FindsLinkAsync(aline);
            await aline.Page.GotoAsync("/cascade");
            await aline.Page.Locator("a[href^='/cascade/sessions/']").ClickAsync();
            await aline.SeesAsync($"0 of {Heads} claimed are verified");
            await aline.SeesAsync($"{Names} coupons made, 0 used, {Names} on your list and waiting for confirmation.");
            await aline.Page.GetByLabel("How many more coupons?").FillAsync($"{Heads - Names}");
            await aline.ClickAsync("Make coupons");
            await aline.SeesAsync($"{Heads} coupons made, 0 used");
            return new Uri(aline.Page.Url).AbsolutePath;
        });
    }

    /// <summary>At the office: the coupons, and a sheet with its name for each on the list.</summary>
    private async Task<IReadOnlyList<string>> PrintsAsync(Visitor aline, string session)
    {
        await aline.Page.GotoAsync($"{session}/coupons");
        await Expect(aline.Page.Locator("li.coupon")).ToHaveCountAsync(Heads);
        var codes = await aline.Page.Locator("li.coupon .big-code").AllInnerTextsAsync();
        await aline.Page.GotoAsync($"{session}/sheets");
        await Expect(aline.Page.Locator(".check-sheet")).ToHaveCountAsync(Names);
        await aline.SeesAsync($"Your name: {NameOf(1)}");
        await aline.SeesNothingWrongAsync();
        sheets = (await aline.Page.Locator(".check-sheet").EvaluateAllAsync<JsonElement>("""
            sheets => sheets.map(sheet => [...sheet.querySelectorAll(":scope > ol > li")].map(question =>
              [question.querySelector("p").textContent, ...[...question.querySelectorAll("ul > li")].map(option => option.textContent.trim().slice(1).trim())]))
            """))!.Deserialize<string[][][]>()!;
        return [.. codes.Skip(Names)]; // the first went to those on the list
    }

    private string[][][] sheets = [];

    /// <summary>Nine lines on the bus; they go out when the link is back.</summary>
    private async Task TypesTheSheetsAsync(Visitor aline, string session)
    {
        await OnMobileDataAsync(async () =>
        {
            await aline.Page.GotoAsync($"{session}/paper", new() { WaitUntil = WaitUntilState.NetworkIdle });
            await LosesLinkAsync(aline);
            for (var i = 0; i < Names; i++)
            {
                await aline.Page.Locator($"#code-{i}").FillAsync($"{i + 1}");
                await aline.Page.Locator($"#name-{i}").FillAsync(NameOf(i + 1));
                await aline.Page.Locator($"#letters-{i}").FillAsync(string.Concat(sheets[i].Select(question => Letter(question, i < WrongSheets ? Weak : null))));
            }

            await aline.ClickAsync("Keep these sheets");
            await aline.SeesAsync("Kept on this phone: “Paper sheets”");
            await FindsLinkAsync(aline);
            await aline.Page.GotoAsync($"{session}/paper");
            await aline.SeesAsync($"Waiting for confirmation ({Names})");
            return 0;
        });
        output.WriteLine($"Her session on mobile data: {mobile / 1000.0:0.0} KB came to the phone.");
        Assert.InRange(mobile, 1, SessionBytes);
    }

    private static string NameOf(int number) => $"Colleague {(char)('A' + number - 1)}";

    /// <param name="question">As printed: what is asked, then what can be chosen.</param>
    private static char Letter(string[] question, string? wrongOn)
    {
        var item = DemoHub.Content.Current(Module)!.Items.First(item => item.Prompt.Text == question[0].Trim());
        var chosen = item.Options.First(option => option.Id == Colleague.Answer(item, wrongOn)).Text.Text;
        return (char)('a' + Array.IndexOf(question, chosen) - 1);
    }

    /// <summary>Counts what comes to the phone over all its connections, headers and service worker included: more than Chromium's own counter of a page sees.</summary>
    private async Task<T> OnMobileDataAsync<T>(Func<Task<T>> act)
    {
        var before = radio.Bytes;
        var result = await act();
        mobile += radio.Bytes - before;
        return result;
    }
}
