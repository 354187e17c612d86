using System.Net;
using System.Net.Http.Json;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using LearningHub.Web.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Messages;

/// <summary>The whole program with a mail server and a gateway that only remember. Tests of one site follow one another: they share its clock.</summary>
public sealed class MessageSite : IDisposable
{
    public const string Secret = "a secret of the gateway";

    public MessageSite() => Hub = new()
    {
        Settings = { ["Texts:Secret"] = Secret, ["Messages:Address"] = "https://hub.example.org" },
        Replacing = services =>
        {
            services.Remove(services.Single(service => service.ImplementationType == typeof(PostmanRounds))); // a test says when he goes round
            services.AddSingleton<TimeProvider>(Clock).AddSingleton<IMails>(Net).AddSingleton<ITextMessages>(Net);
        },
    };

    /// <summary>Nine in the morning, not before now: browsers throw away cookies that end before their own now.</summary>
    public FakeTimeProvider Clock { get; } = new(new(DateTime.UtcNow.Date.AddDays(1).AddHours(9), TimeSpan.Zero));
    public MessageNet Net { get; } = new();
    public Hub Hub { get; }
    public IGrainFactory Grains => Hub.Services.GetRequiredService<IGrainFactory>();
    public Module Module => Hub.Services.GetRequiredService<ContentLibrary>().Current("labour-mobility")!;

    public void Dispose() => Hub.Dispose();

    /// <summary>A text message comes in by the gateway.</summary>
    /// <returns>What the hub answers.</returns>
    public async Task<IReadOnlyList<string>> TextAsync(string from, string text, string? id = null)
    {
        using var http = Hub.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Secret);
        var response = await http.PostAsJsonAsync(new Uri("/text/in", UriKind.Relative), new { from, text, id });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<TextOut>())!.Answers;
    }

    /// <summary>A session that was held, with its coupons.</summary>
    public async Task<(CascadeSessionId Session, IReadOnlyList<CouponLine> Coupons)> SessionAsync()
    {
        var (_, trainer, _) = await Hub.LearnerAsync("Amina Trainer");
        var id = new CascadeSessionId(Guid.CreateVersion7());
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        var grain = Grains.GetGrain<ICascadeSessionGrain>(id.Value);
        Assert.Null((await grain.Record(new(Module.Id, today, "Gasabo", "Room 2", 20, [trainer], 4, null), trainer, today)).Refusal);
        Assert.Null((await grain.IssueCoupons(Guid.NewGuid(), 4, trainer)).Refusal);
        return (id, (await Hub.Services.GetRequiredService<CascadeSessionQuery>().FindAsync(id))!.Coupons);
    }
}

/// <summary>A mail server and a gateway that only remember; <c>Broken</c> makes them fail.</summary>
public sealed class MessageNet : IMails, ITextMessages
{
    public List<Mail> Mails { get; } = [];
    public List<TextMessage> Texts { get; } = [];
    public bool Broken { get; set; }

    public Task SendAsync(Mail mail, CancellationToken ct) => Broken ? throw new System.Net.Mail.SmtpException("no") : Add(() => Mails.Add(mail));

    public Task SendAsync(TextMessage message, CancellationToken ct) => Broken ? throw new IOException("no") : Add(() => Texts.Add(message));

    private static Task Add(Action add)
    {
        add();
        return Task.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class MessageSites : ICollectionFixture<MessageSite>
{
    public const string Name = "Messages through the whole program";
}
