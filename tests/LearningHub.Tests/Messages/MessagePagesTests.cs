using System.Net;
using System.Net.Http.Json;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Messages;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using LearningHub.Web.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LearningHub.Tests.Messages;

/// <summary>Messages as people meet them, through the whole program: text messages in, the page of messages, help, reminders out.</summary>
public sealed class MessagePagesTests(MessagePagesTests.Site site) : IClassFixture<MessagePagesTests.Site>
{
    private const string Secret = "a secret of the gateway";

    /// <summary>A mail server and a gateway that only remember; <c>Broken</c> makes them fail.</summary>
    public sealed class Net : IMails, ITextMessages
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

    public sealed class Site : IDisposable
    {
        public Site() => Hub = new()
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
        public Net Net { get; } = new();
        public Hub Hub { get; }
        public IGrainFactory Grains => Hub.Services.GetRequiredService<IGrainFactory>();
        public Module Module => Hub.Services.GetRequiredService<ContentLibrary>().Current("labour-mobility")!;

        public void Dispose() => Hub.Dispose();
    }

    [Fact]
    public async Task A_colleague_without_a_smartphone_confirms_and_answers_by_text()
    {
        var (session, coupons) = await SessionAsync();
        var answers = await TextAsync("+250788000011", $"my code: {coupons[0].Code[..3]} {coupons[0].Code[3..].ToLowerInvariant()}");
        Assert.StartsWith("Thank you. Kept: Amina taught you Labour mobility", answers[0], StringComparison.Ordinal);
        foreach (var number in Enumerable.Range(0, 5))
        {
            Assert.Contains($"{number + 1}/5 ", string.Join(' ', answers), StringComparison.Ordinal);
            Assert.All(answers, answer => Assert.InRange(GsmText.Length(answer), 1, GsmText.Longest));
            var item = CouponCheck.Draw(site.Module, coupons[0].Number)[number];
            var letter = CouponCheck.Options(item, coupons[0].Number).Select(option => option.Right).ToList().IndexOf(true);
            answers = await TextAsync("0788 000 011", $"{(char)('a' + letter)}", $"message-{number}");
            Assert.Equal(answers, await TextAsync("0788 000 011", $"{(char)('a' + letter)}", $"message-{number}"));
        }

        Assert.StartsWith("5 of 5 right", answers[0], StringComparison.Ordinal);
        var view = await Hub.Services.GetRequiredService<CascadeSessionQuery>().FindAsync(session);
        Assert.Equal(EvidenceTier.Checked, Assert.Single(view!.Confirmed).Tier);
        Assert.Contains("confirmed this session already", string.Join(' ', await TextAsync("+250788000011", coupons[1].Code)), StringComparison.Ordinal);
        Assert.Contains("Somebody else has used", string.Join(' ', await TextAsync("+250788000012", coupons[0].Code)), StringComparison.Ordinal);

        var jane = await TextAsync("+250788000011", $"{coupons[1].Code} for Jane Uwase");
        Assert.Contains("taught your colleague", jane[0], StringComparison.Ordinal);
        await TextAsync("+250788000011", $"{coupons[1].Code} for Jane Uwase");
        view = await Hub.Services.GetRequiredService<CascadeSessionQuery>().FindAsync(session);
        Assert.Equal(2, view!.Confirmed.Length);
        Assert.Contains(view.Confirmed, line => line.Name == "Jane");
        Assert.NotNull(await Hub.Services.GetRequiredService<Contacts>().FindAsync(ContactKind.Phone, "+250788000011"));
        Assert.Null(await Hub.Services.GetRequiredService<Contacts>().FindAsync(ContactKind.Phone, "+250788000012")); // nobody was made for a used coupon
    }

    [Fact]
    public async Task A_wrong_code_is_said_clearly_and_guessing_ends()
    {
        for (var i = 0; i < 10; i++) Assert.Contains("We do not know the code AAA AA", (await TextAsync("+250788000020", $"AAAAA{i}"))[0], StringComparison.Ordinal);
        Assert.Contains("too many wrong codes", (await TextAsync("+250788000020", "AAAAAB"))[0], StringComparison.Ordinal);
        Assert.Contains("We do not know", (await TextAsync("+250788000021", "AAAAAB"))[0], StringComparison.Ordinal);
        Assert.Contains("No question is open", (await TextAsync("+250788000021", "a"))[0], StringComparison.Ordinal);
        Assert.Contains("STOP ends texts", (await TextAsync("+250788000021", "help"))[0], StringComparison.Ordinal);
        Assert.Contains("did not understand", (await TextAsync("+250788000021", "good morning"))[0], StringComparison.Ordinal);
        Assert.Empty(await TextAsync("OPERATOR", "hello"));
    }

