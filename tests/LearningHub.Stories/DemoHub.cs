using LearningHub.Grains.Learning.Content;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearningHub.Stories;

/// <summary>The program with its demonstration, and Chromium, for the stories that share them.</summary>
public sealed class DemoHub : IAsyncLifetime
{
    private static readonly Lazy<ContentLibrary> Library = new(() =>
        ContentLibrary.Load(Path.Combine(HubProcess.Repository, "content"), strict: false, NullLogger.Instance));

    /// <summary>What the program teaches: where a story finds the right answers.</summary>
    public static ContentLibrary Content => Library.Value;

    public HubProcess Process { get; private set; } = null!;
    public Browsers Browsers { get; } = new();

    public async Task InitializeAsync()
    {
        await Browsers.InitializeAsync();
        Process = await HubProcess.StartAsync(settings: new Dictionary<string, string> { ["Languages__Pseudo"] = "true" });
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        await Browsers.DisposeAsync();
    }

    public Task<Visitor> PhoneAsync(bool script = true, bool dark = false) => Browsers.PhoneAsync(Process, script, dark);

    /// <summary>A phone whose pages are weighed: what a service worker fetches in a page's place, the browser does not count. <see cref="KeptModuleStory"/> counts it on the wire.</summary>
    public Task<Visitor> WeighedPhoneAsync() => Browsers.PhoneAsync(Process, worker: false);

    public Task<Visitor> DeskAsync(bool dark = false) => Browsers.DeskAsync(Process, dark);
}

/// <summary>Stories that share one hub follow one another: each counts what it added.</summary>
[CollectionDefinition(Name)]
public sealed class DemoStories : ICollectionFixture<DemoHub>
{
    public const string Name = "Stories on the demonstration";
}

/// <summary>Stories that only read the demonstration, beside those that change it.</summary>
[CollectionDefinition(Name)]
public sealed class ReadingStories : ICollectionFixture<DemoHub>
{
    public const string Name = "Stories that read the demonstration";
}

/// <summary>Stories that measure time have the machine to themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedStories : ICollectionFixture<DemoHub>
{
    public const string Name = "Stories that measure time";
}
