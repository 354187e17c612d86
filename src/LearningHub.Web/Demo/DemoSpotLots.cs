using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade.SpotLots;

namespace LearningHub.Web.Demo;

/// <summary>Spot checks of the demonstration, drawn and called by the same rules as real ones.</summary>
public sealed class DemoSpotLots(DemoStage stage, DemoCascade cascade, Module module, LearnerId officer)
{
    private readonly Random chance = new(19); // of its own, so that calls change nothing else in the story

    /// <summary>Draws a lot, calls everybody drawn, and closes it.</summary>
    /// <param name="true">Chance that somebody without a name was there, 0 to 1.</param>
    /// <param name="named">Those who confirmed were there.</param>
    public void Check(SpotLotKind kind, Guid of, Quarter quarter, ImmutableArray<SpotFrame> frame, DateTimeOffset at, double @true, bool named)
    {
        var key = new SpotLotKey(module.Id, kind, of, quarter, 1);
        var state = Act(key.Id, new SpotLotCommand.DrawLot(key, frame, 0x2026_0704_1962_0001, officer, at));
        for (var place = 1; place <= state.Drawn; place++)
        {
            var (unit, when) = (state.Draw!.Order[place - 1], at.AddDays(1 + place % 5).AddMinutes(10 * place));
            if (place == 5)
            {
                for (var call = 0; call < SpotLot.MostTries; call++) state = Act(key.Id, Call(key.Id, place, SpotCallResult.NobodyAnswered, when.AddDays(call)));
                continue;
            }

            var there = unit.Person is null ? chance.NextDouble() < @true : named;
            state = Act(key.Id, Call(key.Id, place, there ? SpotCallResult.WasThere : SpotCallResult.WasNotThere, when));
            if (unit.Person is { } person) cascade.SpotCheck(unit.Session, person, there ? SpotCheckOutcome.Confirmed : SpotCheckOutcome.Refuted, officer, when);
        }

        Act(key.Id, new SpotLotCommand.CloseLot(officer, at.AddDays(9)));
    }

    private SpotLotCommand.RecordCall Call(Guid lot, int place, SpotCallResult result, DateTimeOffset at)
    {
        var asked = SpotQuestions.Draw(module, lot, place);
        var answers = result == SpotCallResult.WasThere ? asked.Select(item => new GivenAnswer(item.Id, Answer(item))).ToImmutableArray() : [];
        return new(place, result, asked, answers, officer, at);
    }

    private string Answer(Item item) => chance.NextDouble() < 0.8 ? item.RightOption! : item.Options.First(option => !option.Right).Id;

    private SpotLotState Act(Guid lot, SpotLotCommand command) => stage.Act(SpotLotGrain.StreamPrefix + lot, SpotLot.Rules, command);
}
