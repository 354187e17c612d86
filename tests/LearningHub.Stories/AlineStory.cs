using System.Diagnostics;
using System.Globalization;
using LearningHub.Domain.Learning;
using LearningHub.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>Aline, ministry officer with a cheap phone: a test, a promise, a session with names on paper, all without a link; her browser is killed in the middle. Everything arrives once.</summary>
[Collection(DemoStories.Name)]
public sealed class AlineStory(DemoHub hub) : IDisposable
{
    private const string Module = "labour-mobility";
    private const int Names = 9, Heads = 30, Half = 4;

    private static readonly string Workshop = $"/cohorts/{DemoStory.Personas.Workshop}";

    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("learning-hub-phone-");

    [Fact]
    public async Task What_was_done_without_a_link_arrives_exactly_once_by_every_way()
    {
        await using var facilitator = await hub.DeskAsync();
        await facilitator.ContinueAsAsync("Facilitator");
        await facilitator.Page.GotoAsync(Workshop);
        var code = (await facilitator.Page.Locator(".big-code").First.InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);

        await using (var office = await hub.Browsers.PhoneOfAsync(profile, hub.Process.Address)) await BeginsAtTheOfficeAsync(office, code);
        var killed = await hub.Browsers.PhoneOfAsync(profile, hub.Process.Address); // a sign-in of this very minute would not be on the disk yet
        await AnswersOnTheBusAsync(killed);
        Kill();

        await using var aline = await hub.Browsers.PhoneOfAsync(profile, hub.Process.Address, offline: true);
        await FinishesAsync(aline);
        await PromisesAndTeachesAsync(aline);
        var text = await HandsOverAsync(aline);

        foreach (var said in (string[])["A test, finished: kept", "A test, finished: the hub had it already"]) await HandInAsync(facilitator, text, said);
        await aline.Context.SetOfflineAsync(false); // and now the phone sends the same things itself
        await aline.SeesAsync("Nothing waits, last sent");
        await aline.SeesAsync("Nothing of yours waits on this phone.");

        await EverythingIsThereOnceAsync(aline, facilitator);
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
        await aline.Page.GotoAsync($"/modules/{Module}/test/post");
        await aline.ClickAsync("Begin");
        await aline.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>The first half; then the browser is killed.</summary>
    private static async Task AnswersOnTheBusAsync(Visitor aline)
    {
        await aline.Page.GotoAsync($"/modules/{Module}/test/post", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await aline.Context.SetOfflineAsync(true);
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

    private static async Task PromisesAndTeachesAsync(Visitor aline)
    {
        await aline.Page.GotoAsync("/cascade");
        var pledge = await OpenAsync(aline, "Promise to teach colleagues");
        await pledge.GetByLabel("How many colleagues?").FillAsync(Heads.ToString(CultureInfo.InvariantCulture));
        await pledge.GetByRole(AriaRole.Button).ClickAsync();
        await aline.SeesAsync("Kept on this phone: “A promise to teach colleagues”");
        var record = await OpenAsync(aline, "Record a session that I held");
        await record.GetByLabel("District").FillAsync("Lake district");
        await record.GetByLabel("Venue").FillAsync("Meeting room 2");
        await record.GetByLabel("How many colleagues were there?").FillAsync(Heads.ToString(CultureInfo.InvariantCulture));
        await record.GetByLabel("Names of those without a phone").FillAsync(string.Join('\n', Enumerable.Range(1, Names).Select(i => $"Colleague {(char)('A' + i)}")));
        await record.GetByRole(AriaRole.Button).ClickAsync();
        await aline.SeesAsync("Kept on this phone: “A session that I held”");
    }

    private static async Task<string> HandsOverAsync(Visitor aline)
    {
        await aline.Page.GotoAsync("/waiting");
        await aline.SeesAsync($"{TestForm.Size + 3} things wait"); // her answers, the end of the test, the promise, the session
        await aline.SeesAsync("Colleague J");
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
        await Expect(row.Locator("td.n")).ToHaveTextAsync([$"{TestForm.Size + 3}", "0", "0"]);
        await facilitator.SeesNothingWrongAsync();

        await aline.Page.GotoAsync("/cascade");
        await Expect(aline.Page.Locator("ul.rows > li").Filter(new() { HasText = $"{Heads} colleagues by" })).ToHaveCountAsync(1);
        await Expect(aline.Page.Locator("a[href^='/cascade/sessions/']")).ToHaveCountAsync(1);
        await aline.Page.Locator("a[href^='/cascade/sessions/']").ClickAsync();
        await aline.SeesAsync($"0 of {Heads} claimed are verified");
        await aline.SeesAsync($"{Names} coupons made, 0 used, {Names} on your list and waiting for confirmation.");
        await aline.Page.GotoAsync($"/modules/{Module}");
        await aline.SeesAsync("you may teach this module");
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
