using System.Collections.Frozen;
using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>What is known from the sessions of one module version: the part of the facts that grows with everybody taught.</summary>
/// <remarks>Read once; after that only the sessions in which something happened are read anew.</remarks>
/// <param name="Runs">Whose session each stretch of <paramref name="Answers"/> belongs to.</param>
internal sealed record SessionFacts(
    ImmutableArray<SessionFact> Sessions, ImmutableArray<ExposureFact> Exposures, ImmutableArray<AnswerFact> Answers, ImmutableArray<(CascadeSessionId Session, int Count)> Runs)
{
    /// <summary>Everything of the module.</summary>
    public static async Task<SessionFacts> OfAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var tables = new BigTables(db, module, ct);
        var (sessions, exposures) = (await tables.SessionsAsync(null), await tables.ExposuresAsync(null));
        var (answers, runs) = await tables.CheckAnswersAsync(exposures, null);
        return new(sessions, exposures, answers, runs);
    }

    /// <summary>The same with some sessions read anew.</summary>
    public async Task<SessionFacts> FreshAsync(HubDbContext db, ModuleVersion module, FrozenSet<CascadeSessionId> changed, CancellationToken ct)
    {
        if (changed.Count == 0) return this;
        var tables = new BigTables(db, module, ct);
        var sessions = await tables.SessionsAsync(changed);
        var own = sessions.Select(session => session.Session).ToFrozenSet(); // a change may be another module's
        if (own.Count == 0) return this;
        var exposures = await tables.ExposuresAsync(own);
        var (answers, runs) = await tables.CheckAnswersAsync(exposures, own);
        return new(
            [.. Sessions.Where(session => !own.Contains(session.Session)), .. sessions],
            Without(own, exposures), Without(own, answers), [.. Runs.Where(run => !own.Contains(run.Session)), .. runs]);
    }

    private ImmutableArray<ExposureFact> Without(FrozenSet<CascadeSessionId> changed, ImmutableArray<ExposureFact> added)
    {
        var kept = ImmutableArray.CreateBuilder<ExposureFact>(Exposures.Length + added.Length);
        var (last, drop) = (default(CascadeSessionId), false);
        foreach (var exposure in Exposures)
        {
            if (exposure.Session != last) (last, drop) = (exposure.Session, changed.Contains(exposure.Session));
            if (!drop) kept.Add(exposure);
        }

        kept.AddRange(added);
        return kept.DrainToImmutable();
    }

    private ImmutableArray<AnswerFact> Without(FrozenSet<CascadeSessionId> changed, ImmutableArray<AnswerFact> added)
    {
        var kept = ImmutableArray.CreateBuilder<AnswerFact>(Answers.Length + added.Length);
        var at = 0;
        foreach (var (session, count) in Runs)
        {
            if (!changed.Contains(session)) kept.AddRange(Answers.AsSpan(at, count));
            at += count;
        }

        kept.AddRange(added);
        return kept.DrainToImmutable();
    }
}
