using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.SpotLots;
using LearningHub.Journal;

namespace LearningHub.Tests.Cascade;

/// <summary>Spot checks from the draw to the figures.</summary>
public abstract partial class CascadeDatabaseTests
{
    [Fact]
    public async Task A_lot_is_drawn_called_and_closed_and_moves_the_figures()
    {
        var trainer = await Hub.SeedAsync();
        var officer = await Hub.PersonAsync("Olive Officer");
        var (session, id, coupons) = await Hub.SessionAsync(trainer, heads: 12);
        foreach (var coupon in coupons.Take(3)) await Hub.ConfirmAsync(session, coupon.Number);
        var candidate = Assert.Single(await Hub.Of<SpotFrameQuery>().CandidatesAsync(Hub.Module.Id));
        Assert.Equal((SpotLotKind.Trainer, trainer.Value, 12, 1), (candidate.Lot.Kind, candidate.Lot.Of, candidate.Heads, candidate.Lot.Part));
        Assert.Empty(await Hub.Of<SpotFrameQuery>().CandidatesAsync(Hub.Module.Id, new HashSet<LearningHub.Domain.Common.CascadeSessionId>()));

        var lot = Hub.Grains.GetGrain<ISpotLotGrain>(candidate.Lot.Id);
        Assert.Equal("cascade.not-independent", (await lot.Draw(candidate.Lot, trainer)).Refusal!.Code);
        Assert.True((await lot.Draw(candidate.Lot, officer)).Accepted);
        var seed = (await Hub.Of<SpotLotQuery>().FindAsync(candidate.Lot.Id))!.Line.Seed;
        Assert.True((await lot.Draw(candidate.Lot, officer)).Repeated);
        Assert.Empty(await Hub.Of<SpotFrameQuery>().CandidatesAsync(Hub.Module.Id));

        var view = (await Hub.Of<SpotLotQuery>().FindAsync(candidate.Lot.Id))!;
        Assert.Equal((seed, 12, 12, 3), (view.Line.Seed, view.Units.Length, view.Line.Drawn, view.Units.Count(unit => unit.Name == "Eric Colleague")));
        Assert.Equal(12, (await FactsAsync()).SpotChecks.Length);
        var refuted = view.Units.First(unit => unit.Person is not null);
        foreach (var unit in view.Units)
        {
            var questions = SpotQuestions.Draw(Hub.Module, candidate.Lot.Id, unit.Place);
            Assert.Equal(3, questions.Select(item => item.Message).Distinct().Count());
            var result = unit == refuted ? SpotCallResult.WasNotThere : SpotCallResult.WasThere;
            Assert.True((await lot.RecordCall(unit.Place, result, [.. questions.Select(item => new GivenAnswer(item.Id, item.RightOption!))], officer)).Accepted);
        }

        Assert.Empty(await Hub.Of<SpotLotQuery>().ResultsOfSessionAsync(id)); // nothing to be seen by the trainer while the lot is open
        Assert.True((await lot.Close(officer)).Accepted);
        Hub.Clock.Advance(TimeSpan.FromSeconds(1));
        var result2 = Assert.Single(await Hub.Of<SpotLotQuery>().ResultsOfSessionAsync(id));
        Assert.Equal((LotDecision.Accepted, 11, 1), (result2.Decision, result2.Confirmed, result2.Refuted));
        Assert.Equal(2, Quantity.Reach(await LineageAsync()));
        var facts = await FactsAsync();
        Assert.Equal((11, 1), (facts.SpotChecks.Count(check => check.Outcome == SpotCheckOutcome.Confirmed), facts.SpotChecks.Count(check => check.Person == refuted.Person)));
        Assert.Equal(6, facts.Answers.Count(answer => answer.Occasion == AnswerOccasion.SpotCheck)); // of the two whose name is known
        Assert.Equal(11, (await LineageAsync()) is var lineage ? SpotCheckEstimate.Of(lineage)!.Value!.Value : 0, 6);

        await Hub.RestartAsync();
        await Hub.Of<JournalRebuild<HubDbContext>>().RunAsync();
        Assert.Equal(result2, Assert.Single(await Hub.Of<SpotLotQuery>().ResultsOfSessionAsync(id)));
        Assert.Equal(facts.SpotChecks.AsEnumerable(), (await FactsAsync()).SpotChecks);
    }

    [Fact]
    public async Task Somebody_whom_nobody_reaches_is_replaced_and_a_second_session_makes_a_second_part()
    {
        var trainer = await Hub.SeedAsync();
        var officer = await Hub.PersonAsync("Olive Officer");
        await Hub.SessionAsync(trainer, heads: 14);
        var key = Assert.Single(await Hub.Of<SpotFrameQuery>().CandidatesAsync(Hub.Module.Id)).Lot;
        var lot = Hub.Grains.GetGrain<ISpotLotGrain>(key.Id);
        Assert.True((await lot.Draw(key, officer)).Accepted);
        for (var call = 0; call < 3; call++) Assert.True((await lot.RecordCall(2, SpotCallResult.NobodyAnswered, [], officer)).Accepted);
        var view = (await Hub.Of<SpotLotQuery>().FindAsync(key.Id))!;
        Assert.Equal((13, 1, SpotCheckOutcome.Unreachable), (view.Line.Drawn, view.Line.Unreachable, view.Units[1].Outcome));
        Assert.True((await lot.RecordCall(13, SpotCallResult.WasThere, [], officer)).Accepted);
        Assert.True((await lot.RecordCall(13, SpotCallResult.WasNotThere, [], officer)).Accepted); // a correction
        Assert.Equal((0, 1), (await Hub.Of<SpotLotQuery>().FindAsync(key.Id))!.Line is var line ? (line.Confirmed, line.Refuted) : default);

        var (_, second, _) = await Hub.SessionAsync(trainer, heads: 5);
        var next = Assert.Single(await Hub.Of<SpotFrameQuery>().CandidatesAsync(Hub.Module.Id));
        Assert.Equal((2, 5), (next.Lot.Part, next.Heads));
        Assert.Equal(second, Assert.Single(await Hub.Of<SpotFrameQuery>().OfAsync(next.Lot)).Session);
    }

    private async Task<CascadeFacts> FactsAsync() => (await LineageAsync()).Facts;
}
