using System.IO.Compression;
using System.Net;
using System.Text;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Cohorts;

/// <summary>The pages of a programme with ten thousand people taught in one thousand sessions.</summary>
public sealed class ProgrammePagesTests(ProgrammePagesTests.Site site) : IClassFixture<ProgrammePagesTests.Site>
{
    public sealed class Site : IAsyncLifetime
    {
        private const int SessionsHeld = 1000;
        private const int PeopleEach = 10;

        public Hub Hub { get; } = new();
        public Guid Programme { get; } = Guid.NewGuid();
        public InstitutionId Ministry { get; } = new(Guid.NewGuid());
        public Module Module => Hub.Services.GetRequiredService<ContentLibrary>().Current("labour-mobility")!;
        public Module Protection => Hub.Services.GetRequiredService<ContentLibrary>().Current("counter-trafficking")!;
        public DateTimeOffset Start { get; } = DateTimeOffset.UtcNow.AddDays(-300);
        public Guid Officer { get; private set; }
        public Browser Browser { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            (Browser, var officer) = await Hub.SignedInAsync(Roles.ProgrammeOfficer);
            Officer = officer.Value;
            await Hub.Services.GetRequiredService<IGrainFactory>().GetGrain<IInstitutionGrain>(Ministry.Value).Register("Ministry of Many", Sector.Government, officer);
            await using var db = await Hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            db.Programmes.Add(new() { Id = Programme, Name = "Ten thousand" });
            var cohort = Guid.NewGuid();
            db.Cohorts.Add(new() { Id = cohort, Title = "First workshop", ProgrammeId = Programme, StartsOn = DateOnly.FromDateTime(Start.Date), EndsOn = DateOnly.FromDateTime(Start.Date), Code = "AAAAAA" });
            db.CohortModules.Add(new() { CohortId = cohort, Place = 0, Module = Module.Id.Module, ModuleVersion = Module.Id.Version });
            db.CohortModules.Add(new() { CohortId = cohort, Place = 1, Module = Protection.Id.Module, ModuleVersion = Protection.Id.Version });
            var trainers = new Queue<(Guid Id, int Generation)>();
            for (var i = 0; i < 40; i++)
            {
                var seed = Guid.NewGuid();
                trainers.Enqueue((seed, 0));
                db.CohortPeople.Add(new() { CohortId = cohort, LearnerId = seed, Since = Start });
                foreach (var module in (Module[])[Module, Protection])
                    db.TestAttempts.Add(new() { Id = Guid.NewGuid(), LearnerId = seed, Module = module.Id.Module, ModuleVersion = module.Id.Version, Occasion = TestOccasion.Post, DrawnAt = Start, FinishedAt = Start, Passed = true });
            }

            for (var s = 0; s < SessionsHeld; s++)
            {
                var (trainer, generation) = trainers.Dequeue();
                if (generation == 0) trainers.Enqueue((trainer, 0));
                var held = Start.AddDays(1 + s * 0.28);
                Hold(db, s, trainer, generation, held, s == 0 ? Protection : Module, trainers);
            }

            await db.SaveChangesAsync();
        }

        public Task DisposeAsync() => Hub.DisposeAsync().AsTask();

        private void Hold(HubDbContext db, int number, Guid trainer, int generation, DateTimeOffset held, Module module, Queue<(Guid Id, int Generation)> trainers)
        {
            var session = Guid.NewGuid();
            db.CascadeSessions.Add(new()
            {
                Id = session, Module = module.Id.Module, ModuleVersion = module.Id.Version, HeldOn = DateOnly.FromDateTime(held.Date), HeldAt = held,
                District = number == 7 ? "Tiny district" : $"District {number % 5}", Venue = "Room", InstitutionId = number % 4 == 0 ? Ministry.Value : null, Minutes = 20, ClaimedHeads = PeopleEach + 2, RecordedAt = held,
            });
            db.CascadeTrainers.Add(new() { SessionId = session, LearnerId = trainer });
            for (var p = 0; p < PeopleEach; p++)
            {
                var person = Guid.NewGuid();
                db.Exposures.Add(new()
                {
                    SessionId = session, LearnerId = person, Module = module.Id.Module, ModuleVersion = module.Id.Version, Tier = EvidenceTier.Checked, ConfirmedAt = held.AddMinutes(5),
                    CheckedAt = held.AddMinutes(9), Passed = true, Right = 5, Of = 5, Mode = "link",
                });
                if (p < 2 && generation < 5 && number > 0) trainers.Enqueue((person, generation + 1));
            }
        }
    }

    private string Address(string part = "") => $"/programmes/{site.Programme}{part}{(part.Contains("module=", StringComparison.Ordinal) ? "" : part.Contains('?', StringComparison.Ordinal) ? $"&module={site.Module.Id}" : $"?module={site.Module.Id}")}";

