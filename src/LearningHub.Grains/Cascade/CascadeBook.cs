using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>Everything that can be said of a cascade at one moment; the whole of a module, or the part that belongs to a programme.</summary>
/// <param name="AsOf">The moment all of it is named after.</param>
/// <param name="Facts">What the figures are computed from.</param>
/// <param name="Figures">Every published figure.</param>
public sealed record CascadeBook(ModuleVersion Module, DateTimeOffset AsOf, CascadeFacts Facts, Lineage Lineage, ImmutableArray<Figure> Figures)
{
    /// <summary>Computes lineage and figures.</summary>
    /// <param name="sensitive">The module is protection content.</param>
    public static CascadeBook Of(CascadeFacts facts, DateTimeOffset asOf, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Of(Lineage.Of(facts, asOf), sensitive);
    }

    internal static CascadeBook Of(Lineage lineage, bool sensitive) =>
        new(lineage.Facts.Module, lineage.AsOf, lineage.Facts, lineage, Domain.Cascade.Metrics.Figures.Of(lineage, sensitive));
}
