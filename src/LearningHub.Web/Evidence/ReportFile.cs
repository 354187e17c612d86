using System.Globalization;
using LearningHub.Domain.Evidence;
using LearningHub.Web.Hosting;

namespace LearningHub.Web.Evidence;

/// <summary>The donor report as a table: every figure with what it means, and every caveat.</summary>
internal static class ReportFile
{
    public static byte[] Of(PackContent content)
    {
        using var table = new CsvTable(["figure", "name", "part", "value", "n", "low", "high", "tierFloor", "module", "asOf", "formula"]);
        var (module, asOf) = (content.Module.Id.ToString(), PackTables.Time(content.AsOf));
        foreach (var figure in content.Figures)
        {
            table.Add(figure.Definition.ToString(), figure.Definition.Name, figure.Slice, Number(figure.Value), figure.N.ToString(CultureInfo.InvariantCulture), Number(figure.Low), Number(figure.High),
                $"T{(int)figure.TierFloor}", module, asOf, figure.Definition.Formula);
        }

        foreach (var caveat in ReportCaveats.Of(content)) table.Add("caveat", caveat, null, null, null, null, null, null, module, asOf, null);
        return table.ToBytes();
    }

    private static string? Number(double? value) => value is { } number ? PublishedNumber.Of(number) : null;
}
