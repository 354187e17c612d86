using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>The heat map of everybody, drawn once for each lineage.</summary>
public static class KeptHeatMap
{
    public static HeatMap Of(Lineage lineage, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        return Made.Of(lineage, sensitive, of => HeatMap.Of(of, sensitive));
    }
}
