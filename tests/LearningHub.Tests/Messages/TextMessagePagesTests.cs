using System.Net;
using System.Net.Http.Json;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Domain.Messages;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning;
using LearningHub.Tests.Common;
using LearningHub.Web.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Messages;

/// <summary>Text messages that come in from feature phones, through the whole program.</summary>
[Collection(MessageSites.Name)]
public sealed class TextMessagePagesTests(MessageSite site)
{
    [Fact]
    public async Task A_colleague_without_a_smartphone_confirms_and_answers_by_text()
    {
        var (session, coupons) = await site.SessionAsync();
        var answers = await site.TextAsync("+250788000011", $"my code: {coupons[0].Code[..3]} {coupons[0].Code[3..].ToLowerInvariant()}");
        Assert.StartsWith("Thank you. Kept: Amina taught you Labour mobility", answers[0], StringComparison.Ordinal);
        foreach (var number in Enumerable.Range(0, 5))
        {
            Assert.Contains($"{number + 1}/5 ", string.Join(' ', answers), StringComparison.Ordinal);
            Assert.All(answers, answer => Assert.InRange(GsmText.Length(answer), 1, GsmText.Longest));
            var item = CouponCheck.Draw(site.Module, coupons[0].Number)[number];
            var letter = CouponCheck.Options(item, coupons[0].Number).Select(option => option.Right).ToList().IndexOf(true);
            answers = await site.TextAsync("0788 000 011", $"{(char)('a' + letter)}", $"message-{number}");
            Assert.Equal(answers, await site.TextAsync("0788 000 011", $"{(char)('a' + letter)}", $"message-{number}"));
        }

        Assert.StartsWith("5 of 5 right", answers[0], StringComparison.Ordinal);
        var view = await Hub.Services.GetRequiredService<CascadeSessionQuery>().FindAsync(session);
        Assert.Equal(EvidenceTier.Checked, Assert.Single(view!.Confirmed).Tier);
        Assert.Contains("confirmed this session already", string.Join(' ', await site.TextAsync("+250788000011", coupons[1].Code)), StringComparison.Ordinal);
        Assert.Contains("Somebody else has used", string.Join(' ', await site.TextAsync("+250788000012", coupons[0].Code)), StringComparison.Ordinal);

        var jane = await site.TextAsync("+250788000011", $"{coupons[1].Code} for Jane Uwase");
        Assert.Contains("taught your colleague", jane[0], StringComparison.Ordinal);
        await site.TextAsync("+250788000011", $"{coupons[1].Code} for Jane Uwase");
        view = await Hub.Services.GetRequiredService<CascadeSessionQuery>().FindAsync(session);
        Assert.Equal(2, view!.Confirmed.Length);
        Assert.Contains(view.Confirmed, line => line.Name == "Jane");
        Assert.NotNull(await Hub.Services.GetRequiredService<Contacts>().FindAsync(ContactKind.Phone, "+250788000011"));
        Assert.Null(await Hub.Services.GetRequiredService<Contacts>().FindAsync(ContactKind.Phone, "+250788000012")); // nobody was made for a used coupon
    }

    [Fact]
    public async Task A_wrong_code_is_said_clearly_and_guessing_ends()
    {
        for (var i = 0; i < 10; i++) Assert.Contains("We do not know the code AAA AA", (await site.TextAsync("+250788000020", $"AAAAA{i}"))[0], StringComparison.Ordinal);
        Assert.Contains("too many wrong codes", (await site.TextAsync("+250788000020", "AAAAAB"))[0], StringComparison.Ordinal);
        Assert.Contains("We do not know", (await site.TextAsync("+250788000021", "AAAAAB"))[0], StringComparison.Ordinal);
        Assert.Contains("No question is open", (await site.TextAsync("+250788000021", "a"))[0], StringComparison.Ordinal);
        Assert.Contains("STOP ends texts", (await site.TextAsync("+250788000021", "help"))[0], StringComparison.Ordinal);
        Assert.Contains("did not understand", (await site.TextAsync("+250788000021", "good morning"))[0], StringComparison.Ordinal);
        Assert.Empty(await site.TextAsync("OPERATOR", "hello"));
    }

    [Fact]
    public async Task A_gateway_without_the_secret_hands_in_nothing_and_without_one_configured_there_is_no_door()
    {
        using var http = Hub.CreateClient();
        var wrong = await http.PostAsJsonAsync(new Uri("/text/in", UriKind.Relative), new { from = "+250788000030", text = "help", secret = "wrong" });
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var form = new FormUrlEncodedContent([new("From", "+250788000030"), new("Body", "HELP"), new("MessageSid", "SM1"), new("secret", MessageSite.Secret)]);
        var right = await http.PostAsync(new Uri("/text/in", UriKind.Relative), form);
        Assert.Contains("STOP ends texts", Assert.Single((await right.Content.ReadFromJsonAsync<TextOut>())!.Answers), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Hub.NewBrowser().OpenAsync("/demo/phone")).Status);
    }

    [Fact]
    public async Task A_gateway_with_a_wrong_header_or_a_long_body_is_refused_before_it_is_read()
    {
        using var http = Hub.CreateClient();
        var big = await http.PostAsJsonAsync(new Uri("/text/in", UriKind.Relative), new { from = "+250788000031", text = new string('x', 9000), secret = MessageSite.Secret });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, big.StatusCode);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");
        var wrong = await http.PostAsJsonAsync(new Uri("/text/in", UriKind.Relative), new { from = "+250788000031", text = "help", secret = MessageSite.Secret });
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task Who_only_typed_a_number_does_not_speak_for_it()
    {
        var (_, coupons) = await site.SessionAsync();
        var (_, typist, _) = await Hub.LearnerAsync("Typist");
        var contacts = Hub.Services.GetRequiredService<Contacts>();
        await contacts.GiveAsync(typist, ContactKind.Phone, "+250788000061");
        Assert.StartsWith("Thank you", (await site.TextAsync("+250788000061", coupons[0].Code))[0], StringComparison.Ordinal);
        var owner = await contacts.FindProvenAsync(ContactKind.Phone, "+250788000061");
        Assert.NotNull(owner);
        Assert.NotEqual(typist, owner);
        Assert.Equal(owner, await contacts.FindAsync(ContactKind.Phone, "+250788000061"));
        Assert.Contains("2/5", string.Join(' ', await site.TextAsync("+250788000061", "a")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supervisor_without_a_sign_in_can_stop_messages()
    {
        var (_, trainer, _) = await Hub.LearnerAsync("Tim Trainer");
        var pledge = Guid.NewGuid();
        await site.Grains.GetGrain<ILearnerGrain>(trainer.Value).Pledge(pledge, site.Module.Id, 6, DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime).AddDays(60), new CohortId(Guid.NewGuid()));
        Assert.Null((await site.Grains.GetGrain<IPledgeGrain>(pledge).CoSign(true, new("Claudine Director", "+250788000071"), null)).Refusal);
        Assert.Contains("no more reminders", (await site.TextAsync("+250788000071", "stop"))[0], StringComparison.Ordinal);
        site.Clock.AdvanceTo(new DateTimeOffset(site.Clock.GetUtcNow().UtcDateTime.Date.AddHours(10), TimeSpan.Zero).AddDays(8));
        await Hub.Services.GetRequiredService<Postman>().RoundAsync();
        await using var db = await Hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.Equal(MessageState.Dropped, (await db.Messages.SingleAsync(row => row.About == pledge && row.Kind == MessageKind.SupervisorNudge)).State);
        Assert.DoesNotContain(site.Net.Texts, text => text.To == "+250788000071");
    }

    private Hub Hub => site.Hub;
}
