using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Learning;

/// <summary>What a learner has done in one module version.</summary>
/// <param name="Read">Ids of the lessons read.</param>
/// <param name="Tests">The attempts at both tests, the newest first.</param>
/// <param name="QualifiedAt">Since when the learner is qualified; null when not yet.</param>
public sealed record ModuleProgress(
    ModuleVersion Module, ImmutableHashSet<string> Read, ImmutableDictionary<string, CheckGiven> Checks, ImmutableArray<TestLine> Tests,
    DateTimeOffset? QualifiedAt, ImmutableArray<PledgeLine> Pledges, ImmutableArray<LiveTakenLine> Live)
{
    /// <summary>Key messages said aloud, and whether without looking.</summary>
    public ImmutableDictionary<string, bool> Rehearsed { get; init; } = ImmutableDictionary<string, bool>.Empty;

    public TestLine? Last(TestOccasion occasion) => Tests.FirstOrDefault(test => test.Occasion == occasion);
}

/// <summary>The last answer to a self-check.</summary>
public sealed record CheckGiven(string Option, bool Right, bool? Sure = null);

/// <summary>One attempt in a list.</summary>
/// <param name="Right">Items answered rightly; null while the test is open.</param>
/// <param name="Of">Items in the test.</param>
public sealed record TestLine(Guid Attempt, TestOccasion Occasion, DateTimeOffset DrawnAt, DateTimeOffset? FinishedAt, int? Right, int Of, bool Passed);

/// <summary>One promise in a list.</summary>
public sealed record PledgeLine(Guid Pledge, ModuleVersion Module, int People, DateOnly DueOn, DateTimeOffset At);

/// <summary>One live session in a list.</summary>
/// <param name="Code">Opens the session's page, where everything can be read again.</param>
/// <param name="Right">Of <paramref name="Judged"/> answers where something is right or wrong.</param>
public sealed record LiveTakenLine(string Code, DateTimeOffset At, int Answers, int Judged, int Right);

/// <summary>Answers what one learner has done, for the module's pages and the learner's next step.</summary>
public sealed class ModuleProgressQuery(IDbContextFactory<HubDbContext> databases)
{
    private const int MaxTests = 50, MaxPledges = 50;

    public async Task<ModuleProgress> OfAsync(LearnerId learner, ModuleVersion module, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (id, name, version) = (learner.Value, module.Module, module.Version);
        var read = await db.LessonsRead.AsNoTracking()
            .Where(row => row.LearnerId == id && row.Module == name && row.ModuleVersion == version).OrderBy(row => row.Lesson).Select(row => row.Lesson).ToListAsync(ct);
        var checks = await db.SelfChecks.AsNoTracking()
            .Where(row => row.LearnerId == id && row.Module == name && row.ModuleVersion == version).OrderBy(row => row.Item)
            .Select(row => new { row.Item, Given = new CheckGiven(row.Option, row.Right, row.Sure) }).ToListAsync(ct);
        var rehearsed = await db.Rehearsals.AsNoTracking()
            .Where(row => row.LearnerId == id && row.Module == name && row.ModuleVersion == version).OrderBy(row => row.Message).Select(row => new { row.Message, row.Ready }).ToListAsync(ct);
        var tests = await db.TestAttempts.AsNoTracking()
            .Where(row => row.LearnerId == id && row.Module == name && row.ModuleVersion == version)
            .OrderByDescending(row => row.DrawnAt).ThenByDescending(row => row.Id).Take(MaxTests)
            .Select(row => new TestLine(row.Id, row.Occasion, row.DrawnAt, row.FinishedAt, row.FinishedAt == null ? null : row.Right, row.Of, row.Passed)).ToListAsync(ct);
        var qualified = await db.Qualifications.AsNoTracking()
            .Where(row => row.LearnerId == id && row.Module == name && row.ModuleVersion == version).Select(row => (DateTimeOffset?)row.At).SingleOrDefaultAsync(ct);
        var pledges = await db.Pledges.AsNoTracking()
            .Where(row => row.LearnerId == id && row.Module == name).OrderByDescending(row => row.At).ThenBy(row => row.Id).Take(MaxPledges)
            .Select(row => new PledgeLine(row.Id, new ModuleVersion(row.Module, row.ModuleVersion), row.People, row.DueOn, row.At)).ToListAsync(ct);
        var live = await db.LiveTaken.AsNoTracking()
            .Where(row => row.LearnerId == id && row.Module == name && row.ModuleVersion == version)
            .Join(db.LiveSessions.AsNoTracking(), row => row.SessionId, session => session.SessionId, (row, session) => new { row, session.Code, session.StartedAt })
            .OrderByDescending(line => line.StartedAt).ThenBy(line => line.row.SessionId).Take(MaxTests)
            .Select(line => new LiveTakenLine(line.Code, line.StartedAt, line.row.Answers, line.row.Judged, line.row.Right)).ToListAsync(ct);
        return new(module, [.. read], checks.ToImmutableDictionary(check => check.Item, check => check.Given), [.. tests], qualified, [.. pledges], [.. live])
        {
            Rehearsed = rehearsed.ToImmutableDictionary(row => row.Message, row => row.Ready),
        };
    }
}

