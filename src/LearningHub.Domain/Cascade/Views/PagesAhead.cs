using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>What the pages of a programme make of a lineage and keep, made before the first of them asks.</summary>
public static class PagesAhead
{
    /// <summary>Makes it. In protection content there is no tree.</summary>
    public static void Make(Lineage lineage, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        DistrictReach.Of(lineage, sensitive);
        Bottleneck.Of(lineage, sensitive);
        KeptHeatMap.Of(lineage, sensitive);
        if (sensitive) return;
        ProgrammeTree.Of(lineage);
        GrowingErrors.Of(lineage);
    }
}
