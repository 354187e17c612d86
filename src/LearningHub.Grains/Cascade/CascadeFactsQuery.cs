using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Cascade.SpotLots;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Content;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>Answers with everything that the figures of one module version are computed from. Pages ask <see cref="CascadeBooks"/>, which keeps it.</summary>
/// <remarks>Unbounded on purpose: a figure over a part of the facts would be another figure.</remarks>
public sealed class CascadeFactsQuery(ContentLibrary library)
{
    /// <summary>Everything, read from nothing.</summary>
    /// <param name="connections">One or more; each holds a <see cref="LearningHub.Journal.ReadSnapshot"/> of the same moment.</param>
    /// <param name="advanced">Is told which share of it has been read, 0 to 1.</param>
    internal async Task<KeptFacts> OfAsync(IReadOnlyList<HubDbContext> connections, ModuleVersion module, Action<double>? advanced, CancellationToken ct)
    {
        var (sessions, posts) = await new FirstReading(connections, module, advanced).RunAsync(ct);
        return await TogetherAsync(connections[0], module, sessions, posts, await TestsAsync(connections[0], module, ct), ct);
    }

    /// <summary>What was read before, with the parts that have changed read anew.</summary>
    internal async Task<KeptFacts> OfAsync(HubDbContext db, ModuleVersion module, KeptFacts kept, CascadeChanges changes, CancellationToken ct) => await TogetherAsync(
        db, module, kept.Sessions.Fresh(db, module, changes.Sessions), changes.Posts ? new BigTables(FactReader.Of(db), module).Posts() : kept.Posts,
        changes.Learners ? await TestsAsync(db, module, ct) : kept.Tests, ct);

    private async Task<KeptFacts> TogetherAsync(HubDbContext db, ModuleVersion module, SessionFacts sessions, ImmutableArray<PostFact> posts, TestFacts tests, CancellationToken ct)
    {
        var spots = await SpotLotFacts.AnswersAsync(db, module, ct);
        AnswerFact[] answers = [.. sessions.Answers.Span, .. tests.Answers, .. spots];
        return new(sessions with { Answers = answers.AsMemory(0, sessions.Answers.Length) }, posts, tests, new CascadeFacts(module)
        {
            Sessions = sessions.Sessions,
            Exposures = sessions.Exposures,
            Qualifications = tests.Qualifications,
            Pledges = await PledgesAsync(db, module, ct),
            PledgeSteps = await PledgeStepsAsync(db, module, ct),
            Staff = [.. (await db.InstitutionStaff.AsNoTracking().OrderBy(s => s.InstitutionId).ThenBy(s => s.Version).ToListAsync(ct))
                .GroupBy(s => (s.InstitutionId, s.Unit, s.DeclaredOn)).Select(same => same.Last()) // said again on the same day: a correction
                .Select(s => new StaffFact(new(s.InstitutionId), s.Unit, s.Eligible, s.DeclaredOn, s.Source))],
            Posts = posts,
            Answers = ImmutableCollectionsMarshal.AsImmutableArray(answers),
            SpotChecks = await SpotLotFacts.HeadsAsync(db, module, ct),
            Items = [.. (library.Find(module)?.Items ?? []).Where(item => item is { Use: ItemUse.Test, Kind: ItemKind.SingleChoice }).Select(item => new ItemFact(item.Id, item.Options.Length))],
            ValidDays = library.Find(module)?.ValidDays,
            PassMark = library.Find(module)?.PassMark ?? new CascadeFacts(module).PassMark,
        }.Merged(await PersonLinksQuery.MapAsync(db, ct))); // one person counts once
    }

    private async Task<TestFacts> TestsAsync(HubDbContext db, ModuleVersion module, CancellationToken ct) =>
        new(await QualificationsAsync(db, module, ct), [.. await TestAnswersAsync(db, module, ct)]);

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
            new(a.LearnerId), Occasion(a.Occasion), a.Item, items.GetValueOrDefault(a.Item)?.Message,
            items.GetValueOrDefault(a.Item)?.Anchor ?? false, a.Option, a.Right, a.Sure, "own-device", ContentLibrary.FirstLanguage, a.At));
    }

    private static AnswerOccasion Occasion(TestOccasion test) => test switch
    {
        TestOccasion.Pre => AnswerOccasion.Pre,
        TestOccasion.Post => AnswerOccasion.Post,
        TestOccasion.Month1 => AnswerOccasion.Month1,
        TestOccasion.Month3 => AnswerOccasion.Month3,
        TestOccasion.Month6 => AnswerOccasion.Month6,
        _ => throw new UnreachableException($"CascadeFactsQuery has no occasion for {test}; add one."),
    };
}

/// <summary>What is known from the tests of one module version.</summary>
internal sealed record TestFacts(ImmutableArray<QualificationFact> Qualifications, ImmutableArray<AnswerFact> Answers);

/// <summary>Facts with the parts they were put together from, so that only what has changed is read anew.</summary>
internal sealed record KeptFacts(SessionFacts Sessions, ImmutableArray<PostFact> Posts, TestFacts Tests, CascadeFacts Facts);
