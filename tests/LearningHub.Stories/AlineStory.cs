using System.Diagnostics;
using LearningHub.Domain.Learning;
using LearningHub.Web.Demo;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>Aline, ministry officer with a cheap phone, from the workshop to the figures a week later: what she does without a link arrives once, also when her browser is killed.</summary>
/// <remarks>All thirty colleagues are there. Those who do nothing that needs a browser confirm by the same pages without one.</remarks>
[Collection(DemoStories.Name)]
public sealed partial class AlineStory(DemoHub hub, ITestOutputHelper output) : IDisposable
{
    private const string Module = "labour-mobility";
    private const int Half = 4;
    private const int OfficeBytes = 400_000, SessionBytes = 60_000;

    private static readonly string Workshop = $"/cohorts/{DemoStory.Personas.Workshop}";

    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("learning-hub-phone-");
    private readonly Radio radio = new(hub.Process.Port);

    [Fact]
    public async Task She_learns_promises_and_teaches_thirty_without_a_link_and_everything_counts_once()
    {
        await using var _ = radio;
        await using var facilitator = await hub.DeskAsync();
        await facilitator.ContinueAsAsync("Facilitator");
        await facilitator.Page.GotoAsync(Workshop);
        var code = (await facilitator.Page.Locator(".big-code").First.InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);

        await using (var office = await PhoneAsync()) await BeginsAtTheOfficeAsync(office, code);
        output.WriteLine($"At the office, the module kept: {radio.Bytes / 1000.0:0.0} KB.");
        Assert.InRange(radio.Bytes, 1, OfficeBytes);

        var killed = await PhoneAsync(); // a sign-in of this very minute would not be on the disk yet
        await AnswersOnTheBusAsync(killed);
        Kill();
        var aline = await PhoneAsync(offline: true);
        await FinishesAsync(aline);
        await PromisesAsync(aline);
        var text = await HandsOverAsync(aline);
        foreach (var said in (string[])["A test, finished: kept", "A test, finished: the hub had it already"]) await HandInAsync(facilitator, text, said);
        await FindsLinkAsync(aline); // and now the phone sends the same things itself
        await aline.SeesAsync("Nothing of yours waits on this phone.");

        await TeachesBackAsync(aline, code);
        await HasItCoSignedAsync(aline);
        await TeachesWithoutALinkAsync(aline);
        Kill();

        await using var again = await PhoneAsync(offline: true);
        var session = await SendsTheSessionAsync(again);
        var coupons = await PrintsAsync(again, session);
        await TypesTheSheetsAsync(again, session);
        await using var focalPoint = await hub.DeskAsync();
        var before = await ReachAsync(focalPoint);
        await ConfirmAsync(focalPoint, session, coupons);

        Assert.Equal(before + Verified, await ReachAsync(focalPoint)); // one of them was in another's session as well, and counts once
        await SeesWhatCameOfItAsync(again, session);
        await EverythingIsThereOnceAsync(again, facilitator);
    }

    public void Dispose()
    {
        try { profile.Delete(recursive: true); }
        catch (IOException) { } // a file still being let go of is the temp folder's business
    }

