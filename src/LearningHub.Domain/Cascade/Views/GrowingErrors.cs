using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>Wrong answers that grow down the tree, in content that is not about protection; found once for each lineage.</summary>
public sealed record GrowingErrors(ImmutableArray<MutationTrace> Traces)
{
    /// <summary>The steepest first.</summary>
    public static ImmutableArray<MutationTrace> Of(Lineage lineage) => Made.Of(lineage, false, of => new GrowingErrors(MutationTrace.Of(of, sensitive: false))).Traces;
}
