using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Grains.Learning.Content;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade.SpotLots;

/// <summary>What spot checks say to the figures.</summary>
internal static class SpotLotFacts
{
    /// <summary>How the answers of a call came about.</summary>
    private const string ByTelephone = "telephone";

    /// <summary>Every head that was drawn.</summary>
    public static async Task<ImmutableArray<SpotCheckFact>> HeadsAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var rows = await (
            from unit in db.SpotUnits.AsNoTracking()
            join lot in db.SpotLots on unit.LotId equals lot.Id
            where lot.Module == module.Module && lot.ModuleVersion == module.Version && unit.DrawnAt != null
            orderby unit.LotId, unit.Place
            select new { unit, lot.Size }).ToListAsync(ct);
        return [.. from row in rows
                   let unit = row.unit
                   select new SpotCheckFact(
                       unit.LotId, new(unit.SessionId), unit.Head, unit.PersonId is { } person ? new LearnerId(person) : null, unit.DrawnAt!.Value, unit.Outcome, unit.CheckedAt, row.Size)];
    }

    /// <summary>Answers to blind questions, of those whose name is known: a head that nobody confirmed has no generation.</summary>
    public static async Task<ImmutableArray<AnswerFact>> AnswersAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var rows = await (
            from answer in db.SpotAnswers.AsNoTracking()
            join lot in db.SpotLots on answer.LotId equals lot.Id
            join unit in db.SpotUnits on new { answer.LotId, answer.Place } equals new { unit.LotId, unit.Place }
            where lot.Module == module.Module && lot.ModuleVersion == module.Version && unit.PersonId != null
            orderby answer.LotId, answer.Place, answer.Item
            select new { answer, Person = unit.PersonId!.Value }).ToListAsync(ct);
        return [.. rows.Select(row => new AnswerFact(
            new(row.Person), AnswerOccasion.SpotCheck, row.answer.Item, row.answer.Message, true, row.answer.Option, row.answer.Right, null,
            ByTelephone, ContentLibrary.FirstLanguage, row.answer.At))];
    }
}
