using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Identity;
using LearningHub.Journal;
using LearningHub.Tests.Cascade;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Tests.Identity;

public sealed class PeopleOnSqliteTests() : PeopleDatabaseTests(new SqliteFixture());

public sealed class PeopleOnPostgresTests() : PeopleDatabaseTests(new PostgresFixture());

/// <summary>One person counted once, on either database.</summary>
public abstract class PeopleDatabaseTests(TestDatabase database) : IAsyncLifetime
{
    private static readonly LearnerId Officer = new(Guid.NewGuid());

    private CascadeHub Hub { get; set; } = null!;
    private IPersonLinksGrain Links => Hub.Grains.GetGrain<IPersonLinksGrain>(PersonLinksGrain.Key);
    private Contacts Contacts => Hub.Of<Contacts>();

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        Hub = await CascadeHub.StartAsync(database);
    }

    public async Task DisposeAsync()
    {
        await Hub.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_merge_counts_two_sign_ins_as_one_person_and_taking_it_back_restores_every_figure()
    {
        var trainer = await Hub.SeedAsync();
        var (session, _, coupons) = await Hub.SessionAsync(trainer);
        var once = await Hub.ConfirmAsync(session, coupons[0].Number, name: "Jean Bosco");
        var twice = await Hub.ConfirmAsync(session, coupons[1].Number, right: 2, name: "Bosco Jean");
        var (second, _, more) = await Hub.SessionAsync(once, heads: 2);
        await Hub.ConfirmAsync(second, more[0].Number);
        var before = await FiguresAsync();
        Assert.Equal(3, Quantity.Reach(await LineageAsync()));

        Assert.True((await Links.Merge(twice, once, LinkGround.Likeness, Officer)).Accepted);
        Assert.Equal(2, Quantity.Reach(await LineageAsync()));
        Assert.True((await Links.Merge(once, trainer, LinkGround.SaidSo, Officer)).Accepted);
        Assert.Equal(1, Quantity.Reach(await LineageAsync()));
        Assert.Equal((LinkVerdict.Same, Officer), (await Hub.Of<PersonLinksQuery>().OfAsync(LinkVerdict.Same))[0] is var line ? (line.Verdict, line.By) : default);

        await Hub.RestartAsync();
        Assert.True((await Links.Unmerge(once, trainer, Officer)).Accepted);
        Assert.Equal(2, Quantity.Reach(await LineageAsync()));
        await Hub.Of<JournalRebuild<HubDbContext>>().RunAsync();
        Assert.Equal(2, Quantity.Reach(await LineageAsync()));
        Assert.True((await Links.Unmerge(once, twice, Officer)).Accepted);
        Assert.Equal(before, await FiguresAsync());
    }

    [Fact]
    public async Task A_name_follows_each_decision_about_two_sign_ins()
    {
        var (open, hidden) = (await Hub.PersonAsync("Jean Bosco"), await Hub.PersonAsync("Bosco Jean", hidden: true));
        async Task<bool> IsHiddenAsync() => (await Hub.Of<PersonNames>().OfAsync([open]))[open].Hidden;
        Assert.False(await IsHiddenAsync());
        await Links.Merge(open, hidden, LinkGround.Likeness, Officer);
        Assert.True(await IsHiddenAsync());
        await Links.Unmerge(open, hidden, Officer);
        Assert.False(await IsHiddenAsync());
    }

    [Fact]
    public async Task Who_qualified_under_one_sign_in_may_teach_under_the_other()
    {
        var (qualified, other) = (await Hub.SeedAsync("Amina"), await Hub.PersonAsync("Amina again"));
        var query = Hub.Of<QualificationQuery>();
        Assert.Empty(await query.AmongAsync(Hub.Module.Id, [other], Hub.Clock.GetUtcNow()));
        await Links.Merge(qualified, other, LinkGround.SameContact, Officer);
        Assert.Equal([other], (await query.AmongAsync(Hub.Module.Id, [other], Hub.Clock.GetUtcNow())).AsEnumerable());
        Assert.Equal(Hub.Module.Id, Assert.Single(await query.OfAsync(other)).Module);
        var (session, id, coupons) = await Hub.SessionAsync(other);
        await Hub.ConfirmAsync(session, coupons[0].Number);
        Assert.DoesNotContain(id, (await LineageAsync()).Quarantined);
        await Links.Unmerge(qualified, other, Officer);
        Assert.Contains(id, (await LineageAsync()).Quarantined);
    }

    [Fact]
    public async Task A_contact_is_one_learners_however_it_is_typed_and_a_second_giver_is_told_nothing()
    {
        var (first, second) = (await Hub.PersonAsync("First"), await Hub.PersonAsync("Second"));
        Assert.Equal((first, null), await Contacts.GiveAsync(first, ContactKind.Phone, "0788 123 456"));
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((first, null), await Contacts.GiveAsync(second, ContactKind.Phone, "+250 (788) 123-456"));
        Assert.Equal(first, await Contacts.FindAsync(ContactKind.Phone, "00250788123456"));
        Assert.Equal("+250788123456", Assert.Single(await Contacts.OfAsync(second)).Value);
        Assert.Equal((second, null), await Contacts.GiveAsync(second, ContactKind.Phone, "+250788123456", proven: true)); // a message came from it
        Assert.Equal(second, await Contacts.FindAsync(ContactKind.Phone, "0788123456"));

        Assert.Equal((first, null), await Contacts.GiveAsync(first, ContactKind.Email, " Amina@Example.org "));
        Assert.Equal(first, await Contacts.FindAsync(ContactKind.Email, "amina@example.org"));
        Assert.Equal("contact.phone-wrong", (await Contacts.GiveAsync(first, ContactKind.Phone, "12")).Refusal?.Code);
        Assert.Equal("contact.email-wrong", (await Contacts.GiveAsync(first, ContactKind.Email, "amina@")).Refusal?.Code);

        await using var db = await Hub.Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.DoesNotContain("788123456", string.Join(' ', (await db.Contacts.ToListAsync()).Select(row => row.Hash + row.Sealed)), StringComparison.Ordinal);
        await db.Users.Where(person => person.Id == second.Value).ExecuteDeleteAsync();
        Assert.Equal(first, await Contacts.FindAsync(ContactKind.Phone, "0788123456"));
        Assert.Empty(await Contacts.OfAsync(second));
        Assert.Equal(0, await db.Set<JournalRow>().CountAsync());
    }

    [Fact]
    public async Task An_institution_sees_who_agreed_and_of_the_others_a_number_that_tells_of_nobody()
    {
        var institution = new InstitutionId(Guid.NewGuid());
        var ministry = Hub.Grains.GetGrain<IInstitutionGrain>(institution.Value);
        await ministry.Register("Ministry of Examples", Sector.Government, Officer);
        var trainer = await Hub.SeedAsync();
        var (session, _, coupons) = await Hub.SessionAsync(trainer, heads: 12, institution: institution);
        List<LearnerId> people = [];
        for (var i = 0; i < 12; i++)
        {
            people.Add(await Hub.ConfirmAsync(session, coupons[i].Number, right: i < 7 ? 5 : 0, name: $"Member {i:00}"));
            await ministry.DeclareMembership(people[i], "Registry", Hub.Today);
        }

        Assert.Equal((0, 7), await RosterAsync()); // 7 passed, 5 did not: neither side is small
        foreach (var willing in people[..2]) Assert.True((await Consents(willing).Give(ConsentPurpose.InstitutionSeesPass, Consent.Wording)).Accepted);
        Assert.Equal((2, 5), await RosterAsync());
        await Consents(people[2]).Give(ConsentPurpose.InstitutionSeesPass, Consent.Wording);
        Assert.Equal((3, null), await RosterAsync()); // four others passed: too few to say
        await Consents(people[11]).Give(ConsentPurpose.InstitutionSeesPass, Consent.Wording);
        Assert.Equal((3, null), await RosterAsync()); // who has not passed is never named
        await Consents(people[2]).Withdraw(ConsentPurpose.InstitutionSeesPass);
        await Consents(people[1]).Withdraw(ConsentPurpose.InstitutionSeesPass);
        Assert.Equal((1, 6), await RosterAsync());
        Assert.NotNull(await Hub.Of<ConsentQuery>().SinceAsync(people[0], ConsentPurpose.InstitutionSeesPass));
        Assert.Null(await Hub.Of<ConsentQuery>().SinceAsync(people[1], ConsentPurpose.InstitutionSeesPass));
        await ministry.Leave(people[0], Hub.Today);
        Hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, 6), await RosterAsync());

        async Task<(int, int?)> RosterAsync()
        {
            var roster = await Hub.Of<InstitutionRosterQuery>().OfAsync(institution, await LineageAsync(), sensitive: false);
            return (roster.Agreed.Length, roster.Others);
        }
    }

    private IConsentGrain Consents(LearnerId person) => Hub.Grains.GetGrain<IConsentGrain>(person.Value);

    private async Task<Lineage> LineageAsync() => (await Hub.Of<CascadeBooks>().OfModuleAsync(Hub.Module.Id)).Lineage;

    private async Task<IEnumerable<Figure>> FiguresAsync() => Figures.Of(await LineageAsync(), false);
}
