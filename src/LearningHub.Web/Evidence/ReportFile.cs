using System.Globalization;
using LearningHub.Domain.Evidence;
using LearningHub.Web.Cohorts;
using LearningHub.Web.Hosting;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Evidence;

/// <summary>The donor report as a table in the reader's language: every figure with what it means, and every caveat. Ids, parts, numbers and moments are the same in all.</summary>
internal static class ReportFile
{
    public static byte[] Of(Texts texts, PackContent content)
    {
        using var table = new CsvTable([texts["figure"], texts["name"], texts["part"], texts["value"], "n", texts["low"], texts["high"], texts["tierFloor"], texts["module"], texts["asOf"], texts["formula"]]);
        var (module, asOf) = (content.Module.Id.ToString(), PackTables.Time(content.AsOf));
        foreach (var figure in content.Figures)
        {
            table.Add(figure.Definition.ToString(), FigureNames.Name(texts, figure.Definition), figure.Slice, Number(figure.Value), figure.N.ToString(CultureInfo.InvariantCulture), Number(figure.Low), Number(figure.High),
                $"T{(int)figure.TierFloor}", module, asOf, FigureNames.Formula(texts, figure.Definition));
        }

        foreach (var caveat in ReportCaveats.Of(texts, content)) table.Add(texts["caveat"], caveat, null, null, null, null, null, null, module, asOf, null);
        return table.ToBytes();
    }

    private static string? Number(double? value) => value is { } number ? PublishedNumber.Of(number) : null;
}
