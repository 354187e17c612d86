using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.SpotLots;
using LearningHub.Grains.Common;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Tests.Cascade;

/// <summary>The cascade's grains, tables and figures on a real SQLite file.</summary>
public sealed class CascadeSessionGrainTests() : CascadeDatabaseTests(new SqliteFixture())
{
    [Fact]
    public async Task A_colleague_who_fails_the_check_counts_as_reached_and_her_own_session_is_quarantined()
    {
        var trainer = await Hub.SeedAsync();
        var (first, _, coupons) = await Hub.SessionAsync(trainer);
        var colleague = await Hub.ConfirmAsync(first, coupons[0].Number, right: 2);
        var (second, id, more) = await Hub.SessionAsync(colleague, heads: 2);
        await Hub.ConfirmAsync(second, more[0].Number);

        var lineage = await LineageAsync();
        Assert.Equal(1, Quantity.Reach(lineage));
        Assert.Null(lineage.People[colleague].QualifiedAt);
        Assert.Contains(id, lineage.Quarantined);
        Assert.Equal(trainer.Value, Assert.Single(await Hub.Of<SpotFrameQuery>().CandidatesAsync(Hub.Module.Id)).Lot.Of); // nobody is drawn from it
    }

    [Fact]
    public async Task Everything_sent_twice_is_kept_once()
    {
        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        var batch = Guid.NewGuid();
        Assert.False((await session.IssueCoupons(batch, 2, trainer)).Repeated);
        Assert.True((await session.IssueCoupons(batch, 2, trainer)).Repeated);
        var colleague = await Hub.ConfirmAsync(session, coupons[0].Number);
        Assert.True((await session.Record(Hub.Details(trainer), trainer, Hub.Today)).Repeated);
        Assert.True((await session.Redeem(coupons[0].Number, colleague, "link")).Repeated);
        Assert.True((await session.CompleteCheck(coupons[0].Number, colleague, Hub.Answers(coupons[0].Number))).Repeated);

        var view = (await Hub.Of<CascadeSessionQuery>().FindAsync(id))!;
        Assert.Equal((10, 1), (view.Coupons.Length, view.Confirmed.Length));
    }

