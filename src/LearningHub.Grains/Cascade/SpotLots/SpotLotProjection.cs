using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade.SpotLots;

/// <summary>Keeps the read tables of spot-check lots in the transaction of the event itself.</summary>
public sealed class SpotLotProjection : IProjection<HubDbContext, SpotLotEvent>
{
    public ValueTask ProjectAsync(HubDbContext db, Recorded<SpotLotEvent> recorded, CancellationToken ct)
    {
        var id = Guid.Parse(recorded.Stream.AsSpan(SpotLotGrain.StreamPrefix.Length));
        return recorded.Event switch
        {
            SpotLotEvent.LotDrawn e => Draw(db, id, e),
            SpotLotEvent.CallMissed e => MissAsync(db, id, e, ct),
            SpotLotEvent.HeadAnswered e => AnswerAsync(db, id, e, ct),
            SpotLotEvent.LotClosed e => CloseAsync(db, id, e, ct),
            _ => ValueTask.CompletedTask,
        };
    }

    private static ValueTask Draw(HubDbContext db, Guid id, SpotLotEvent.LotDrawn e)
    {
        var drawn = Math.Min(e.Plan.Size, e.Order.Length);
        db.SpotLots.Add(new()
        {
            Id = id, Module = e.Lot.Module.Module, ModuleVersion = e.Lot.Module.Version, Kind = e.Lot.Kind, OfId = e.Lot.Of, Year = e.Lot.Quarter.Year,
            Quarter = e.Lot.Quarter.Number, Part = e.Lot.Part, Seed = e.Seed, Heads = e.Frame.Sum(line => line.Heads), Size = e.Plan.Size, Needed = e.Plan.Needed,
            Drawn = drawn, DrawnAt = e.At, DrawnBy = e.By.Value,
        });
        db.SpotLotSessions.AddRange(e.Frame.Select(line => new SpotLotSessionRow { LotId = id, SessionId = line.Session.Value, Heads = line.Heads, Confirmed = line.Confirmed }));
        db.SpotUnits.AddRange(e.Order.Select((unit, i) => new SpotUnitRow
        {
            LotId = id, Place = i + 1, SessionId = unit.Session.Value, Head = unit.Head, PersonId = unit.Person?.Value, DrawnAt = i < drawn ? e.At : null,
        }));
        return ValueTask.CompletedTask;
    }

    private static async ValueTask MissAsync(HubDbContext db, Guid id, SpotLotEvent.CallMissed e, CancellationToken ct)
    {
        if (await db.SpotUnits.FindAsync([id, e.Place], ct) is { } unit) unit.Missed++;
    }

    private static async ValueTask AnswerAsync(HubDbContext db, Guid id, SpotLotEvent.HeadAnswered e, CancellationToken ct)
    {
        if (await db.SpotLots.FindAsync([id], ct) is not { } lot || await db.SpotUnits.FindAsync([id, e.Place], ct) is not { } unit) return;
        Count(lot, unit.Outcome, -1);
        Count(lot, e.Outcome, 1);
        (unit.Outcome, unit.CheckedAt) = (e.Outcome, e.At);
        var earlier = await db.SpotAnswers.Where(row => row.LotId == id && row.Place == e.Place).ToListAsync(ct);
        db.SpotAnswers.RemoveRange(earlier.Where(row => e.Answers.All(answer => answer.Item != row.Item)));
        foreach (var answer in e.Answers)
        {
            var row = earlier.Find(row => row.Item == answer.Item) ?? db.SpotAnswers.Add(new() { LotId = id, Place = e.Place, Item = answer.Item }).Entity;
            (row.Message, row.Option, row.Right, row.At) = (answer.Message, answer.Option, answer.Right, e.At);
        }

        if (e.Outcome == SpotCheckOutcome.Unreachable && await db.SpotUnits.FindAsync([id, lot.Drawn + 1], ct) is { } next)
        {
            next.DrawnAt = e.At;
            lot.Drawn++;
        }
    }

    private static void Count(SpotLotRow lot, SpotCheckOutcome? outcome, int by)
    {
        if (outcome == SpotCheckOutcome.Confirmed) lot.Confirmed += by;
        else if (outcome == SpotCheckOutcome.Refuted) lot.Refuted += by;
        else if (outcome == SpotCheckOutcome.Unreachable) lot.Unreachable += by;
    }

    private static async ValueTask CloseAsync(HubDbContext db, Guid id, SpotLotEvent.LotClosed e, CancellationToken ct)
    {
        if (await db.SpotLots.FindAsync([id], ct) is { } lot) (lot.ClosedAt, lot.Decision) = (e.At, e.Decision);
    }
}
