using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>A module is kept on a phone at the office, and read on the bus, where there is no network at all.</summary>
[Collection(ReadingStories.Name)]
public sealed class KeptModuleStory(DemoHub hub, ITestOutputHelper output) : IDisposable
{
    private const string Module = "labour-mobility";
    private const string Home = $"/modules/{Module}";
    private const string FromPhone = "This page is from this phone";

    private const string WorkerIsHere =
        "new Promise(done => navigator.serviceWorker.controller ? done(true) : navigator.serviceWorker.addEventListener('controllerchange', () => done(true)))";

    private const string TreeIsKept =
        "(async () => { while (!(await caches.keys()).some(name => name.startsWith('hub-person:'))) await new Promise(done => setTimeout(done, 50)); })()";

    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("learning-hub-phone-");
    private readonly DirectoryInfo content = Directory.CreateTempSubdirectory("learning-hub-content-");

    [Fact]
    public async Task A_kept_module_is_read_whole_without_a_link_and_an_update_fetches_what_changed()
    {
        await using var radio = new Radio(hub.Process.Port);
        await using (var phone = await hub.Browsers.PhoneOfAsync(profile, radio.Address)) await KeepAsync(phone, radio);
        await radio.BreakAsync();
        await using (var phone = await hub.Browsers.PhoneOfAsync(profile, radio.Address, offline: true)) await ReadOnTheBusAsync(phone);
        await using var later = await HubWithAnotherLessonAsync();
        await radio.TurnToAsync(later.Port);
        await using (var phone = await hub.Browsers.PhoneOfAsync(profile, radio.Address)) await UpdateAsync(phone, radio);
    }

    private async Task KeepAsync(Visitor phone, Radio radio)
    {
        await phone.Page.GotoAsync($"{Home}/{DemoHub.Content.Current(Module)!.Lessons[0].Slug}");
        await phone.Page.EvaluateAsync(WorkerIsHere);
        output.WriteLine($"The first page of a lesson, its service worker and all that it keeps of the site included: {radio.Bytes / 1000.0:0.0} KB.");
        Assert.InRange(radio.Bytes, 1, 60 * 1024);
        await phone.ContinueAsAsync("Step-down trainer");
        await phone.ArrivesAsync("/cascade");
        await phone.Page.EvaluateAsync(TreeIsKept);
        await phone.Page.GotoAsync(Home, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var said = await phone.Page.Locator("[data-weight]").TextContentAsync();
        var before = radio.Bytes;
        await phone.ClickAsync("Keep this module");
        await phone.SeesAsync("It is up to date.");
        var took = (radio.Bytes - before) / 1000.0;
        output.WriteLine($"{said} It took {took:0.0} KB, the list and the question for news included.");
        Assert.InRange(took, Numbers(said)[0], Numbers(said).Sum());
        await phone.SeesNothingWrongAsync();
    }

    private static async Task ReadOnTheBusAsync(Visitor phone)
    {
        var module = DemoHub.Content.Current(Module)!;
        foreach (var lesson in module.Lessons)
        {
            await phone.Page.GotoAsync($"{Home}/{lesson.Slug}");
            await Expect(phone.Page.Locator("h1")).ToHaveTextAsync(lesson.Title);
            await phone.SeesAsync(FromPhone);
        }

        await AnswerAsync(phone);
        await phone.SeesNothingWrongAsync();
        foreach (var (address, words) in new[] { (Home, module.KeyMessages[0].Text), ("/glossary", "What the words mean"), ($"/cascade/kit/{Module}", module.Kit!.Title), ($"{Home}/case", module.Case!.Title) })
        {
            await phone.Page.GotoAsync(address);
            await phone.SeesAsync(words);
            await phone.SeesAsync(FromPhone);
        }

        await phone.Page.GotoAsync("/cascade");
        await phone.SeesAsync("not newer");
        await Expect(phone.Page.Locator(".evidence.verified").First).ToBeVisibleAsync();
        await phone.SeesNothingWrongAsync();
        await phone.Page.GotoAsync("/modules/social-protection");
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This page is not on this phone");
        await Expect(phone.Page.GetByRole(AriaRole.Link, new() { Name = module.Title, Exact = true })).ToBeVisibleAsync();
        await phone.SeesNothingWrongAsync();
    }

    /// <summary>The hub's words on an answer, without the hub.</summary>
    private static async Task AnswerAsync(Visitor phone)
    {
        var check = phone.Page.Locator("section.check").First;
        await check.GetByRole(AriaRole.Radio).First.CheckAsync();
        await check.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(check.Locator(".feedback.right")).ToHaveCountAsync(1);
        await Expect(check.Locator("[role=status]")).ToContainTextAsync("your choice");
        await Expect(check.GetByRole(AriaRole.Button)).ToHaveTextAsync("Try again");
        await phone.SeesAsync("1 waiting"); // the page is a visitor's, the answer is hers
    }

    private async Task UpdateAsync(Visitor phone, Radio radio)
    {
        await phone.Page.GotoAsync(Home, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await phone.SeesAsync("An update of ");
        var before = radio.Bytes;
        await phone.ClickAsync("Take the update");
        await phone.SeesAsync("It is up to date.");
        output.WriteLine($"The update took {(radio.Bytes - before) / 1000.0:0.0} KB.");
        Assert.InRange(radio.Bytes - before, 5_000, 12_000); // one lesson, the list, the question for news
        await phone.Page.GotoAsync("/kept");
        await phone.SeesAsync("It is up to date.");
        await phone.SeesNothingWrongAsync();

        await phone.Context.SetOfflineAsync(true);
        await radio.BreakAsync();
        await phone.Page.GotoAsync($"{Home}/{DemoHub.Content.Current(Module)!.Lessons[0].Slug}");
        await phone.SeesAsync("A sentence that is new here.");
        await phone.Page.GotoAsync("/cascade"); // the new hub knows nobody: her tree went with her sign-in
        await phone.SeesAsync("This page is not on this phone");
    }

    private async Task<HubProcess> HubWithAnotherLessonAsync()
    {
        var source = Path.Combine(HubProcess.Repository, "content");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(content.FullName, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var lesson = Directory.EnumerateFiles(Path.Combine(content.FullName, Module, "en"), "01-*.md").Single();
        await File.AppendAllTextAsync(lesson, "\n\nA sentence that is new here.\n");
        return await HubProcess.StartAsync(settings: new Dictionary<string, string> { ["Content__Path"] = content.FullName, ["Content__Strict"] = "false", ["Demo__Enabled"] = "false" });
    }

    /// <summary>The figures in a sentence, in the order said.</summary>
    private static List<int> Numbers(string? said) =>
        [.. said!.Split(' ').Select(word => int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : -1).Where(number => number >= 0)];

    public void Dispose()
    {
        foreach (var folder in (DirectoryInfo[])[profile, content])
        {
            try { folder.Delete(recursive: true); }
            catch (IOException) { } // a browser that is still closing lets go later
        }
    }
}
