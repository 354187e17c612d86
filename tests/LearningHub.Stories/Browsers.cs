using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LearningHub.Stories;

/// <summary>Chromium for the stories: one engine, and a context of its own (cookies, storage) for each person.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private IPlaywright playwright = null!;

    public IBrowser Engine { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Engine = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : "/usr/bin/chromium-browser",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A person with a cheap phone.</summary>
    public Task<Visitor> PhoneAsync(HubProcess hub, bool script = true) => VisitAsync(hub, 360, 640, script);

    /// <summary>A person at a desk, or the projector.</summary>
    public Task<Visitor> DeskAsync(HubProcess hub) => VisitAsync(hub, 1280, 800, true);

    public async Task DisposeAsync()
    {
        await Engine.DisposeAsync();
        playwright.Dispose();
    }

    private async Task<Visitor> VisitAsync(HubProcess hub, int width, int height, bool script)
    {
        var context = await Engine.NewContextAsync(new()
        {
            BaseURL = hub.Address, ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(15_000);
        return new(context, await context.NewPageAsync());
    }
}

/// <summary>One person's browser. Every page seen through <see cref="SeesNothingWrongAsync"/> is checked for accessibility.</summary>
public sealed class Visitor(IBrowserContext context, IPage page)
{
    private readonly List<string> complaints = Listen(page);

    public IPage Page => page;
    public IBrowserContext Context => context;

    /// <summary>Axe finds nothing, the console says nothing, and the page does not scroll sideways.</summary>
    public async Task SeesNothingWrongAsync()
    {
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, $"{page.Url}: " + string.Join("; ", result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))}")));
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{page.Url} is {overflow} px wider than the screen.");
        Assert.True(complaints.Count == 0, $"{page.Url} said on the console: {string.Join("; ", complaints)}");
    }

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
