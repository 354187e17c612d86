using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Common;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Tests.Cascade;

public sealed class CascadeSessionGrainTests : IAsyncLifetime
{
    private CascadeHub hub = null!;

    public async Task InitializeAsync() => hub = await CascadeHub.StartAsync();

    public async Task DisposeAsync() => await hub.DisposeAsync();

    [Fact]
    public async Task A_colleague_who_confirms_and_passes_is_generation_one_and_may_teach_generation_two()
    {
        var trainer = await hub.SeedAsync();
        var (first, _, coupons) = await hub.SessionAsync(trainer);
        var colleague = await hub.ConfirmAsync(first, coupons[0].Number);
        var (second, _, more) = await hub.SessionAsync(colleague, heads: 2);
        var next = await hub.ConfirmAsync(second, more[0].Number);

        var lineage = await LineageAsync();
        Assert.Equal((0, 1, 2), (lineage.People[trainer].Generation, lineage.People[colleague].Generation, lineage.People[next].Generation));
        Assert.Equal(2, Quantity.Reach(lineage));
        Assert.Equal(10, Quantity.ClaimedHeads(lineage));
        var branch = Branch.Of(lineage, trainer);
        Assert.Equal([1, 1], branch.Steps.Select(step => step.Length));
    }

    [Fact]
    public async Task A_colleague_who_fails_the_check_counts_as_reached_and_her_own_session_is_quarantined()
    {
        var trainer = await hub.SeedAsync();
        var (first, _, coupons) = await hub.SessionAsync(trainer);
        var colleague = await hub.ConfirmAsync(first, coupons[0].Number, right: 2);
        var (second, id, more) = await hub.SessionAsync(colleague, heads: 2);
        await hub.ConfirmAsync(second, more[0].Number);

        var lineage = await LineageAsync();
        Assert.Equal(1, Quantity.Reach(lineage));
        Assert.Null(lineage.People[colleague].QualifiedAt);
        Assert.Contains(id, lineage.Quarantined);
    }

