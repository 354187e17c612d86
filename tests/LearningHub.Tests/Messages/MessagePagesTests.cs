using System.Net;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using LearningHub.Web.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LearningHub.Tests.Messages;

/// <summary>Messages as people meet them, through the whole program: reminders out by mail and text, the page of messages, help.</summary>
[Collection(MessageSites.Name)]
public sealed class MessagePagesTests(MessageSite site)
{
    [Fact]
    public async Task A_file_of_messages_holds_words_and_addresses_in_development_alone()
    {
        foreach (var (name, holds) in new[] { ("Development", true), ("Production", false) })
        {
            var folder = Directory.CreateTempSubdirectory("messages-").FullName;
            using (var file = new FileMessages(Options.Create(new MessageOptions { Folder = folder }), new Place { EnvironmentName = name }, TimeProvider.System))
            {
                await file.SendAsync(new Mail(Guid.NewGuid(), "mona@example.org", "Hello", "Hello Mona"), default);
                await file.SendAsync(new TextMessage(Guid.NewGuid(), "+250788000041", ["Hello Mona"]), default);
            }

            var written = string.Concat(Directory.GetFiles(folder).Select(File.ReadAllText));
            Directory.Delete(folder, recursive: true);
            Assert.Contains("\"id\"", written, StringComparison.Ordinal);
            Assert.Equal((holds, holds), (written.Contains("ona", StringComparison.Ordinal), written.Contains("0041", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Reminders_go_by_mail_else_by_text_else_stand_on_the_page_and_wait_for_the_morning()
    {
        var (byMail, mailer) = await PledgedAsync("Mona Mail");
        var (byText, texter) = await PledgedAsync("Theo Text");
        var (onPage, _) = await PledgedAsync("Paula Page");
        var contacts = Hub.Services.GetRequiredService<Contacts>();
        await contacts.GiveAsync(byMail, ContactKind.Email, "mona@example.org");
        await contacts.GiveAsync(byText, ContactKind.Phone, "+250788000041");
        var postman = Hub.Services.GetRequiredService<Postman>();
        var morning = new DateTimeOffset(site.Clock.GetUtcNow().UtcDateTime.Date.AddHours(9), TimeSpan.Zero);
        site.Clock.AdvanceTo(morning.AddDays(7).AddHours(12)); // a week later, in the evening
        await postman.RoundAsync();
        Assert.Empty(ToMona);
        site.Net.Broken = true;
        site.Clock.AdvanceTo(morning.AddDays(7).AddHours(22));
        await postman.RoundAsync();
        site.Net.Broken = false;
        var (admin, _) = await Hub.SignedInAsync(Roles.Administrator);
        var page = await admin.OpenAsync("/messages");
        Assert.Contains("The mail server can't be reached.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("mona", page.Html, StringComparison.OrdinalIgnoreCase);
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        await postman.RoundAsync();
        var mail = Assert.Single(ToMona);
        Assert.Contains("Hello Mona", mail.Body, StringComparison.Ordinal);
        Assert.Contains("https://hub.example.org/cascade/pledges/", mail.Body, StringComparison.Ordinal);
        var text = Assert.Single(site.Net.Texts);
        Assert.All(text.Parts, part => Assert.InRange(GsmText.Length(part), 1, GsmText.Longest));
        await postman.RoundAsync();
        Assert.Equal((1, 1), (ToMona.Count(), site.Net.Texts.Count));
        Assert.Contains("sent by e-mail", (await mailer.OpenAsync("/messages")).Text, StringComparison.Ordinal);

        Assert.Contains("no more reminders", (await site.TextAsync("+250788000041", "STOP"))[0], StringComparison.Ordinal);
        site.Clock.AdvanceTo(morning.AddDays(21).AddHours(1));
        await postman.RoundAsync();
        Assert.Equal((2, 1), (ToMona.Count(), site.Net.Texts.Count));
        Assert.Contains("here only", (await texter.OpenAsync("/messages")).Text, StringComparison.Ordinal);
        Assert.NotEqual(default, onPage);
    }

    [Fact]
    public async Task A_trainer_asks_her_facilitator_and_gets_an_answer_on_the_page()
    {
        var (facilitator, lead) = await Hub.SignedInAsync(Roles.Facilitator);
        var (trainer, id, _) = await Hub.LearnerAsync("Alma Asker");
        var (cohort, today) = (Guid.CreateVersion7(), DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime));
        Assert.Null((await site.Grains.GetGrain<ICohortGrain>(cohort).Plan("A workshop", "Kigali", today, today.AddDays(1), [site.Module.Id], null, "HELPME", lead)).Refusal);
        Assert.Null((await site.Grains.GetGrain<ICohortGrain>(cohort).Join(id)).Refusal);
        var form = await trainer.OpenAsync("/help");
        var asked = await trainer.SubmitAsync(form, "ask", ("kind", "Question"), ("to", $"{lead}"), ("module", $"{site.Module.Id}"), ("text", "How do I begin?"));
        Assert.Null(asked.Alert);
        Assert.Contains("How do I begin?", asked.Text, StringComparison.Ordinal);
        var inbox = await facilitator.OpenAsync("/messages");
        Assert.Contains("You were asked", inbox.Text, StringComparison.Ordinal);
        var answered = await facilitator.SubmitAsync(await facilitator.OpenAsync(asked.Path), "answer", ("text", "With a question to the room."));
        Assert.Contains("With a question to the room.", answered.Text, StringComparison.Ordinal);
        Assert.Contains("An answer for you", (await trainer.OpenAsync("/messages")).Text, StringComparison.Ordinal);
        Assert.Contains("It is closed", (await trainer.SubmitAsync(await trainer.OpenAsync(asked.Path), "close")).Text, StringComparison.Ordinal);
        var (other, _, _) = await Hub.LearnerAsync("Olga Other");
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(asked.Path)).Status);
    }

    [Fact]
    public async Task A_message_is_written_in_the_language_of_its_reader_and_a_text_answered_in_that_of_its_first_word()
    {
        var (facilitator, lead) = await Hub.SignedInAsync(Roles.Facilitator);
        var (trainer, id, _) = await Hub.LearnerAsync("Aline Asker");
        var (cohort, today) = (Guid.CreateVersion7(), DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime));
        Assert.Null((await site.Grains.GetGrain<ICohortGrain>(cohort).Plan("A workshop", "Kigali", today, today.AddDays(1), [site.Module.Id], null, "HELPFR", lead)).Refusal);
        Assert.Null((await site.Grains.GetGrain<ICohortGrain>(cohort).Join(id)).Refusal);
        await facilitator.OpenAsync("/fr/me");
        Assert.Contains("\"language\": \"fr\"", await facilitator.Http.GetStringAsync(new Uri("/me/data.json", UriKind.Relative)), StringComparison.Ordinal);
        await trainer.SubmitAsync(await trainer.OpenAsync("/help"), "ask", ("kind", "Question"), ("to", $"{lead}"), ("module", $"{site.Module.Id}"), ("text", "How do I begin?"));
        await Hub.Services.GetRequiredService<Postman>().RoundAsync();
        var mail = Assert.Single(site.Net.Mails, mail => mail.Body.Contains("Aline", StringComparison.Ordinal));
        Assert.Equal("Quelqu’un demande votre aide", mail.Subject);
        Assert.StartsWith("Bonjour,\n\nAline a une question", mail.Body, StringComparison.Ordinal);

        var language = Hub.Services.GetRequiredService<PersonLanguages>();
        await facilitator.OpenAsync("/en/me");
        Assert.Null(await language.OfAsync(lead));

        Assert.EndsWith("STOP arrete les SMS.", Assert.Single(await site.TextAsync("+250788000091", "Aide !")), StringComparison.Ordinal);
        Assert.Contains("did not understand", (await site.TextAsync("+250788000091", "good morning"))[0], StringComparison.Ordinal);
        var coupons = (await site.SessionAsync()).Coupons.OrderByDescending(coupon => coupon.Code.Any(char.IsAsciiDigit)).ToList(); // in a sentence a code is known by its digit
        Assert.StartsWith("Merci. C'est noté", (await site.TextAsync("+250788000091", $"Bonjour {coupons[0].Code}"))[0], StringComparison.Ordinal);
        Assert.Contains("Vous avez", string.Join(' ', await site.TextAsync("+250788000091", coupons[1].Code)), StringComparison.Ordinal); // she has a language from now on
    }

    private sealed class Place : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "";
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = Path.GetTempPath();
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }

    private Hub Hub => site.Hub;
    private IEnumerable<Mail> ToMona => site.Net.Mails.Where(mail => mail.To == "mona@example.org");

    private async Task<(LearnerId Id, Browser Browser)> PledgedAsync(string name)
    {
        var (browser, id, _) = await Hub.LearnerAsync(name);
        await site.Grains.GetGrain<ILearnerGrain>(id.Value).Pledge(Guid.NewGuid(), site.Module.Id, 6, DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime).AddDays(60), new CohortId(Guid.NewGuid()));
        return (id, browser);
    }
}
