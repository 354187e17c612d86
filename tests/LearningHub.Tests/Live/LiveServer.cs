using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using LearningHub.Grains;
using LearningHub.Grains.Common;
using LearningHub.Grains.Learning.Content;
using LearningHub.Grains.Live;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using LearningHub.Web.Live;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LearningHub.Tests.Live;

/// <summary>The live room alone on real Kestrel, real grains and a real SQLite file.</summary>
/// <remarks>Who is signed in stands in a header here; the sign-in itself is tested with the whole program.</remarks>
public sealed class LiveServer : IAsyncLifetime
{
    private static readonly byte[] Key = new byte[32];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("learning-hub-live-");
    private WebApplication app = null!;

    /// <summary>The hub's time: the real one, and what a test adds to it.</summary>
    public ClockAhead Clock { get; } = new();

    /// <summary>A clock of the test's own instead; its timers are the hub's.</summary>
    public FakeTimeProvider? OwnClock { get; init; }

    public IServiceProvider Services => app.Services;

    /// <summary>Where it keeps things; a SQLite file of its own when null. A second server on the same one finds what the first has kept.</summary>
    public TestDatabase? Database { get; init; }

    public Uri Address { get; private set; } = null!;
    public IGrainFactory Grains => app.Services.GetRequiredService<IGrainFactory>();
    public HttpClient Http { get; } = new();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Ports.Free()}");
        builder.Services.AddSingleton<TimeProvider>((TimeProvider?)OwnClock ?? Clock);
        builder.UseOrleans(silo => silo.UseInMemoryReminderService());
        builder.Services.AddHubDatabase(Database?.Provider ?? StorageProvider.Sqlite, Database?.ConnectionString ?? $"Data Source={Path.Combine(folder.FullName, "hub.db")}");
        builder.Services.AddJournal<HubDbContext>(journal => journal.AddLive());
        builder.Services.AddSingleton(new Seal(Key));
        builder.Services.AddSingleton(_ => ContentLibrary.Load(Path.Combine(Repository.Folder, "content"), strict: false, NullLogger.Instance));
        builder.AddLanguages();
        builder.Services.AddLiveRoom();
        builder.Services.AddAuthentication(nameof(HeaderSignIn)).AddScheme<AuthenticationSchemeOptions, HeaderSignIn>(nameof(HeaderSignIn), null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(Policies.Facilitator, policy => policy.RequireRole(Roles.Facilitator));
        app = builder.Build();
        await app.PrepareStorageAsync();
        app.UseLanguages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapLiveRoom();
        await app.StartAsync();
        Address = new(app.Urls.Single());
        Http.BaseAddress = Address;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    /// <summary>A session of <paramref name="questions"/> questions, each with the right option first and feedback that gives it away.</summary>
    public Task<LiveRoomUnderTest> StartSessionAsync(int questions = 2, LearnerId? host = null) =>
        StartSessionAsync(host, [.. Enumerable.Range(1, questions).Select(Question)]);

    /// <summary>A session with this plan.</summary>
    public Task<LiveRoomUnderTest> StartSessionAsync(params PlannedActivity[] plan) => StartSessionAsync(null, plan);

    private async Task<LiveRoomUnderTest> StartSessionAsync(LearnerId? host, PlannedActivity[] plan)
    {
        var session = new LiveSessionId(Guid.CreateVersion7());
        var code = await Grains.ClaimCodeAsync(new JoinCodeTarget.LiveRoom(session), DateTimeOffset.UtcNow.AddHours(1));
        var reply = await Grain(session).Start(new(new("labour-mobility", 1), [.. plan], host ?? new(Guid.NewGuid()), code));
        Assert.Null(reply.Refusal);
        return new(this, session, code, app.Services.GetRequiredService<LiveDoor>().HostClaim(session));
    }

    public static PlannedActivity Question(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"LM-L{number:00}"), ActivityKind.SingleChoice,
        $"Question {number}: a recruiter asks a worker to pay for the medical examination after arrival. Who should bear this cost under the general principles?",
        [
            new("a", "b", "The employer bears it, as every cost of recruitment.", true, "SECRET-FEEDBACK: yes. Costs of recruitment are the employer's."),
            new("b", "a", "The worker, but only in instalments.", false, "SECRET-FEEDBACK: a delayed fee is not a fee."),
            new("c", "c", "The state of destination.", false, "SECRET-FEEDBACK: states may help, the duty is the employer's."),
        ]);

    public ILiveSessionGrain Grain(LiveSessionId session) => Grains.GetGrain<ILiveSessionGrain>(session.Value);

    public Task<LiveClient> ConnectAsync(params (string Name, string Value)[] headers) => LiveClient.ConnectAsync(Address, headers);

    /// <summary>The session's history as the journal keeps it.</summary>
    public async Task<IReadOnlyList<LiveEvent>> HistoryAsync(LiveSessionId session)
    {
        var journal = app.Services.GetRequiredService<Journal<HubDbContext, LiveEvent>>();
        var events = new List<LiveEvent>();
        await foreach (var recorded in journal.ReadAsync($"live-{session}")) events.Add(recorded.Event);
        return events;
    }

    public async Task<T> QueryAsync<T>(Func<HubDbContext, Task<T>> query)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        return await query(db);
    }

    /// <summary>The real clock, some way ahead.</summary>
    public sealed class ClockAhead : TimeProvider
    {
        private long ahead;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

        public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
    }

    /// <summary>Signs in who a header names: <c>id</c> or <c>id;role</c>.</summary>
    private sealed class HeaderSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["Person"].ToString() is not { Length: > 0 } person) return Task.FromResult(AuthenticateResult.NoResult());
            var parts = person.Split(';');
            var claims = parts.Skip(1).Select(role => new Claim(ClaimTypes.Role, role)).Prepend(new(ClaimTypes.NameIdentifier, parts[0]));
            return Task.FromResult(AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name)));
        }
    }
}

/// <summary>One started session of the server under test.</summary>
public sealed record LiveRoomUnderTest(LiveServer Server, LiveSessionId Session, string Code, string HostClaim)
{
    public async Task<LiveClient> HostAsync()
    {
        var host = await Server.ConnectAsync();
        var reply = await host.InvokeAsync("Host", Session.ToString(), HostClaim);
        Assert.Null(reply!["refusal"]);
        return host;
    }

    public async Task<LiveClient[]> CrowdAsync(int people) =>
        [.. (await Task.WhenAll(Enumerable.Range(1, people).Select(number => JoinAsync($"Person {number}")))).Select(person => person.Client)];

    public async Task<(LiveClient Client, string Claim)> JoinAsync(string name, string? claim = null)
    {
        var client = await Server.ConnectAsync();
        var reply = await client.JoinAsync(Code, name, claim);
        Assert.Null(reply["refusal"]);
        return (client, reply["claim"]!.GetValue<string>());
    }
}
