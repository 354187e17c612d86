using System.Globalization;
using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Web.Cohorts;

/// <summary>Figures as people read them: whole numbers as they are, shares as per cent, rates with two decimals.</summary>
public static class FigureText
{
    private static readonly HashSet<string> Shares =
    [
        Definitions.Duplication.Id, Definitions.VerifiedShare.Id, Definitions.Activation.Id, Definitions.PledgersConverted.Id,
        Definitions.PledgedVolume.Id, Definitions.MessageSurvival.Id, Definitions.Coverage.Id, Definitions.EffectiveCoverage.Id,
        Definitions.Concentration.Id, Definitions.ConfidentErrors.Id, Definitions.ResponseRate.Id, Definitions.SpotCheckShare.Id, Definitions.Mutation.Id, Definitions.KeptRespondents.Id, Definitions.KeptWorst.Id, Definitions.KeptBest.Id,
    ];

    public static string Of(Figure? figure) => figure switch
    {
        null or { Value: null } => "-",
        { Value: { } value } when Shares.Contains(figure.Definition.Id) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0} %"),
        { Value: { } value } => Number(value),
    };

    /// <summary>The 95 % interval as people read it; empty where there is none.</summary>
    public static string Interval(Figure figure) => figure is { Low: { } low, High: { } high }
        ? Shares.Contains(figure.Definition.Id) ? string.Create(CultureInfo.InvariantCulture, $"{100 * low:0} to {100 * high:0} %") : $"{Number(low)} to {Number(high)}"
        : "";

    /// <summary>A number as an attribute holds it; null where there is none, and the attribute with it.</summary>
    public static string? Data(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");

    public static string Number(double value) => value.ToString(value == Math.Floor(value) ? "#,0" : "0.00", CultureInfo.InvariantCulture);
}
