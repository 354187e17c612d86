using System.Collections.Frozen;
using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>What is known from the sessions of one module version: the part of the facts that grows with everybody taught.</summary>
/// <remarks>Read once, by <see cref="FirstReading"/>; after that only the sessions in which something happened are read anew.</remarks>
/// <param name="Answers">A part of the facts' own list, which holds them for both.</param>
/// <param name="Runs">Whose session each stretch of <paramref name="Answers"/> belongs to.</param>
internal sealed record SessionFacts(
    ImmutableArray<SessionFact> Sessions, ImmutableArray<ExposureFact> Exposures, ReadOnlyMemory<AnswerFact> Answers, ImmutableArray<(CascadeSessionId Session, int Count)> Runs)
{
    /// <summary>The same with some sessions read anew.</summary>
    public SessionFacts Fresh(HubDbContext db, ModuleVersion module, FrozenSet<CascadeSessionId> changed)
    {
        if (changed.Count == 0) return this;
        var tables = new BigTables(FactReader.Of(db), module);
        var sessions = tables.Sessions(changed);
        var own = sessions.Select(session => session.Session).ToFrozenSet(); // a change may be another module's
        if (own.Count == 0) return this;
        var read = tables.Of(own, tables.SpotChecks());
        return new(
            [.. Sessions.Where(session => !own.Contains(session.Session)), .. sessions],
            Without(own, read.Exposures), Without(own, read.Answers), [.. Runs.Where(run => !own.Contains(run.Session)), .. read.Runs]);
    }

    private ImmutableArray<ExposureFact> Without(FrozenSet<CascadeSessionId> changed, ExposureFact[] added)
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

    private AnswerFact[] Without(FrozenSet<CascadeSessionId> changed, AnswerFact[] added)
    {
        var kept = new List<AnswerFact>(Answers.Length + added.Length);
        var at = 0;
        foreach (var (session, count) in Runs)
        {
            if (!changed.Contains(session)) kept.AddRange(Answers.Span.Slice(at, count));
            at += count;
        }

        kept.AddRange(added);
        return [.. kept];
    }
}