    [Fact]
    public async Task A_stop_between_confirmation_and_check_loses_nothing()
    {
        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        var colleague = await Hub.PersonAsync("Eric");
        Assert.True((await session.Redeem(coupons[0].Number, colleague, "code")).Accepted);
        await Hub.RestartAsync();

        session = Hub.Grains.GetGrain<ICascadeSessionGrain>(id.Value);
        Assert.True((await session.Redeem(coupons[0].Number, colleague, "code")).Repeated);
        Assert.True((await session.CompleteCheck(coupons[0].Number, colleague, Hub.Answers(coupons[0].Number))).Accepted);
        Assert.Single(await Hub.Of<QualificationQuery>().AmongAsync(Hub.Module.Id, [colleague], Hub.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Refusals_come_back_as_values_and_keep_nothing()
    {
        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        var other = (await Hub.SessionAsync(trainer)).Grain;
        var colleague = await Hub.PersonAsync("Eric");
        var coupon = coupons[0].Number;
        Assert.Equal("cascade.own-coupon", (await session.Redeem(coupon, trainer, "link")).Refusal!.Code);
        Assert.Equal("cascade.coupon-unknown", (await other.Redeem(coupon, colleague, "link")).Refusal!.Code);
        Assert.Equal("cascade.not-confirmed", (await session.CompleteCheck(coupon, colleague, Hub.Answers(coupon))).Refusal!.Code);
        Assert.Equal("cascade.coupons-too-many", (await session.IssueCoupons(Guid.NewGuid(), 6, trainer)).Refusal!.Code);
        Assert.Equal("cascade.coupons-too-many", (await session.IssueCoupons(Guid.NewGuid(), -1, trainer)).Refusal!.Code);
        Assert.Equal("cascade.no-such-module", (await Hub.Grains.GetGrain<ICascadeSessionGrain>(Guid.NewGuid()).Record(Hub.Details(trainer) with { Module = new("no-such", 1) }, trainer, Hub.Today)).Refusal!.Code);
        Hub.Clock.Advance(TimeSpan.FromDays(61));
        Assert.Equal("cascade.coupon-expired", (await session.Redeem(coupon, colleague, "link")).Refusal!.Code);
        Assert.Empty((await Hub.Of<CascadeSessionQuery>().FindAsync(id))!.Confirmed);
    }

    [Fact]
    public async Task A_typed_code_leads_to_its_coupon_until_it_ends()
    {
        var trainer = await Hub.SeedAsync();
        var (_, id, coupons) = await Hub.SessionAsync(trainer);
        Assert.Equal(new JoinCodeTarget.Coupon(id, coupons[3].Number), await Hub.Grains.FindCodeAsync(coupons[3].Code.ToLowerInvariant()));
        Hub.Clock.Advance(TimeSpan.FromDays(62));
        Assert.Null(await Hub.Grains.FindCodeAsync(coupons[3].Code));
    }

    [Fact]
    public void A_link_opens_its_own_coupon_and_no_other()
    {
        var links = Hub.Of<CouponLinks>();
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
        var trainer = await Hub.SeedAsync();
        var (session, _, coupons) = await Hub.SessionAsync(trainer, institution: institution);
        await Hub.ConfirmAsync(session, coupons[0].Number);
        Assert.True((await session.Contest(institution, ContestReason.HeadsTooHigh, trainer)).Accepted);
        Assert.Equal(0, Quantity.Reach(await LineageAsync()));
        Assert.True((await session.Resolve(institution, counts: true, await Hub.PersonAsync("Focal point"))).Accepted);
        Assert.Equal(1, Quantity.Reach(await LineageAsync()));
    }

    [Fact]
    public async Task A_refuted_spot_check_takes_the_person_out_of_the_reach_and_a_confirmed_one_raises_the_tier()
    {
        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        var (one, two) = (await Hub.ConfirmAsync(session, coupons[0].Number), await Hub.ConfirmAsync(session, coupons[1].Number));
        var officer = await Hub.PersonAsync("Officer");
        await session.RecordSpotCheck(one, SpotCheckOutcome.Confirmed, officer);
        await session.RecordSpotCheck(two, SpotCheckOutcome.Refuted, officer);
        Assert.Equal([EvidenceTier.SpotChecked, EvidenceTier.Listed], (await Hub.Of<CascadeSessionQuery>().FindAsync(id))!.Confirmed.Select(c => c.Tier));
        Assert.Equal(1, Quantity.Reach(await LineageAsync()));
        await session.RecordSpotCheck(two, SpotCheckOutcome.Unreachable, officer);
        Assert.Equal(2, Quantity.Reach(await LineageAsync()));
    }

    [Fact]
    public async Task A_check_completed_after_a_refutation_brings_nobody_back()
    {
        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        var (colleague, officer) = (await Hub.PersonAsync("Eric Colleague"), await Hub.PersonAsync("Officer"));
        await session.Redeem(coupons[0].Number, colleague, ConfirmModes.Link);
        await session.RecordSpotCheck(colleague, SpotCheckOutcome.Refuted, officer);
        Assert.Null((await session.CompleteCheck(coupons[0].Number, colleague, Hub.Answers(coupons[0].Number))).Refusal);
        Assert.Equal(EvidenceTier.Listed, Assert.Single((await Hub.Of<CascadeSessionQuery>().FindAsync(id))!.Confirmed).Tier);
        Assert.Equal(0, Quantity.Reach(await LineageAsync()));
        Assert.Empty(await Hub.Of<QualificationQuery>().OfAsync(colleague));

        await session.RecordSpotCheck(colleague, SpotCheckOutcome.Confirmed, officer); // the first call had reached somebody else
        Assert.Equal(1, Quantity.Reach(await LineageAsync()));
        Assert.Single(await Hub.Of<QualificationQuery>().OfAsync(colleague));
    }

    [Fact]
    public async Task Hidden_people_are_counted_and_not_named()
    {
        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        var hidden = await Hub.PersonAsync("Secret Name", hidden: true);
        await session.Redeem(coupons[0].Number, hidden, "link");
        Hub.Clock.Advance(TimeSpan.FromSeconds(1));
        await Hub.ConfirmAsync(session, coupons[1].Number, name: "Eric Colleague");
        Assert.Equal([FirstNames.NotShown, "Eric"], (await Hub.Of<CascadeSessionQuery>().FindAsync(id))!.Confirmed.Select(c => c.Name));
    }
}