    [Fact]
    public async Task Two_people_at_once_on_one_coupon_are_one_confirmation_and_one_clear_refusal()
    {
        var trainer = await hub.SeedAsync();
        var (session, id, coupons) = await hub.SessionAsync(trainer);
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => hub.PersonAsync($"Person {i}")));
        var replies = await Task.WhenAll(people.Select(person => session.Redeem(coupons[0].Number, person, "link")));
        Assert.Single(replies, reply => reply.Accepted);
        Assert.All(replies.Where(reply => !reply.Accepted), reply => Assert.Equal("cascade.coupon-used", reply.Refusal!.Code));
        Assert.Single((await hub.Of<CascadeSessionQuery>().FindAsync(id))!.Confirmed);
    }

    [Fact]
    public async Task Everything_sent_twice_is_kept_once()
    {
        var trainer = await hub.SeedAsync();
        var (session, id, coupons) = await hub.SessionAsync(trainer);
        var batch = Guid.NewGuid();
        Assert.False((await session.IssueCoupons(batch, 2, trainer)).Repeated);
        Assert.True((await session.IssueCoupons(batch, 2, trainer)).Repeated);
        var colleague = await hub.ConfirmAsync(session, coupons[0].Number);
        Assert.True((await session.Record(hub.Details(trainer), trainer, hub.Today)).Repeated);
        Assert.True((await session.Redeem(coupons[0].Number, colleague, "link")).Repeated);
        Assert.True((await session.CompleteCheck(coupons[0].Number, colleague, hub.Answers(coupons[0].Number))).Repeated);

        var view = (await hub.Of<CascadeSessionQuery>().FindAsync(id))!;
        Assert.Equal((10, 1), (view.Coupons.Length, view.Confirmed.Length));
    }

    [Fact]
    public async Task A_stop_between_confirmation_and_check_loses_nothing()
    {
        var trainer = await hub.SeedAsync();
        var (session, id, coupons) = await hub.SessionAsync(trainer);
        var colleague = await hub.PersonAsync("Eric");
        Assert.True((await session.Redeem(coupons[0].Number, colleague, "code")).Accepted);
        await hub.RestartAsync();

        session = hub.Grains.GetGrain<ICascadeSessionGrain>(id.Value);
        Assert.True((await session.Redeem(coupons[0].Number, colleague, "code")).Repeated);
        Assert.True((await session.CompleteCheck(coupons[0].Number, colleague, hub.Answers(coupons[0].Number))).Accepted);
        Assert.Single(await hub.Of<QualificationQuery>().AmongAsync(hub.Module.Id, [colleague], hub.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Refusals_come_back_as_values_and_keep_nothing()
    {
        var trainer = await hub.SeedAsync();
        var (session, id, coupons) = await hub.SessionAsync(trainer);
        var other = (await hub.SessionAsync(trainer)).Grain;
        var colleague = await hub.PersonAsync("Eric");
        var coupon = coupons[0].Number;
        Assert.Equal("cascade.own-coupon", (await session.Redeem(coupon, trainer, "link")).Refusal!.Code);
        Assert.Equal("cascade.coupon-unknown", (await other.Redeem(coupon, colleague, "link")).Refusal!.Code);
        Assert.Equal("cascade.not-confirmed", (await session.CompleteCheck(coupon, colleague, hub.Answers(coupon))).Refusal!.Code);
        Assert.Equal("cascade.coupons-too-many", (await session.IssueCoupons(Guid.NewGuid(), 6, trainer)).Refusal!.Code);
        Assert.Equal("cascade.coupons-too-many", (await session.IssueCoupons(Guid.NewGuid(), -1, trainer)).Refusal!.Code);
        Assert.Equal("cascade.no-such-module", (await hub.Grains.GetGrain<ICascadeSessionGrain>(Guid.NewGuid()).Record(hub.Details(trainer) with { Module = new("no-such", 1) }, trainer, hub.Today)).Refusal!.Code);
        hub.Clock.Advance(TimeSpan.FromDays(61));
        Assert.Equal("cascade.coupon-expired", (await session.Redeem(coupon, colleague, "link")).Refusal!.Code);
        Assert.Empty((await hub.Of<CascadeSessionQuery>().FindAsync(id))!.Confirmed);
    }

    [Fact]
    public async Task A_typed_code_leads_to_its_coupon_until_it_ends()
    {
        var trainer = await hub.SeedAsync();
        var (_, id, coupons) = await hub.SessionAsync(trainer);
        Assert.Equal(new JoinCodeTarget.Coupon(id, coupons[3].Number), await hub.Grains.FindCodeAsync(coupons[3].Code.ToLowerInvariant()));
        hub.Clock.Advance(TimeSpan.FromDays(62));
        Assert.Null(await hub.Grains.FindCodeAsync(coupons[3].Code));
    }

    [Fact]
    public void A_link_opens_its_own_coupon_and_no_other()
    {
        var links = hub.Of<CouponLinks>();
        var (session, another, coupon) = (new CascadeSessionId(Guid.NewGuid()), new CascadeSessionId(Guid.NewGuid()), Guid.NewGuid());
        var link = links.For(session, coupon);
        Assert.Equal(66, link.Length);
        Assert.Equal(new JoinCodeTarget.Coupon(session, coupon), links.Open(link).Coupon);
        Assert.Equal("cascade.coupon-other-session", links.Open($"{links.For(another, coupon).Split('.')[0]}.{link.Split('.')[1]}").Refusal!.Code);
        foreach (var wrong in (string?[])[null, "", "x", ".", "a.b.c", new('x', 500), $"{new string('é', 22)}.x"])
            Assert.Equal("cascade.coupon-unknown", links.Open(wrong).Refusal!.Code);
    }

    [Fact]
    public async Task A_contested_session_leaves_every_total_until_it_is_resolved()
    {
        var institution = new InstitutionId(Guid.NewGuid());
        var trainer = await hub.SeedAsync();
        var (session, _, coupons) = await hub.SessionAsync(trainer, institution: institution);
        await hub.ConfirmAsync(session, coupons[0].Number);
        Assert.True((await session.Contest(institution, ContestReason.HeadsTooHigh, trainer)).Accepted);
        Assert.Equal(0, Quantity.Reach(await LineageAsync()));
        Assert.True((await session.Resolve(institution, counts: true, trainer)).Accepted);
        Assert.Equal(1, Quantity.Reach(await LineageAsync()));
    }

    [Fact]
    public async Task A_refuted_spot_check_takes_the_person_out_of_the_reach_and_a_confirmed_one_raises_the_tier()
    {
        var trainer = await hub.SeedAsync();
        var (session, id, coupons) = await hub.SessionAsync(trainer);
        var (one, two) = (await hub.ConfirmAsync(session, coupons[0].Number), await hub.ConfirmAsync(session, coupons[1].Number));
        var officer = await hub.PersonAsync("Officer");
        await session.RecordSpotCheck(one, SpotCheckOutcome.Confirmed, officer);
        await session.RecordSpotCheck(two, SpotCheckOutcome.Refuted, officer);
        Assert.Equal([EvidenceTier.SpotChecked, EvidenceTier.Listed], (await hub.Of<CascadeSessionQuery>().FindAsync(id))!.Confirmed.Select(c => c.Tier));
        Assert.Equal(1, Quantity.Reach(await LineageAsync()));
        await session.RecordSpotCheck(two, SpotCheckOutcome.Unreachable, officer);
        Assert.Equal(2, Quantity.Reach(await LineageAsync()));
    }

    [Fact]
    public async Task An_institution_sees_its_coverage_with_a_dated_number()
    {
        var institution = new InstitutionId(Guid.NewGuid());
        var officer = await hub.PersonAsync("Olive Officer");
        var ministry = hub.Grains.GetGrain<IInstitutionGrain>(institution.Value);
        Assert.Equal("institution.unknown", (await ministry.DeclareMembership(officer, "", hub.Today)).Refusal!.Code);
        await ministry.Register("Ministry of Examples", Sector.Government, officer);
        await ministry.NameFocalPoint(officer, officer);
        await ministry.DeclareStaff("", 4, hub.Today, "Staff register", officer, hub.Today);
        await ministry.DeclareStaff("Registry", 1, hub.Today, "Staff register", officer, hub.Today);

        var trainer = await hub.SeedAsync();
        var (session, id, coupons) = await hub.SessionAsync(trainer, institution: institution);
        var colleague = await hub.ConfirmAsync(session, coupons[0].Number);
        await ministry.DeclareMembership(colleague, "Registry", hub.Today);

        var figures = InstitutionFigures.Of(await LineageAsync(), institution, [id]);
        Assert.Equal((1, 8, 0.25), (figures.Reach, figures.ClaimedHeads, figures.Coverage!.Value));
        Assert.Equal([1], figures.ByGeneration.ToArray());
        Assert.Equal(("Registry", 1, 0, 1.0), (figures.Units[0].Unit, figures.Units[0].Qualified, figures.Units[0].NotYet, figures.Units[0].Coverage!.Value));
        var view = (await hub.Of<InstitutionQuery>().FindAsync(institution))!;
        Assert.Equal("Olive", view.Staff[0].DeclaredBy);
        Assert.Equal("Registry", Assert.Single(await hub.Of<InstitutionQuery>().OfPersonAsync(colleague)).Unit);
        await ministry.Leave(colleague, hub.Today);
        Assert.Empty(await hub.Of<InstitutionQuery>().OfPersonAsync(colleague));
        Assert.Equal("Ministry of Examples", Assert.Single(await hub.Of<InstitutionQuery>().AllAsync()).Name);
    }

    [Fact]
    public async Task Hidden_people_are_counted_and_not_named()
    {
        var trainer = await hub.SeedAsync();
        var (session, id, coupons) = await hub.SessionAsync(trainer);
        var hidden = await hub.PersonAsync("Secret Name", hidden: true);
        await session.Redeem(coupons[0].Number, hidden, "link");
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        await hub.ConfirmAsync(session, coupons[1].Number, name: "Eric Colleague");
        Assert.Equal([FirstNames.NotShown, "Eric"], (await hub.Of<CascadeSessionQuery>().FindAsync(id))!.Confirmed.Select(c => c.Name));
    }

    [Fact]
    public async Task Rebuilt_tables_give_the_same_figures()
    {
        var trainer = await hub.SeedAsync();
        var (session, _, coupons) = await hub.SessionAsync(trainer);
        await hub.ConfirmAsync(session, coupons[0].Number, right: 3);
        await hub.ConfirmAsync(session, coupons[1].Number);
        var before = Figures.Of(await LineageAsync(), false);
        await using var db = await hub.Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var rows = await db.Exposures.AsNoTracking().OrderBy(row => row.LearnerId).Select(row => new { row.LearnerId, row.Tier, row.Passed, row.Right }).ToListAsync();

        await hub.Of<JournalRebuild<HubDbContext>>().RunAsync();
        Assert.Equal(before.AsEnumerable(), Figures.Of(await LineageAsync(), false));
        Assert.Equal(rows, await db.Exposures.AsNoTracking().OrderBy(row => row.LearnerId).Select(row => new { row.LearnerId, row.Tier, row.Passed, row.Right }).ToListAsync());
    }

    private Task<Lineage> LineageAsync() => hub.Of<CascadeFactsQuery>().LineageAsync(hub.Module.Id, hub.Clock.GetUtcNow());
}