    [Fact]
    public async Task A_gateway_without_the_secret_hands_in_nothing_and_without_one_configured_there_is_no_door()
    {
        using var http = Hub.CreateClient();
        var wrong = await http.PostAsJsonAsync(new Uri("/text/in", UriKind.Relative), new { from = "+250788000030", text = "help", secret = "wrong" });
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var form = new FormUrlEncodedContent([new("From", "+250788000030"), new("Body", "HELP"), new("MessageSid", "SM1"), new("secret", Secret)]);
        var right = await http.PostAsync(new Uri("/text/in", UriKind.Relative), form);
        Assert.Contains("STOP ends texts", Assert.Single((await right.Content.ReadFromJsonAsync<TextOut>())!.Answers), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Hub.NewBrowser().OpenAsync("/demo/phone")).Status);
    }

    [Fact]
    public async Task A_gateway_with_a_wrong_header_or_a_long_body_is_refused_before_it_is_read()
    {
        using var http = Hub.CreateClient();
        var big = await http.PostAsJsonAsync(new Uri("/text/in", UriKind.Relative), new { from = "+250788000031", text = new string('x', 9000), secret = Secret });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, big.StatusCode);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");
        var wrong = await http.PostAsJsonAsync(new Uri("/text/in", UriKind.Relative), new { from = "+250788000031", text = "help", secret = Secret });
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task Who_only_typed_a_number_does_not_speak_for_it()
    {
        var (_, coupons) = await SessionAsync();
        var (_, typist, _) = await Hub.LearnerAsync("Typist");
        var contacts = Hub.Services.GetRequiredService<Contacts>();
        await contacts.GiveAsync(typist, ContactKind.Phone, "+250788000061");
        Assert.StartsWith("Thank you", (await TextAsync("+250788000061", coupons[0].Code))[0], StringComparison.Ordinal);
        var owner = await contacts.FindProvenAsync(ContactKind.Phone, "+250788000061");
        Assert.NotNull(owner);
        Assert.NotEqual(typist, owner);
        Assert.Equal(owner, await contacts.FindAsync(ContactKind.Phone, "+250788000061"));
        Assert.Contains("2/5", string.Join(' ', await TextAsync("+250788000061", "a")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supervisor_without_a_sign_in_can_stop_messages()
    {
        var (_, trainer, _) = await Hub.LearnerAsync("Tim Trainer");
        var pledge = Guid.NewGuid();
        await site.Grains.GetGrain<ILearnerGrain>(trainer.Value).Pledge(pledge, site.Module.Id, 6, DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime).AddDays(60), new CohortId(Guid.NewGuid()));
        Assert.Null((await site.Grains.GetGrain<IPledgeGrain>(pledge).CoSign(true, new("Claudine Director", "+250788000071"), null)).Refusal);
        Assert.Contains("no more reminders", (await TextAsync("+250788000071", "stop"))[0], StringComparison.Ordinal);
        site.Clock.AdvanceTo(new DateTimeOffset(site.Clock.GetUtcNow().UtcDateTime.Date.AddHours(10), TimeSpan.Zero).AddDays(8));
        await Hub.Services.GetRequiredService<Postman>().RoundAsync();
        await using var db = await Hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.Equal(MessageState.Dropped, (await db.Messages.SingleAsync(row => row.About == pledge && row.Kind == MessageKind.SupervisorNudge)).State);
        Assert.DoesNotContain(site.Net.Texts, text => text.To == "+250788000071");
    }

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

    private sealed class Place : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "";
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = Path.GetTempPath();
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
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

        Assert.Contains("no more reminders", (await TextAsync("+250788000041", "STOP"))[0], StringComparison.Ordinal);
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

        Assert.EndsWith("STOP arrete les SMS.", Assert.Single(await TextAsync("+250788000091", "Aide !")), StringComparison.Ordinal);
        Assert.Contains("did not understand", (await TextAsync("+250788000091", "good morning"))[0], StringComparison.Ordinal);
        var coupons = (await SessionAsync()).Coupons.OrderByDescending(coupon => coupon.Code.Any(char.IsAsciiDigit)).ToList(); // in a sentence a code is known by its digit
        Assert.StartsWith("Merci. C'est noté", (await TextAsync("+250788000091", $"Bonjour {coupons[0].Code}"))[0], StringComparison.Ordinal);
        Assert.Contains("Vous avez", string.Join(' ', await TextAsync("+250788000091", coupons[1].Code)), StringComparison.Ordinal); // she has a language from now on
    }

    private Hub Hub => site.Hub;
    private IEnumerable<Mail> ToMona => site.Net.Mails.Where(mail => mail.To == "mona@example.org");

    private async Task<IReadOnlyList<string>> TextAsync(string from, string text, string? id = null)
    {
        using var http = Hub.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Secret);
        var response = await http.PostAsJsonAsync(new Uri("/text/in", UriKind.Relative), new { from, text, id });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<TextOut>())!.Answers;
    }

    private async Task<(CascadeSessionId Session, IReadOnlyList<CouponLine> Coupons)> SessionAsync()
    {
        var (_, trainer, _) = await Hub.LearnerAsync("Amina Trainer");
        var id = new CascadeSessionId(Guid.CreateVersion7());
        var today = DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime);
        var grain = site.Grains.GetGrain<ICascadeSessionGrain>(id.Value);
        Assert.Null((await grain.Record(new(site.Module.Id, today, "Gasabo", "Room 2", 20, [trainer], 4, null), trainer, today)).Refusal);
        Assert.Null((await grain.IssueCoupons(Guid.NewGuid(), 4, trainer)).Refusal);
        return (id, (await Hub.Services.GetRequiredService<CascadeSessionQuery>().FindAsync(id))!.Coupons);
    }

    private async Task<(LearnerId Id, Browser Browser)> PledgedAsync(string name)
    {
        var (browser, id, _) = await Hub.LearnerAsync(name);
        await site.Grains.GetGrain<ILearnerGrain>(id.Value).Pledge(Guid.NewGuid(), site.Module.Id, 6, DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime).AddDays(60), new CohortId(Guid.NewGuid()));
        return (id, browser);
    }
}
