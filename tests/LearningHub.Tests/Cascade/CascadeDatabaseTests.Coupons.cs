using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Tests.Cascade;

/// <summary>Coupons that come in late, on paper and from shared phones.</summary>
public abstract partial class CascadeDatabaseTests
{
    [Fact]
    public async Task A_coupon_redeemed_forty_days_later_belongs_to_the_session_it_was_handed_out_in()
    {
        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        var heldAt = (await Hub.Of<CascadeSessionQuery>().FindAsync(id))!.Line.HeldAt;
        Hub.Clock.Advance(TimeSpan.FromDays(40));
        var colleague = await Hub.PersonAsync("Late Colleague");
        var claimed = Hub.Clock.GetUtcNow().AddDays(-39);
        Assert.True((await session.Redeem(coupons[0].Number, colleague, ConfirmModes.Offline, "a phone", claimed)).Accepted);
        Assert.True((await session.CompleteCheck(coupons[0].Number, colleague, Hub.Answers(coupons[0].Number), claimed)).Accepted);
        Hub.Clock.Advance(TimeSpan.FromSeconds(1));

        var place = (await LineageAsync()).People[colleague];
        Assert.Equal((id, 1), (place.ReachedIn!.Value, place.Generation));
        await using var db = await Hub.Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var redeemed = await db.Set<JournalRow>().AsNoTracking().SingleAsync(row => row.Type == "cascade.coupon-redeemed.v1");
        Assert.Equal((claimed, heldAt.AddDays(40).Date), (redeemed.HappenedAt!.Value, (await db.Exposures.AsNoTracking().SingleAsync()).ConfirmedAt.Date));
    }

    [Fact]
    public async Task A_sheet_typed_by_the_trainer_waits_and_counts_once_somebody_independent_has_seen_it()
    {
        var trainer = await Hub.SeedAsync();
        var officer = await Hub.PersonAsync("Olive Officer");
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        var people = new[] { await Hub.PersonAsync("Paper One"), await Hub.PersonAsync("Paper Two"), await Hub.PersonAsync("Paper Three") };
        for (var i = 0; i < 3; i++) Assert.True((await session.TypePaper(coupons[i].Number, people[i], Letters(coupons[i].Number), trainer)).Accepted);
        Hub.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, Quantity.Reach(await LineageAsync()));
        Assert.Equal([5, 5, 5], (await Hub.Of<CascadeSessionQuery>().SheetsAsync(id)).Select(sheet => sheet.Answers));
        Assert.Empty(await Hub.Of<CascadeSessionQuery>().AnswersAsync(id));

        Assert.Equal("cascade.not-independent", (await session.SeePaper(coupons[0].Number, trainer)).Refusal!.Code);
        Assert.True((await session.SeePaper(coupons[0].Number, officer)).Accepted);
        Assert.Equal("cascade.sheet-unknown", (await session.SeePaper(coupons[0].Number, officer)).Refusal!.Code);
        var herself = await Hub.ConfirmAsync(session, coupons[1].Number, name: "Paper Two herself");
        var view = (await Hub.Of<CascadeSessionQuery>().FindAsync(id))!;
        // ids made in one millisecond come in any order
        (LearnerId, EvidenceTier)[] expected = [(people[0], EvidenceTier.Checked), (people[2], EvidenceTier.Listed), (herself, EvidenceTier.Checked)];
        Assert.Equal(expected.ToHashSet(), view.Confirmed.Select(line => (line.Person, line.Tier)).ToHashSet());
        Assert.Equal((2, 2), (view.Line.Confirmed, Quantity.Reach(await LineageAsync())));
        Assert.Equal(people[2], Assert.Single(await Hub.Of<CascadeSessionQuery>().SheetsAsync(id)).Learner);

        await Hub.RestartAsync();
        await Hub.Of<JournalRebuild<HubDbContext>>().RunAsync();
        Assert.Equal(2, Quantity.Reach(await LineageAsync()));
        Assert.Equal(5, Assert.Single(await Hub.Of<CascadeSessionQuery>().SheetsAsync(id)).Answers);
    }

    [Fact]
    public async Task Six_colleagues_on_one_phone_all_count_and_are_asked_about()
    {
        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        foreach (var coupon in coupons.Take(6))
        {
            Assert.True((await session.Redeem(coupon.Number, await Hub.PersonAsync("Shared Phone"), ConfirmModes.ColleaguePhone, "one phone")).Accepted);
            Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var flag = Assert.Single(await Hub.Of<CascadeFlagsQuery>().OfSessionAsync(id));
        Assert.Equal((CascadeFlagKind.ManyFromOnePhone, 6), (flag.Kind, flag.Number));
        Assert.Equal(6, Quantity.Reach(await LineageAsync()));
        Assert.Equal(flag.Key, Assert.Single(await Hub.Of<CascadeFlagsQuery>().OfModuleAsync(Hub.Module.Id)).Key);
        await using var db = await Hub.Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.Equal(16, Assert.Single(await db.Exposures.AsNoTracking().Select(row => row.Device).Distinct().ToListAsync())!.Length);
    }

    [Fact]
    public async Task A_trainers_list_takes_nothing_from_somebody_who_has_confirmed()
    {
        var trainer = await Hub.SeedAsync();
        var (session, id, coupons) = await Hub.SessionAsync(trainer);
        var confirmed = await Hub.ConfirmAsync(session, coupons[0].Number);
        Assert.True((await session.TypePaper(coupons[1].Number, confirmed, Letters(coupons[1].Number), trainer)).Accepted);
        await Hub.ConfirmAsync(session, coupons[1].Number);
        var listed = await Hub.PersonAsync("Listed, then by another coupon");
        Assert.True((await session.TypePaper(coupons[2].Number, listed, Letters(coupons[2].Number), trainer)).Accepted);
        Assert.True((await session.Redeem(coupons[3].Number, listed, ConfirmModes.Link)).Accepted);
        await Hub.ConfirmAsync(session, coupons[2].Number);
        var view = (await Hub.Of<CascadeSessionQuery>().FindAsync(id))!;
        Assert.Equal(4, view.Line.Confirmed);
        Assert.Equal((EvidenceTier.Checked, EvidenceTier.Confirmed), (view.Confirmed.Single(line => line.Person == confirmed).Tier, view.Confirmed.Single(line => line.Person == listed).Tier));
    }

    /// <summary>What a person writes on a sheet who knows everything.</summary>
    private string Letters(Guid coupon) => string.Concat(CouponCheck.Draw(Hub.Module, coupon)
        .Select(item => (char)('a' + CouponCheck.Options(item, coupon).Select((option, i) => (option, i)).First(it => it.option.Right).i)));
}