/// <summary>One attempt with what was asked and chosen. It carries no right answer while the test is open.</summary>
/// <param name="Items">Ids in the order asked.</param>
/// <param name="Given">The last answer to each item.</param>
public sealed record TestGiven(
    Guid Attempt, ModuleVersion Module, TestOccasion Occasion, ImmutableArray<string> Items, ImmutableDictionary<string, AnswerGiven> Given,
    DateTimeOffset? FinishedAt, int? Right, bool Passed);

/// <summary>One answer in a test.</summary>
/// <param name="Right">Null while the test is open.</param>
public sealed record AnswerGiven(string Option, bool? Sure, bool? Right);

/// <summary>Answers what was asked and chosen in a learner's own test.</summary>
public sealed class TestGivenQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>The attempt, or null when it is not this learner's.</summary>
    public async Task<TestGiven?> OfAsync(LearnerId learner, Guid attempt, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.TestAttempts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == attempt && row.LearnerId == learner.Value, ct);
        if (row is null) return null;
        var finished = row.FinishedAt is not null;
        var answers = await db.TestAnswers.AsNoTracking().Where(answer => answer.AttemptId == attempt).OrderBy(answer => answer.Item).ToListAsync(ct);
        return new(
            row.Id, new(row.Module, row.ModuleVersion), row.Occasion, [.. row.Items.Split(' ')],
            answers.ToImmutableDictionary(answer => answer.Item, answer => new AnswerGiven(answer.Option, answer.Sure, finished ? answer.Right : null)),
            row.FinishedAt, finished ? row.Right : null, row.Passed);
    }
}

/// <summary>Answers how far a learner is in every module: for the list of modules and the start page.</summary>
public sealed class LearningOverviewQuery(IDbContextFactory<HubDbContext> databases)
{
    /// <summary>One module in which the learner has done something.</summary>
    /// <param name="Read">Lessons read.</param>
    /// <param name="QualifiedAt">Null when not yet.</param>
    /// <param name="Refreshed">Refreshers that are finished.</param>
    public sealed record Line(ModuleVersion Module, int Read, DateTimeOffset? QualifiedAt, bool Pledged, ImmutableArray<TestOccasion> Refreshed)
    {
        public bool Qualified => QualifiedAt is not null;

        /// <summary>The refresher that is open and not yet finished; null when there is none.</summary>
        public TestOccasion? RefresherAt(DateTimeOffset now) =>
            QualifiedAt is { } since && Refresher.OpenAt(since, now) is { } open && !Refreshed.Contains(open) ? open : null;
    }

    private const int MaxLines = 100;

    /// <summary>By module id; modules that the learner has not met are not in it.</summary>
    public async Task<ImmutableArray<Line>> OfAsync(LearnerId learner, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var id = learner.Value;
        var read = await db.LessonsRead.AsNoTracking().Where(row => row.LearnerId == id)
            .GroupBy(row => new { row.Module, row.ModuleVersion }).Select(group => new { group.Key.Module, group.Key.ModuleVersion, Count = group.Count() })
            .OrderBy(row => row.Module).ThenBy(row => row.ModuleVersion).Take(MaxLines).ToListAsync(ct);
        var qualified = await db.Qualifications.AsNoTracking().Where(row => row.LearnerId == id)
            .OrderBy(row => row.Module).ThenBy(row => row.ModuleVersion).Take(MaxLines).Select(row => new { row.Module, row.ModuleVersion, row.At }).ToListAsync(ct);
        var refreshed = await db.TestAttempts.AsNoTracking()
            .Where(row => row.LearnerId == id && row.FinishedAt != null && row.Occasion != TestOccasion.Pre && row.Occasion != TestOccasion.Post)
            .OrderBy(row => row.Id).Take(MaxLines).Select(row => new { row.Module, row.ModuleVersion, row.Occasion }).ToListAsync(ct);
        var pledged = await db.Pledges.AsNoTracking().Where(row => row.LearnerId == id)
            .OrderBy(row => row.Module).ThenBy(row => row.Id).Take(MaxLines).Select(row => new { row.Module, row.ModuleVersion }).ToListAsync(ct);
        var met = read.Select(row => new ModuleVersion(row.Module, row.ModuleVersion))
            .Concat(qualified.Select(row => new ModuleVersion(row.Module, row.ModuleVersion)).Concat(pledged.Select(row => new ModuleVersion(row.Module, row.ModuleVersion)))).Distinct();
        return [.. met
            .Select(module => new Line(
                module,
                read.SingleOrDefault(row => row.Module == module.Module && row.ModuleVersion == module.Version)?.Count ?? 0,
                qualified.Where(row => row.Module == module.Module && row.ModuleVersion == module.Version).Select(row => (DateTimeOffset?)row.At).FirstOrDefault(),
                pledged.Any(row => row.Module == module.Module),
                [.. refreshed.Where(row => row.Module == module.Module && row.ModuleVersion == module.Version).Select(row => row.Occasion)]))
            .OrderBy(line => line.Module.Module, StringComparer.Ordinal).ThenBy(line => line.Module.Version)];
    }
}
