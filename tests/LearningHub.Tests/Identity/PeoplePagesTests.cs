using System.Net;
using System.Text.Json;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Domain.Learning;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Identity;

public sealed class PeoplePagesOnPostgresTests(PeoplePagesOnPostgresTests.Site site) : PeoplePagesTests(site.Hub), IClassFixture<PeoplePagesOnPostgresTests.Site>
{
    public sealed class Site : IAsyncLifetime
    {
        private readonly PostgresFixture database = new();

        public Hub Hub { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await database.InitializeAsync();
            Hub = new() { Settings = new() { ["Storage:Provider"] = "PostgreSQL", ["Storage:ConnectionString"] = database.ConnectionString } };
        }

        public async Task DisposeAsync()
        {
            await Hub.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}

public sealed class PeoplePagesOnSqliteTests(Hub hub) : PeoplePagesTests(hub), IClassFixture<Hub>
{
    [Fact]
    public async Task An_institution_names_its_focal_points_and_sees_who_agreed()
    {
        var (officer, officerId) = await Hub.SignedInAsync(Roles.ProgrammeOfficer);
        var institution = await InstitutionAsync(officerId);
        var page = await officer.OpenAsync($"/institutions/{institution}");
        Assert.NotNull((await officer.SubmitAsync(page, "focal-name", ("email", "grace@example.org"))).Alert); // somebody new needs a name
        page = await officer.SubmitAsync(page, "focal-name", ("email", "grace@example.org"), ("person", "Grace Focal"));
        Assert.Contains("/welcome/", page.Text, StringComparison.Ordinal);
        Assert.Contains("Grace Focal", page.Text, StringComparison.Ordinal);
        var (focal, focalId) = await Hub.SignedInAsync(Roles.FocalPoint, institution);
        Assert.DoesNotContain("Name a focal point", (await focal.OpenAsync($"/institutions/{institution}")).Text, StringComparison.Ordinal);
        await Grains.GetGrain<IInstitutionGrain>(institution.Value).NameFocalPoint(focalId, officerId);
        page = await officer.SubmitAsync(await officer.OpenAsync($"/institutions/{institution}"), $"focal-remove-{focalId}");
        Assert.DoesNotContain($"focal-remove-{focalId}", page.Html, StringComparison.Ordinal);
        var said = (await officer.OpenAsync("/audit?kind=FocalPoint")).Text;
        Assert.Contains("named", said, StringComparison.Ordinal);
        Assert.Contains("removed", said, StringComparison.Ordinal);

        var (learner, id, _) = await Hub.LearnerAsync("Willing Learner");
        var me = await learner.SubmitAsync(await learner.OpenAsync("/me"), "consent");
        Assert.Contains("You allowed it on", me.Text, StringComparison.Ordinal);
        Assert.NotNull(await Of<ConsentQuery>().SinceAsync(id, ConsentPurpose.InstitutionSeesPass));
        me = await learner.SubmitAsync(me, "consent-withdraw");
        Assert.Contains("sees how many people passed, not who", me.Text, StringComparison.Ordinal);
        Assert.Null(await Of<ConsentQuery>().SinceAsync(id, ConsentPurpose.InstitutionSeesPass));
        foreach (var address in (string[])["/people/duplicates", "/audit", $"/people/{id}", $"/programmes/{Guid.NewGuid()}/flags"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await learner.OpenAsync(address)).Status);
            using var visitor = Hub.NewBrowser();
            Assert.Equal("/sign-in", (await visitor.OpenAsync(address)).Path);
        }
    }

    [Fact]
    public async Task A_person_in_two_districts_on_one_day_is_asked_about_and_no_figure_changes()
    {
        var (officer, officerId) = await Hub.SignedInAsync(Roles.ProgrammeOfficer);
        var (_, trainer, _) = await Hub.LearnerAsync("Amina Trainer");
        var (_, learner, _) = await Hub.LearnerAsync("Eric Learner");
        var programme = await CascadeAsync(trainer, learner, await InstitutionAsync(officerId));
        await SessionAsync(trainer, learner, "Kicukiro");
        var before = await FiguresAsync();
        var page = await officer.OpenAsync($"/programmes/{programme}/flags");
        Assert.Contains("Taught in 2 districts on one day", page.Text, StringComparison.Ordinal);
        Assert.Contains("In 2 districts on one day", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 open", page.Text, StringComparison.Ordinal);
        var form = page.Document.Forms.First(it => it.QuerySelector("input[name=_handler]")?.GetAttribute("value")?.StartsWith("review-", StringComparison.Ordinal) == true);
        page = await officer.SubmitAsync(page, form, ("outcome", "Explained"), ("why", "BothHappened"));
        Assert.Contains("1 open, 1 explained", page.Text, StringComparison.Ordinal);
        Assert.Contains("Both happened", page.Text, StringComparison.Ordinal);
        Assert.Contains("explained, both happened", (await officer.OpenAsync("/audit?kind=Flag")).Text, StringComparison.Ordinal);
        Assert.Equal(before, await FiguresAsync());
    }
}

/// <summary>Merging, erasing, allowing, naming and looking into, as people meet them: through the whole program and without script.</summary>
public abstract class PeoplePagesTests(Hub hub)
{
    protected Hub Hub => hub;
    protected IGrainFactory Grains => Of<IGrainFactory>();
    protected Module Module => Of<ContentLibrary>().Current("labour-mobility")!;