    private static async Task BeginsAtTheOfficeAsync(Visitor aline, string code)
    {
        await aline.TypeCodeAsync(code);
        await aline.Page.GetByLabel("Your name").FillAsync("Aline Test");
        await aline.ClickAsync("Join");
        await aline.ClickAsync("I have them. Go on");
        await aline.Page.GotoAsync("/waiting", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await aline.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => new Promise(done => navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', () => done())))");
        await aline.Page.GotoAsync("/waiting", new() { WaitUntil = WaitUntilState.NetworkIdle }); // now its scripts are the service worker's too
        await aline.SeesNothingWrongAsync();
        await aline.Page.GotoAsync("/cascade");
        await aline.Page.EvaluateAsync("(async () => { while (!(await caches.keys()).some(name => name.startsWith('hub-person:'))) await new Promise(done => setTimeout(done, 50)); })()");
        await aline.Page.GotoAsync($"/modules/{Module}");
        await aline.SeesAsync("You will teach this.");
        await aline.ClickAsync("Keep this module");
        await aline.SeesAsync("It is up to date.");
        await aline.Page.GotoAsync($"/modules/{Module}/test/post");
        await aline.ClickAsync("Begin");
        await aline.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>The first half; then the browser is killed.</summary>
    private async Task AnswersOnTheBusAsync(Visitor aline)
    {
        await aline.Page.GotoAsync($"/modules/{Module}/test/post", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await LosesLinkAsync(aline);
        for (var i = 0; i < Half; i++) await AnswerAsync(aline, i + 1);
        await aline.SeesAsync($"{Half} waiting");
        await aline.SeesNothingWrongAsync();
    }

    private static async Task FinishesAsync(Visitor aline)
    {
        await aline.Page.GotoAsync("/waiting");
        await aline.SeesAsync($"{Half} things wait");
        await aline.Page.GetByRole(AriaRole.Button, new() { Name = "After the lessons: the test" }).ClickAsync();
        for (var i = Half; i < TestForm.Size; i++) await AnswerAsync(aline, i + 1);
        await aline.SeesAsync("8 of 8 answered. Look through your answers, then finish.");
        await aline.ClickAsync("Finish");
        await aline.SeesAsync("Your test is finished and kept on this phone.");
    }

    private static async Task AnswerAsync(Visitor aline, int number)
    {
        await aline.SeesAsync($"Question {number} of 8");
        var prompt = await aline.Page.Locator("offline-test legend").InnerTextAsync();
        var item = DemoHub.Content.Current(Module)!.Items.First(item => item.Prompt.Text == prompt.Trim());
        await aline.Page.Locator($"offline-test input[value='{item.RightOption}']").CheckAsync();
        await aline.ClickAsync("Keep and go on");
    }

    private static async Task PromisesAsync(Visitor aline)
    {
        await aline.Page.GotoAsync("/cascade");
        var pledge = await OpenAsync(aline, "Promise to teach colleagues");
        await pledge.GetByLabel("How many colleagues?").FillAsync($"{Heads}");
        await pledge.GetByRole(AriaRole.Button).ClickAsync();
        await aline.SeesAsync("Kept on this phone: “A promise to teach colleagues”");
    }

    private static async Task<string> HandsOverAsync(Visitor aline)
    {
        await aline.Page.GotoAsync("/waiting");
        await aline.SeesAsync($"{TestForm.Size + 2} things wait"); // her answers, the end of the test, the promise
        await aline.ClickAsync("Hand it over");
        await Expect(aline.Page.Locator("waiting-list figure svg").First).ToBeVisibleAsync();
        Assert.InRange(await aline.Page.Locator("waiting-list figure").CountAsync(), 1, 2);
        await aline.SeesNothingWrongAsync();
        var text = await aline.Page.Locator("#handed").InputValueAsync();
        Assert.InRange(text.Length, 100, 1200);
        return text;
    }

    private static async Task HandInAsync(Visitor facilitator, string text, string said)
    {
        await facilitator.Page.GotoAsync("/outbox/import");
        await facilitator.Page.GetByLabel("Text from the phone").FillAsync(text);
        await facilitator.ClickAsync("See what is in it");
        await facilitator.SeesAsync("Work of Aline Test");
        await facilitator.SeesNothingWrongAsync();
        await facilitator.ClickAsync("Hand it in");
        await facilitator.SeesAsync(said);
        Assert.DoesNotContain("not taken", await facilitator.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task EverythingIsThereOnceAsync(Visitor aline, Visitor facilitator)
    {
        await facilitator.Page.GotoAsync(Workshop);
        var row = facilitator.Page.GetByRole(AriaRole.Table).Filter(new() { HasText = "Last received" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "Aline Test" });
        await Expect(row.Locator("td.n")).ToHaveTextAsync([$"{TestForm.Size + 4}", "0", "0"]);
        await facilitator.SeesNothingWrongAsync();

        await aline.Page.GotoAsync("/cascade");
        await Expect(aline.Page.Locator("ul.rows > li").Filter(new() { HasText = $"{Heads} colleagues by" })).ToHaveCountAsync(1);
        await Expect(aline.Page.Locator("a[href^='/cascade/sessions/']")).ToHaveCountAsync(1);
        await aline.Page.GotoAsync($"/modules/{Module}");
        await aline.SeesAsync("you may teach this module");
    }

    private Task<Visitor> PhoneAsync(bool offline = false) => hub.Browsers.PhoneOfAsync(profile, radio.Address, offline);

    private async Task LosesLinkAsync(Visitor aline)
    {
        await aline.Context.SetOfflineAsync(true);
        await radio.BreakAsync();
    }

    /// <summary>Coverage returns, and what waited goes out by itself.</summary>
    private async Task FindsLinkAsync(Visitor aline)
    {
        radio.Mend();
        await aline.Context.SetOfflineAsync(false);
        await aline.SeesAsync("Nothing waits, last sent");
    }

    private static async Task<ILocator> OpenAsync(Visitor person, string summary)
    {
        var details = person.Page.Locator("details").Filter(new() { HasText = summary });
        if (await details.GetAttributeAsync("open") is null) await details.Locator("summary").ClickAsync();
        return details;
    }

    /// <summary>kill -9 for the browser that works in this profile, as when the system needs its memory.</summary>
    private void Kill()
    {
        foreach (var process in Process.GetProcesses())
        {
            try
            {
                if (!File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(profile.FullName, StringComparison.Ordinal)) continue;
                process.Kill();
                process.WaitForExit();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or System.ComponentModel.Win32Exception) { } // ended by itself
        }
    }
}
