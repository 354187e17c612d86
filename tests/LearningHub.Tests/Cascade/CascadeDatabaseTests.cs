using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Tests.Cascade;

public sealed class CascadeOnPostgresTests() : CascadeDatabaseTests(new PostgresFixture());

/// <summary>What the cascade asks of a database, on either of the two.</summary>
public abstract partial class CascadeDatabaseTests(TestDatabase database) : IAsyncLifetime
{
    private protected CascadeHub Hub { get; private set; } = null!;

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
    public async Task A_colleague_who_confirms_and_passes_is_generation_one_and_may_teach_generation_two()
    {
        var trainer = await Hub.SeedAsync();
        var (first, _, coupons) = await Hub.SessionAsync(trainer);
        var colleague = await Hub.ConfirmAsync(first, coupons[0].Number);
        var (second, _, more) = await Hub.SessionAsync(colleague, heads: 2);
        var next = await Hub.ConfirmAsync(second, more[0].Number);

        var lineage = await LineageAsync();
        Assert.Equal((0, 1, 2), (lineage.People[trainer].Generation, lineage.People[colleague].Generation, lineage.People[next].Generation));
        Assert.Equal(2, Quantity.Reach(lineage));
        Assert.Equal(10, Quantity.ClaimedHeads(lineage));
        var branch = Branch.Of(lineage, trainer);
        Assert.Equal([1, 1], branch.Steps.Select(step => step.Length));
    }

