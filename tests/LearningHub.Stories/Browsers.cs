using Microsoft.Playwright;

namespace LearningHub.Stories;

/// <summary>Chromium for the stories: one engine, and a context of its own (cookies, storage) for each person.</summary>
public sealed class Browsers : IAsyncLifetime
{
    /// <summary>How long a story waits for a thing to appear, in milliseconds. Long, because a busy machine is no mistake of the page.</summary>
    public const float Patience = 30_000;

    private static readonly string[] Switches =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright playwright = null!;

    private static string Program => Path.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : "/usr/bin/chromium-browser";

    public IBrowser Engine { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        Engine = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Switches });
    }

    /// <summary>A person with a cheap phone.</summary>
    /// <param name="address">Another way to the hub than its own address.</param>
    /// <param name="worker">False for a browser without service workers.</param>
    public Task<Visitor> PhoneAsync(HubProcess hub, bool script = true, bool dark = false, string? address = null, bool worker = true) =>
        VisitAsync(address ?? hub.Address, 360, 640, script, dark, worker);

    /// <summary>A person at a desk, or the projector.</summary>
    public Task<Visitor> DeskAsync(HubProcess hub, bool dark = false, string? address = null) => VisitAsync(address ?? hub.Address, 1280, 800, true, dark);

    /// <summary>A phone whose browser is closed and opened again: what it keeps lies in a folder.</summary>
    public async Task<Visitor> PhoneOfAsync(DirectoryInfo folder, string address, bool offline = false)
    {
        var context = await playwright.Chromium.LaunchPersistentContextAsync(folder.FullName, new()
        {
            ExecutablePath = Program, Args = Switches, BaseURL = address, Offline = offline, ViewportSize = new() { Width = 360, Height = 640 },
        });
        context.SetDefaultTimeout(Patience);
        return new(context, context.Pages[0]);
    }

    public async Task DisposeAsync()
    {
        await Engine.DisposeAsync();
        playwright.Dispose();
    }

    private async Task<Visitor> VisitAsync(string address, int width, int height, bool script, bool dark, bool worker = true)
    {
        var context = await Engine.NewContextAsync(new()
        {
            BaseURL = address, ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = script,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ServiceWorkers = worker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
        });
        context.SetDefaultTimeout(Patience);
        return new(context, await context.NewPageAsync());
    }
}
