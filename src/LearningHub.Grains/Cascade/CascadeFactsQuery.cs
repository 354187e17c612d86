using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Content;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>Answers with everything that the figures of one module version are computed from. Pages ask <see cref="CascadeBooks"/>, which keeps it.</summary>
/// <remarks>Unbounded on purpose: a figure over a part of the facts would be another figure.</remarks>
public sealed class CascadeFactsQuery(ContentLibrary library)
{
    /// <param name="db">Holds a <see cref="LearningHub.Journal.ReadSnapshot"/>, so that all facts are of one moment.</param>
    public async Task<CascadeFacts> OfAsync(HubDbContext db, ModuleVersion module, CancellationToken ct = default)
    {
        return new CascadeFacts(module)
        {
            Sessions = await SessionsAsync(db, module, ct),
            Exposures = await ExposuresAsync(db, module, ct),
            Qualifications = await QualificationsAsync(db, module, ct),
            Pledges = await PledgesAsync(db, module, ct),
            PledgeSteps = await PledgeStepsAsync(db, module, ct),
            Staff = [.. (await db.InstitutionStaff.AsNoTracking().OrderBy(s => s.InstitutionId).ThenBy(s => s.Version).ToListAsync(ct))
                .GroupBy(s => (s.InstitutionId, s.Unit, s.DeclaredOn)).Select(same => same.Last()) // said again on the same day: a correction
                .Select(s => new StaffFact(new(s.InstitutionId), s.Unit, s.Eligible, s.DeclaredOn, s.Source))],
            Posts = [.. (await db.Memberships.AsNoTracking().OrderBy(m => m.InstitutionId).ThenBy(m => m.Version).ToListAsync(ct))
                .Select(m => new PostFact(new(m.LearnerId), new(m.InstitutionId), m.Unit, m.From, m.Until))],
            Answers = [.. await TestAnswersAsync(db, module, ct), .. await CheckAnswersAsync(db, module, ct)],
            Items = [.. (library.Find(module)?.Items ?? []).Where(item => item is { Use: ItemUse.Test, Kind: ItemKind.SingleChoice }).Select(item => new ItemFact(item.Id, item.Options.Length))],
            PassMark = library.Find(module)?.PassMark ?? new CascadeFacts(module).PassMark,
        }.Merged(await PersonLinksQuery.MapAsync(db, ct)); // one person counts once
    }