    [Fact]
    public async Task Two_people_at_once_on_one_coupon_are_one_confirmation_and_one_clear_refusal()
    {
        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Hub.PersonAsync($"Person {i}")));
        var replies = await Task.WhenAll(people.Select(person => session.Redeem(coupons[0].Number, person, "link")));
        Assert.Single(replies, reply => reply.Accepted);
        Assert.All(replies.Where(reply => !reply.Accepted), reply => Assert.Equal("cascade.coupon-used", reply.Refusal!.Code));
        Assert.Single((await Hub.Of<CascadeSessionQuery>().FindAsync(id))!.Confirmed);
    }

    [Fact]
    public async Task An_institution_sees_its_coverage_with_a_dated_number()
    {
        var institution = new InstitutionId(Guid.NewGuid());
        var officer = await Hub.PersonAsync("Olive Officer");
        var ministry = Hub.Grains.GetGrain<IInstitutionGrain>(institution.Value);
        Assert.Equal("institution.unknown", (await ministry.DeclareMembership(officer, "", Hub.Today)).Refusal!.Code);
        await ministry.Register("Ministry of Examples", Sector.Government, officer);
        await ministry.NameFocalPoint(officer, officer);
        await ministry.DeclareStaff("", 4, Hub.Today, "Staff register", officer, Hub.Today);
        await ministry.DeclareStaff("Registry", 1, Hub.Today, "Staff register", officer, Hub.Today);

        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer, institution: institution);
        var colleague = await Hub.ConfirmAsync(session, coupons[0].Number);
        await ministry.DeclareMembership(colleague, "Registry", Hub.Today);

        var figures = InstitutionFigures.Of(await LineageAsync(), institution, [id]);
        Assert.Equal((1, 8, 0.25), (figures.Reach, figures.ClaimedHeads, figures.Coverage!.Value));
        Assert.Equal([1], figures.ByGeneration.ToArray());
        var view = (await Hub.Of<InstitutionQuery>().FindAsync(institution))!;
        Assert.Equal("Olive Officer", view.Staff[0].DeclaredBy);
        Assert.Equal("Registry", Assert.Single(await Hub.Of<InstitutionQuery>().OfPersonAsync(colleague)).Unit);
        await ministry.Leave(colleague, Hub.Today);
        Assert.Empty(await Hub.Of<InstitutionQuery>().OfPersonAsync(colleague));
        Assert.Equal("Ministry of Examples", Assert.Single(await Hub.Of<InstitutionQuery>().AllAsync()).Name);
    }

    [Fact]
    public async Task Rebuilt_tables_give_the_same_figures()
    {
        var trainer = await Hub.SeedAsync();
        var (session, _, coupons) = await Hub.SessionAsync(trainer);
        await Hub.ConfirmAsync(session, coupons[0].Number, right: 3);
        await Hub.ConfirmAsync(session, coupons[1].Number);
        var before = Figures.Of(await LineageAsync(), false);
        await using var db = await Hub.Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var rows = await db.Exposures.AsNoTracking().OrderBy(row => row.LearnerId).Select(row => new { row.LearnerId, row.Tier, row.Passed, row.Right }).ToListAsync();

        await Hub.Of<JournalRebuild<HubDbContext>>().RunAsync();
        Assert.Equal(before.AsEnumerable(), Figures.Of(await LineageAsync(), false));
        Assert.Equal(rows, await db.Exposures.AsNoTracking().OrderBy(row => row.LearnerId).Select(row => new { row.LearnerId, row.Tier, row.Passed, row.Right }).ToListAsync());
    }

    [Fact]
    public async Task A_book_shows_what_the_last_receipt_said_and_is_kept_while_nothing_happens()
    {
        var books = Hub.Of<CascadeBooks>();
        var trainer = await Hub.SeedAsync();
        var (session, _, coupons) = await Hub.SessionAsync(trainer);
        var empty = await books.OfModuleAsync(Hub.Module.Id);
        await Hub.PersonAsync("Nobody Yet");
        Assert.Same(empty, await books.OfModuleAsync(Hub.Module.Id));

        Hub.Clock.Advance(TimeSpan.FromSeconds(1));
        await Hub.ConfirmAsync(session, coupons[0].Number);
        var one = await books.OfModuleAsync(Hub.Module.Id);
        Assert.Equal((0, 1), (Quantity.Reach(empty.Lineage), Quantity.Reach(one.Lineage)));
        Assert.Equal(1, one.Figures.Single(figure => figure.Definition == Definitions.Reach).Value);
        Hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Hub.Clock.GetUtcNow(), (await books.OfModuleAsync(Hub.Module.Id)).AsOf);
        Assert.Equal(0, Quantity.Reach((await books.OfModuleAsync(Hub.Module.Id, empty.AsOf)).Lineage));
    }

    [Fact]
    public async Task The_book_of_a_programme_holds_only_what_began_in_its_workshops()
    {
        var (ours, theirs) = (await Hub.SeedAsync("Amina Ours"), await Hub.SeedAsync("Bea Theirs"));
        foreach (var trainer in new[] { ours, theirs })
        {
            var (session, _, coupons) = await Hub.SessionAsync(trainer);
            await Hub.ConfirmAsync(session, coupons[0].Number);
        }

        var (programme, books) = (new ProgrammeId(Guid.NewGuid()), Hub.Of<CascadeBooks>());
        Assert.Equal(0, Quantity.Reach((await books.OfProgrammeAsync(programme, Hub.Module.Id)).Lineage));
        var workshop = Hub.Grains.GetGrain<ICohortGrain>(Guid.NewGuid());
        await workshop.Plan("Step-down trainers", "Kigali", Hub.Today, Hub.Today, [Hub.Module.Id], programme, "K7P2QX", theirs);
        await workshop.Join(ours);
        var book = await books.OfProgrammeAsync(programme, Hub.Module.Id);
        Assert.Equal((1, 2), (Quantity.Reach(book.Lineage), Quantity.Reach((await books.OfModuleAsync(Hub.Module.Id)).Lineage)));
        Assert.Contains(ours, book.Lineage.People.Keys);
        Assert.DoesNotContain(theirs, book.Lineage.People.Keys);
    }

    private protected async Task<Lineage> LineageAsync() => (await Hub.Of<CascadeBooks>().OfModuleAsync(Hub.Module.Id)).Lineage;
}
