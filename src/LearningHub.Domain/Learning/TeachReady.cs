using System.Collections.Immutable;

namespace LearningHub.Domain.Learning;

/// <summary>What makes a learner ready to teach a module, in the order in which it is best done.</summary>
public enum TeachStep { Read, Test, Rehearse, TeachBack }

/// <summary>How far a learner is on the way to teaching one module version: a state shown to herself, and to nobody a measure.</summary>
/// <remarks>It decides nothing: who counts as qualified in the cascade's figures is said by the test alone (docs/cascade-metrics.md, D0).</remarks>
/// <param name="Lessons">Lessons of the module.</param>
/// <param name="Read">Of them read, 0 to <paramref name="Lessons"/>.</param>
/// <param name="Qualified">Passed the test after the lessons, or the check of a session in which she was taught.</param>
/// <param name="Messages">Key messages of the module.</param>
/// <param name="Rehearsed">Of them said without looking, 0 to <paramref name="Messages"/>.</param>
/// <param name="Cleared">Passed the teach-back.</param>
public sealed record TeachReady(int Lessons, int Read, bool Qualified, int Messages, int Rehearsed, bool Cleared)
{
    /// <summary>What is still missing, in order; empty for who is ready.</summary>
    public ImmutableArray<TeachStep> Missing => [.. Enum.GetValues<TeachStep>().Where(step => !Has(step))];

    /// <summary>The one thing to do next; null for who is ready.</summary>
    public TeachStep? Next => Missing is [var first, ..] ? first : null;

    public bool IsReady => Missing.IsEmpty;

    /// <summary>Whether this step is done. Who qualified by being taught need not read what she was told.</summary>
    public bool Has(TeachStep step) => step switch
    {
        TeachStep.Read => Read >= Lessons || Qualified,
        TeachStep.Test => Qualified,
        TeachStep.Rehearse => Rehearsed >= Messages,
        _ => Cleared,
    };
}