    private static async Task<ImmutableArray<SessionFact>> SessionsAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var sessions = await db.CascadeSessions.AsNoTracking().Where(s => s.Module == module.Module && s.ModuleVersion == module.Version).OrderBy(s => s.Id).ToListAsync(ct);
        var trainers = (await (
            from trainer in db.CascadeTrainers.AsNoTracking()
            join session in db.CascadeSessions on trainer.SessionId equals session.Id
            where session.Module == module.Module && session.ModuleVersion == module.Version
            orderby trainer.SessionId, trainer.LearnerId
            select trainer).ToListAsync(ct)).ToLookup(t => t.SessionId, t => new LearnerId(t.LearnerId));
        return [.. sessions.Select(s => new SessionFact(new(s.Id), s.HeldAt, [.. trainers[s.Id]], s.Minutes, s.ClaimedHeads, s.Standing != SessionStanding.Undisputed))];
    }

    /// <summary>Each tier at its own moment, so that a figure as of an earlier day sees what was known then.</summary>
    private static async Task<ImmutableArray<ExposureFact>> ExposuresAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var rows = await (
            from exposure in db.Exposures.AsNoTracking()
            where exposure.Module == module.Module && exposure.ModuleVersion == module.Version
            join check in db.SpotChecks on new { exposure.SessionId, exposure.LearnerId } equals new { check.SessionId, check.LearnerId } into checks
            from check in checks.DefaultIfEmpty()
            orderby exposure.SessionId, exposure.LearnerId
            select new { exposure, SpotCheckedAt = check == null ? (DateTimeOffset?)null : check.At }).ToListAsync(ct);
        return [.. rows.SelectMany(row => Tiers(row.exposure, row.SpotCheckedAt))];
    }

    private static IEnumerable<ExposureFact> Tiers(ExposureRow row, DateTimeOffset? spotCheckedAt)
    {
        ExposureFact At(EvidenceTier tier, DateTimeOffset at, bool qualified) => new(new(row.SessionId), new(row.LearnerId), tier, at, qualified, row.Mode);
        if (row.Tier < EvidenceTier.Confirmed)
        {
            yield return At(row.Tier, row.ConfirmedAt, false);
            yield break;
        }

        yield return At(EvidenceTier.Confirmed, row.ConfirmedAt, false);
        if (row.CheckedAt is { } @checked) yield return At(EvidenceTier.Checked, @checked, row.Passed);
        if (row.Tier == EvidenceTier.SpotChecked && spotCheckedAt is { } spot) yield return At(EvidenceTier.SpotChecked, spot, row.Passed);
    }

    private static async Task<ImmutableArray<QualificationFact>> QualificationsAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var passed = await db.TestAttempts.AsNoTracking()
            .Where(t => t.Module == module.Module && t.ModuleVersion == module.Version && t.Occasion == TestOccasion.Post && t.Passed && t.FinishedAt != null)
            .OrderBy(t => t.Id).Select(t => new { t.LearnerId, t.FinishedAt }).ToListAsync(ct);
        return [.. passed.Select(t => new QualificationFact(new(t.LearnerId), t.FinishedAt!.Value))];
    }

    private static async Task<ImmutableArray<PledgeFact>> PledgesAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var rows = await db.Pledges.AsNoTracking().Where(p => p.Module == module.Module && p.ModuleVersion == module.Version).OrderBy(p => p.Id).ToListAsync(ct);
        return [.. rows.Select(p => new PledgeFact(p.Id, new(p.LearnerId), DateOnly.FromDateTime(p.At.UtcDateTime), p.DueOn, p.People))];
    }

    private static async Task<ImmutableArray<PledgeStepFact>> PledgeStepsAsync(HubDbContext db, ModuleVersion module, CancellationToken ct) =>
        [.. (await db.PledgeSteps.AsNoTracking().Where(step => db.Pledges.Any(pledge => pledge.Id == step.PledgeId && pledge.Module == module.Module && pledge.ModuleVersion == module.Version))
            .OrderBy(step => step.PledgeId).ThenBy(step => step.Version).ToListAsync(ct)).Select(PledgeQuery.FactOf)];

    private async Task<IEnumerable<AnswerFact>> TestAnswersAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var rows = await (
            from answer in db.TestAnswers.AsNoTracking()
            join attempt in db.TestAttempts on answer.AttemptId equals attempt.Id
            where attempt.Module == module.Module && attempt.ModuleVersion == module.Version && attempt.FinishedAt != null
            orderby answer.AttemptId, answer.Item
            select new { attempt.LearnerId, attempt.Occasion, answer.Item, answer.Option, answer.Right, answer.Sure, answer.At }).ToListAsync(ct);
        var items = library.Find(module)?.Items.ToDictionary(item => item.Id) ?? [];
        return rows.Select(a => new AnswerFact(
            new(a.LearnerId), a.Occasion == TestOccasion.Pre ? AnswerOccasion.Pre : AnswerOccasion.Post, a.Item, items.GetValueOrDefault(a.Item)?.Message,
            items.GetValueOrDefault(a.Item)?.Anchor ?? false, a.Option, a.Right, a.Sure, "own-device", ContentLibrary.FirstLanguage, a.At));
    }

    private static async Task<IEnumerable<AnswerFact>> CheckAnswersAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var rows = await (
            from answer in db.CascadeAnswers.AsNoTracking()
            join exposure in db.Exposures on new { answer.SessionId, answer.LearnerId } equals new { exposure.SessionId, exposure.LearnerId }
            where exposure.Module == module.Module && exposure.ModuleVersion == module.Version && exposure.Tier >= EvidenceTier.Confirmed
            orderby answer.SessionId, answer.LearnerId, answer.Item
            select new { answer, exposure.Mode }).ToListAsync(ct);
        return rows.Select(row => new AnswerFact(
            new(row.answer.LearnerId), AnswerOccasion.Post, row.answer.Item, row.answer.Message, true, row.answer.Option, row.answer.Right, null,
            row.Mode, ContentLibrary.FirstLanguage, row.answer.At));
    }
}
