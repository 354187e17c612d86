using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Common;

/// <summary>The whole program on a SQLite file of its own: in memory, or on a real port with <see cref="Real"/>.</summary>
public class Hub : WebApplicationFactory<Program>
{
    /// <summary>What every member of staff in a test types.</summary>
    public const string Password = "a sentence that is long enough";

    private readonly string folder = Directory.CreateTempSubdirectory("hub-test-").FullName;
    private bool onPort;

    /// <summary>Development unless a test sets another before the first call.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>Further settings, before the first call.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Further services, before the first call: a clock, an audience.</summary>
    public Action<IServiceCollection>? Replacing { get; init; }

    /// <summary>On Kestrel and a free port, where cookies, limits and WebSockets are the real ones.</summary>
    public static Hub Real()
    {
        var hub = new Hub { onPort = true };
        hub.UseKestrel(Ports.Free());
        hub.StartServer();
        return hub;
    }

    /// <summary>A phone that has never been here.</summary>
    public Browser NewBrowser()
    {
        if (!onPort) return new(CreateClient(new() { AllowAutoRedirect = true, HandleCookies = true, MaxAutomaticRedirections = 10 }));
        var address = ClientOptions.BaseAddress;
        return new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true, UseCookies = true }) { BaseAddress = address });
    }

    /// <summary>A browser in which somebody with this role is signed in, by password, through the page.</summary>
    /// <param name="institution">What a focal point speaks for.</param>
    /// <param name="programme">What a donor follows.</param>
    public async Task<(Browser Browser, LearnerId Id)> SignedInAsync(string role, InstitutionId? institution = null, ProgrammeId? programme = null)
    {
        var email = $"{role}-{Guid.NewGuid():N}@example.org";
        LearnerId id;
        await using (var scope = Services.CreateAsyncScope())
        {
            var staff = scope.ServiceProvider.GetRequiredService<Staff>();
            var (person, refusal) = await staff.AddAsync($"A {role}", email, role, role == Roles.FocalPoint ? institution ?? new(Guid.NewGuid()) : null, role == Roles.Donor ? programme ?? new(Guid.NewGuid()) : null);
            Assert.Null(refusal);
            Assert.Null(await staff.SetPasswordAsync(person!, Password));
            id = new(person!.Id);
        }

        var browser = NewBrowser();
        var page = await browser.OpenAsync("/sign-in?returnUrl=/me");
        page = await browser.SubmitAsync(page, "password", ("Email", email), ("Password", Password));
        Assert.Equal("/me", page.Path);
        return (browser, id);
    }

    /// <summary>A browser in which a new learner is signed in, by recovery phrase, through the page.</summary>
    public async Task<(Browser Browser, LearnerId Id, string Phrase)> LearnerAsync(string name = "Amina")
    {
        LearnerId id;
        string phrase;
        await using (var scope = Services.CreateAsyncScope())
        {
            var learners = scope.ServiceProvider.GetRequiredService<Learners>();
            Person person = await learners.WelcomeAsync(name);
            (id, phrase) = (new(person.Id), await learners.IssuePhraseAsync(person));
        }

        var browser = NewBrowser();
        var page = await browser.SubmitAsync(await browser.OpenAsync("/recover?returnUrl=/me"), "recover", ("Phrase", phrase));
        Assert.Equal("/me", page.Path);
        return (browser, id, phrase);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("Storage:ConnectionString", $"Data Source={Path.Combine(folder, "hub.db")}");
        builder.UseSetting("Demo:Enabled", "false"); // a test makes what it needs
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        if (Replacing is { } more) builder.ConfigureServices(more);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !Directory.Exists(folder)) return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
