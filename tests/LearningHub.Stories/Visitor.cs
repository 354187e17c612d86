using Microsoft.Playwright;

namespace LearningHub.Stories;

/// <summary>One person's browser. Every page seen through <see cref="SeesNothingWrongAsync"/> is checked for accessibility.</summary>
public sealed class Visitor(IBrowserContext context, IPage page) : IAsyncDisposable
{
    private readonly List<string> complaints = Listen(page);

    public IPage Page => page;
    public IBrowserContext Context => context;

    /// <summary>On the start page of a demonstration, continues as one kind of person.</summary>
    /// <param name="kind">As the button says it, for example "Learner".</param>
    public async Task ContinueAsAsync(string kind)
    {
        await page.GotoAsync("/");
        await ClickAsync($"Continue as {kind}");
    }

    /// <summary>Types a code into the box of the start page.</summary>
    public async Task TypeCodeAsync(string code)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Do you have a code?").FillAsync(code);
        await ClickAsync("Go on");
    }

    /// <summary>Presses the button, or follows the link, that says this.</summary>
    public Task ClickAsync(string words) =>
        page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).Or(page.GetByRole(AriaRole.Link, new() { Name = words, Exact = true })).ClickAsync();

    /// <summary>Waits until the page's text holds these words.</summary>
    public Task SeesAsync(string words) => Assertions.Expect(page.Locator("body")).ToContainTextAsync(words);

    /// <summary>Waits until the browser is at an address whose path ends like this.</summary>
    public Task ArrivesAsync(string path) => page.WaitForURLAsync(address => new Uri(address).AbsolutePath.EndsWith(path, StringComparison.Ordinal));

    /// <summary>Axe finds nothing, the console says nothing, and the page does not scroll sideways.</summary>
    public async Task SeesNothingWrongAsync()
    {
        var faults = await FaultsAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>What is wrong with the page: what axe finds, what the console says, and whether it scrolls sideways.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        List<string> faults = [.. (await Axe.FindsAsync(page)).Select(violation => $"{page.Url}: {violation}")];
        if (await SidewaysAsync() is { } wide) faults.Add(wide);
        faults.AddRange(complaints.Select(complaint => $"{page.Url} said: {complaint}"));
        complaints.Clear();
        return faults;
    }

    /// <summary>Says so when the page scrolls sideways at its present width.</summary>
    public async Task<string?> SidewaysAsync()
    {
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return overflow > 0 ? $"{page.Url} is {overflow} px wider than the screen of {page.ViewportSize!.Width} px." : null;
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private static List<string> Listen(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            // a lost link is part of some stories; a refused script or style never is
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        return complaints;
    }
}