    [Fact]
    public async Task The_first_screen_is_four_numbers_and_a_sentence_and_each_number_leads_to_its_rows()
    {
        var page = await site.Browser.OpenAsync(Address());
        Assert.Equal(4, page.Document.QuerySelectorAll(".numbers.four > li").Length);
        Assert.Contains("9,990", page.Document.QuerySelector(".numbers.four")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("11,988 claimed", page.Document.QuerySelector(".numbers.four .evidence.claimed")!.TextContent, StringComparison.Ordinal);
        Assert.Matches("[Tt]he cascade (lost|stopped)", page.Document.QuerySelector(".lead")!.TextContent);
        var behind = await site.Browser.OpenAsync(page.Document.QuerySelector(".numbers.four a")!.GetAttribute("href")!);
        Assert.Contains("9990 rows: they count 9,990", behind.Text, StringComparison.Ordinal);
        Assert.Equal(100, behind.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Each person counts once".ToLowerInvariant(), behind.Text.ToLowerInvariant(), StringComparison.Ordinal);
        var last = await site.Browser.OpenAsync(Address("/figures/reach?page=100"));
        Assert.Equal(90, last.Document.QuerySelectorAll("tbody tr").Length);
    }

    [Theory]
    [InlineData("/figures/reach?page=abc")]
    [InlineData("/figures/reach?page=999999999999")]
    [InlineData("/figures/reach?page=")]
    [InlineData("/branches?page=1%27")]
    [InlineData("/tree?generation=two&branch=rubbish")]
    public async Task An_address_with_a_number_that_is_none_shows_the_page_as_without_it(string address)
    {
        var page = await site.Browser.OpenAsync(Address(address));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal((await site.Browser.OpenAsync(Address(address[..address.IndexOf('?', StringComparison.Ordinal)]))).Document.QuerySelector("h1")!.TextContent, page.Document.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task No_page_of_protection_content_prints_a_number_of_people_that_is_not_published()
    {
        // 10 verified of 12 claimed; 40 people passed after the workshop: published are 0, 11 and 33.
        foreach (var part in (string[])["", "/pledges", "/generations", "/messages", "/mutations", "/districts", "/tree", "/figures"])
            AssertPublished(await site.Browser.OpenAsync(Address($"{part}?module={site.Protection.Id}")));
        var (focal, _) = await site.Hub.SignedInAsync(Roles.FocalPoint, site.Ministry);
        var institution = await focal.OpenAsync($"/institutions/{site.Ministry}?module={site.Protection.Id}");
        Assert.Contains("fewer than 11 verified, at least 11 claimed", institution.Text, StringComparison.Ordinal);
        AssertPublished(institution);
        var session = await focal.OpenAsync(institution.Document.QuerySelector("#sessions ~ ul a")!.GetAttribute("href")!);
        Assert.Contains("counted in steps of 11", session.Text, StringComparison.Ordinal);
        AssertPublished(session);

        static void AssertPublished(Page page)
        {
            Assert.Equal(HttpStatusCode.OK, page.Status);
            foreach (var place in page.Document.QuerySelectorAll("main td, main .lead, main .numbers, main .evidence, main [data-value], main dd, main [role=img], main .alert"))
                foreach (var text in (string[])[place.TextContent, place.GetAttribute("data-value") ?? "", place.GetAttribute("aria-label") ?? ""])
                    Assert.DoesNotMatch(@"(?<![\w.,:-])(10|12|40)(?![\w.:-]|,\d| %| [A-Z])", text);
        }
    }

    [Fact]
    public async Task An_institution_with_more_sessions_than_a_page_counts_them_all()
    {
        var sessions = site.Hub.Services.GetRequiredService<CascadeSessionQuery>();
        Assert.Equal(249, (await sessions.AllOfInstitutionAsync(site.Ministry, site.Module.Id)).Sessions.Count);
        Assert.Equal(site.Module.Id, await sessions.MostTaughtAsync(site.Ministry));
        var (focal, _) = await site.Hub.SignedInAsync(Roles.FocalPoint, site.Ministry);
        var page = await focal.OpenAsync($"/institutions/{site.Ministry}?page=5");
        Assert.Contains("2490 people verified; trainers claim 2988", page.Text.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(49, page.Document.QuerySelectorAll("#sessions ~ ul > li").Length);
    }

    [Fact]
    public async Task As_of_an_earlier_day_every_figure_is_smaller_and_every_link_keeps_the_day()
    {
        var day = site.Start.AddDays(100).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var page = await site.Browser.OpenAsync(Address($"?asOf={day}"));
        Assert.DoesNotContain("9,990", page.Text, StringComparison.Ordinal);
        Assert.All(page.Document.QuerySelectorAll("main .numbers a, main .rows a:not([href$='/flags'])"), a => Assert.Contains($"asOf={day}", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tree_of_ten_thousand_people_weighs_at_most_60_KB_and_is_closed()
    {
        var page = await site.Browser.OpenAsync(Address("/tree"));
        Assert.Empty(page.Document.QuerySelectorAll("details[open]"));
        Assert.Equal(20, page.Document.QuerySelectorAll(".tree-list > li").Length);
        Assert.NotEmpty(page.Document.QuerySelectorAll("a[data-step]"));
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await brotli.WriteAsync(Encoding.UTF8.GetBytes(page.Document.DocumentElement.OuterHtml));
        Assert.InRange(packed.Length, 1, 45 * 1024); // stylesheet and scripts of a phone are another 12 KB

        var branch = await site.Browser.OpenAsync(page.Document.QuerySelector("a.further")!.GetAttribute("href")!);
        Assert.NotNull(branch.Document.QuerySelector("nav.way"));
        Assert.Single(branch.Document.QuerySelectorAll(".tree-list > li"));
        var record = await site.Browser.OpenAsync(branch.Document.QuerySelector(".tree-list a")!.GetAttribute("href")!);
        Assert.Equal(10, record.Document.QuerySelectorAll("tbody tr").Length);
        var person = await site.Browser.OpenAsync(record.Document.QuerySelector("tbody a")!.GetAttribute("href")!);
        Assert.Matches("^Person [0-9A-Z]{5}$", person.Document.QuerySelector("h1")!.TextContent);

        var few = await site.Browser.OpenAsync(Address("/tree?district=Tiny%20district"));
        Assert.Single(few.Document.QuerySelectorAll(".tree-list li"));
        var flat = await site.Browser.OpenAsync(Address("/tree?generation=1"));
        Assert.DoesNotContain("generation 2", flat.Document.QuerySelector(".tree-list")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protection_content_shows_no_session_and_no_person()
    {
        var module = $"module={site.Protection.Id}";
        var tree = await site.Browser.OpenAsync(Address($"/tree?{module}"));
        Assert.Empty(tree.Document.QuerySelectorAll("[data-tree]"));
        Assert.DoesNotContain(tree.Document.QuerySelectorAll("td"), cell => cell.TextContent.Trim() == "10"); // ten people were taught it: fewer than eleven
        var rows = await site.Browser.OpenAsync(Address($"/figures/contacts?{module}"));
        Assert.Contains("protection content", rows.Text, StringComparison.Ordinal);
        Assert.Empty(rows.Document.QuerySelectorAll("tbody tr"));
        var districts = await site.Browser.OpenAsync(Address($"/districts?{module}"));
        Assert.DoesNotContain(districts.Document.QuerySelectorAll("td[data-value]"), cell => cell.GetAttribute("data-value")!.Length > 0);
        await using var db = await site.Hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var session = await db.CascadeSessions.Where(s => s.Module == site.Protection.Id.Module).Select(s => s.Id).SingleAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.OpenAsync(Address($"/tree/sessions/{session}?{module}"))).Status);
    }

    [Fact]
    public async Task Districts_are_counted_in_steps_of_five()
    {
        var page = await site.Browser.OpenAsync(Address("/districts"));
        Assert.Contains("Tiny district", page.Text, StringComparison.Ordinal);
        Assert.Equal(6, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.All(page.Document.QuerySelectorAll("td[data-value]"), cell => Assert.Contains(cell.GetAttribute("data-value")![^1], "05"));
    }

    [Theory]
    [InlineData("/generations")]
    [InlineData("/messages")]
    [InlineData("/pledges")]
    [InlineData("/mutations")]
    [InlineData("/reseeding")]
    [InlineData("/figures")]
    [InlineData("/benchmarks")]
    public async Task Each_part_reads_without_script_and_is_closed_to_others(string part)
    {
        var page = await site.Browser.OpenAsync(Address(part));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(page.Document.QuerySelector("main .lead")!.TextContent.Length > 20);
        var (learner, _, _) = await site.Hub.LearnerAsync();
        Assert.NotEqual(HttpStatusCode.OK, (await learner.OpenAsync(Address(part))).Status);
    }

    [Theory]
    [InlineData("/figures/no-such-figure")]
    [InlineData("/tree/people/0190a000-0000-7000-8000-0000ffffffff")]
    [InlineData("/tree/sessions/0190a000-0000-7000-8000-0000ffffffff")]
    public async Task What_does_not_exist_is_said_with_a_way_on(string part)
    {
        var page = await site.Browser.OpenAsync(Address(part));
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.NotNull(page.Document.QuerySelector("main .empty a"));
    }
}
