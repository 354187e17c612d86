using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Audit;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Messages;

namespace LearningHub.Tests.Cascade;

public abstract partial class CascadeDatabaseTests
{
    [Fact]
    public async Task Credit_is_shared_from_the_moment_a_co_trainer_says_that_she_taught()
    {
        var (amina, bosco) = (await Hub.SeedAsync("Amina Seed"), await Hub.SeedAsync("Bosco Seed"));
        var id = Guid.CreateVersion7(Hub.Clock.GetUtcNow());
        var session = Hub.Grains.GetGrain<ICascadeSessionGrain>(id);
        Assert.Null((await session.Record(Hub.Details(amina) with { Trainers = [amina, bosco] }, amina, Hub.Today)).Refusal);
        Assert.Null((await session.IssueCoupons(Guid.NewGuid(), 4, amina)).Refusal);
        var coupons = (await Hub.Of<CascadeSessionQuery>().FindAsync(new(id)))!.Coupons;
        foreach (var coupon in coupons.Take(2)) await Hub.ConfirmAsync(session, coupon.Number);

        var before = await LineageAsync();
        Assert.Equal([(amina, 1.0), (amina, 1.0)], before.Credits.Select(credit => (credit.Trainer, credit.Share)));
        Assert.Empty(before.SessionsOf(bosco));
        var ask = Assert.Single(await Hub.Of<CoTeachingQuery>().OfPersonAsync(bosco));
        Assert.Equal("Amina", ask.NamedBy);
        Assert.Equal(MessageKind.CoTrainerAsked, Assert.Single(await Hub.Of<MessageQuery>().OfPersonAsync(bosco)).Kind);
        Assert.Equal(1, await ActivesAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => session.AnswerCoTraining(bosco, true)));
        Assert.Equal(3, answers.Count(answer => answer.Repeated));
        var after = await LineageAsync();
        Assert.Equal(2, Quantity.Reach(after));
        Assert.Equal(2.0, after.Credits.Sum(credit => credit.Share));
        Assert.Equal(1.0, after.Credits.Where(credit => credit.Trainer == bosco).Sum(credit => credit.Share));
        Assert.Equal(2, await ActivesAsync());
        Assert.Empty(await Hub.Of<CoTeachingQuery>().OfPersonAsync(bosco));
        Assert.Equal(["says: I taught it too", "named as a trainer too"], (await Hub.Of<AuditQuery>().PageAsync(AuditKind.CoTrainer, null)).Select(line => line.Detail.Template));

        await Hub.RestartAsync();
        Assert.Equal("cascade.co-trainer-settled", (await Hub.Grains.GetGrain<ICascadeSessionGrain>(id).AnswerCoTraining(bosco, false)).Refusal!.Code);
    }

    private async Task<int> ActivesAsync() => (await LineageAsync()).Sessions.SelectMany(session => session.Fact.Trainers).Distinct().Count();
}