    [Fact]
    public async Task Two_sign_ins_of_one_person_are_merged_undone_audited_and_then_erased_without_a_change_of_any_total()
    {
        var (officer, officerId) = await Hub.SignedInAsync(Roles.ProgrammeOfficer);
        var (once, first, _) = await Hub.LearnerAsync("Claudine Uwimana");
        var (twice, second, _) = await Hub.LearnerAsync("UWIMANA Claudine");
        var institution = await InstitutionAsync(officerId);
        var programme = await CascadeAsync(first, second, institution);

        // The same phone, typed in two ways, on two sign-ins: nobody is told, and an officer is asked.
        var me = await once.SubmitAsync(await once.OpenAsync("/me"), "contact", ("contact", "0788 123 456"));
        Assert.Contains("+250788123456", me.Text, StringComparison.Ordinal);
        me = await twice.SubmitAsync(await twice.OpenAsync("/me"), "contact", ("contact", "+250788123456"));
        Assert.Null(me.Alert);
        Assert.DoesNotContain("Claudine Uwimana", me.Text, StringComparison.Ordinal);

        var before = await FiguresAsync();
        var page = await officer.OpenAsync("/people/duplicates");
        Assert.Contains("Same contact.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Confirmed a session in Gasabo", page.Text, StringComparison.Ordinal);
        var (small, large) = PersonPair.Of(first, second) is var pair ? (pair.One, pair.Other) : default;
        page = await officer.SubmitAsync(page, $"decide-{small}-{large}", ("verdict", "Same"));
        Assert.Contains("They count as one person", page.Text, StringComparison.Ordinal);
        Assert.Equal(Reach(before) - 1, Reach(await FiguresAsync()));
        Assert.Contains("You reached 1 colleague yourself", (await twice.OpenAsync("/cascade")).Text, StringComparison.Ordinal); // taught under the other sign-in
        page = await officer.SubmitAsync(page, $"undo-{small}-{large}");
        Assert.Equal(before, await FiguresAsync());
        page = await officer.SubmitAsync(page, "search");
        Assert.Contains("people looked at", page.Text, StringComparison.Ordinal);
        page = await officer.SubmitAsync(page, $"decide-{small}-{large}", ("verdict", "Same"));

        var audit = await officer.OpenAsync("/audit");
        Assert.Equal(3, audit.Document.QuerySelectorAll("#changes > li").Count(row => row.TextContent.Contains("Merge", StringComparison.Ordinal)));
        Assert.Contains("A programme-officer", audit.Text, StringComparison.Ordinal);
        Assert.Contains("merge taken back", (await officer.OpenAsync("/audit?kind=Unmerge")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("one person:", (await officer.OpenAsync("/audit?kind=Unmerge")).Text, StringComparison.Ordinal);

        // Erased by herself under one sign-in, by an administrator under the other.
        var counted = await FiguresAsync();
        var data = JsonDocument.Parse(await once.Http.GetStringAsync("/me/data.json")).RootElement;
        Assert.Equal("Claudine Uwimana", data.GetProperty("person").GetProperty("displayName").GetString());
        Assert.True(data.TryGetProperty("cascade_trainers", out _));
        await once.SubmitAsync(await once.OpenAsync("/me"), "erase", ("Sure", "true"));
        Assert.Equal(counted, await FiguresAsync());
        var (administrator, _) = await Hub.SignedInAsync(Roles.Administrator);
        Assert.Equal("/admin/people", (await administrator.SubmitAsync(await administrator.OpenAsync($"/people/{second}"), "erase", ("Sure", "true"))).Path);
        Assert.Equal(counted, await FiguresAsync());
        Assert.DoesNotContain("Claudine", (await officer.OpenAsync("/people/duplicates")).Html, StringComparison.Ordinal);
        Assert.Contains(PersonNames.Withdrawn, (await officer.OpenAsync("/audit?kind=Merge")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.OpenAsync($"/people/{second}")).Status);
        await NothingPersonalAsync(first);
        await NothingPersonalAsync(second);
        Assert.Equal(HttpStatusCode.OK, (await officer.OpenAsync($"/programmes/{programme}/flags")).Status);
    }

    /// <summary>A workshop of a programme with the trainer in it; one session, which the learner confirms.</summary>
    protected async Task<ProgrammeId> CascadeAsync(LearnerId trainer, LearnerId learner, InstitutionId institution)
    {
        var (programme, cohort, today) = (new ProgrammeId(Guid.CreateVersion7()), Guid.CreateVersion7(), Today);
        await Grains.GetGrain<IProgrammeGrain>(programme.Value).Start("Safe examples", trainer);
        Assert.Null((await Grains.GetGrain<ICohortGrain>(cohort).Plan("Examples", "Kigali", today, today, [Module.Id], programme, "EXAMPL", new(Guid.NewGuid()))).Refusal);
        Assert.Null((await Grains.GetGrain<ICohortGrain>(cohort).Join(trainer)).Refusal);
        var grain = Grains.GetGrain<ILearnerGrain>(trainer.Value);
        var test = (await grain.TakeTest(Module.Id, TestOccasion.Post)).Attempt!.Value;
        foreach (var item in (await Of<TestGivenQuery>().OfAsync(trainer, test))!.Items) await grain.AnswerTest(test, item, Module.Item(item)!.RightOption!, true);
        Assert.True((await grain.FinishTest(test)).Accepted);
        await SessionAsync(trainer, learner, "Gasabo", institution);
        return programme;
    }

    protected async Task SessionAsync(LearnerId trainer, LearnerId learner, string district, InstitutionId? institution = null)
    {
        var id = Guid.CreateVersion7();
        var session = Grains.GetGrain<ICascadeSessionGrain>(id);
        Assert.Null((await session.Record(new(Module.Id, Today, district, "Room", 30, [trainer], 4, institution), trainer, Today)).Refusal);
        await session.IssueCoupons(Guid.NewGuid(), 2, trainer);
        var coupons = (await Of<CascadeSessionQuery>().FindAsync(new(id)))!.Coupons;
        Assert.Null((await session.Redeem(coupons[0].Number, learner, "link")).Refusal);
        var (browser, other, _) = await Hub.LearnerAsync($"Someone {coupons[1].Code}");
        browser.Dispose();
        Assert.Null((await session.Redeem(coupons[1].Number, other, "link")).Refusal);
    }

    protected async Task<InstitutionId> InstitutionAsync(LearnerId by)
    {
        var id = new InstitutionId(Guid.CreateVersion7());
        await Grains.GetGrain<IInstitutionGrain>(id.Value).Register("Ministry of Examples", Sector.Government, by);
        return id;
    }

    /// <summary>No table but the journal's own knows this id with a name, a contact or a text: only counts are left.</summary>
    private async Task NothingPersonalAsync(LearnerId person)
    {
        await using var db = await Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.False(await db.Users.AnyAsync(row => row.Id == person.Value));
        Assert.False(await db.Contacts.AnyAsync(row => row.PersonId == person.Value));
        Assert.False(await db.DuplicateCandidates.AnyAsync(row => row.One == person.Value || row.Other == person.Value));
        foreach (var type in db.Model.GetEntityTypes().Where(type => !typeof(IReadRow).IsAssignableFrom(type.ClrType) && OwnData.OwnersOf(type).Count > 0))
        {
            var rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type.ClrType).Invoke(db, null)!;
            foreach (var row in await rows.AsNoTracking().ToListAsync())
                Assert.DoesNotContain(OwnData.OwnersOf(type), owner => Equals(owner.PropertyInfo!.GetValue(row), person.Value));
        }
    }

    protected static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    private static double? Reach(IEnumerable<Figure> figures) => figures.First(figure => figure.Definition == Definitions.Reach).Value;

    private async Task<CascadeBook> BookAsync() => await Of<CascadeBooks>().OfModuleAsync(Module.Id);

    protected async Task<IEnumerable<Figure>> FiguresAsync() => (await BookAsync()).Figures;

    protected T Of<T>() where T : notnull => Hub.Services.GetRequiredService<T>();
}
