using System.Globalization;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cohorts;

/// <summary>Figures as people read them, in the form of the reader's language: whole numbers as they are, shares as per cent, rates with two decimals.</summary>
public static class FigureText
{
    private static readonly HashSet<string> Shares =
    [
        Definitions.Duplication.Id, Definitions.VerifiedShare.Id, Definitions.Activation.Id, Definitions.PledgersConverted.Id,
        Definitions.PledgedVolume.Id, Definitions.MessageSurvival.Id, Definitions.Coverage.Id, Definitions.EffectiveCoverage.Id,
        Definitions.Concentration.Id, Definitions.ConfidentErrors.Id, Definitions.ResponseRate.Id, Definitions.SpotCheckShare.Id, Definitions.Mutation.Id, Definitions.KeptRespondents.Id, Definitions.KeptWorst.Id, Definitions.KeptBest.Id,
    ];

    /// <summary>Whether people read the figure as per cent.</summary>
    public static bool IsShare(Definition definition) => Shares.Contains(definition?.Id ?? throw new ArgumentNullException(nameof(definition)));

    public static string Of(Texts texts, Figure? figure) => figure switch
    {
        null or { Value: null } => "-",
        { Value: { } value } when Shares.Contains(figure.Definition.Id) => Percent(texts, value),
        { Value: { } value } => Number(value),
    };

    /// <summary>The 95 % interval as people read it; empty where there is none.</summary>
    public static string Interval(Texts texts, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (figure is not { Low: { } low, High: { } high }) return "";
        return Shares.Contains(figure.Definition.Id) ? texts["{0:0} to {1:0} %", 100 * low, 100 * high] : texts["{0} to {1}", Number(low), Number(high)];
    }

    /// <summary>A number as an attribute holds it; null where there is none, and the attribute with it.</summary>
    public static string? Data(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Percent(Texts texts, double share)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts["{0:0} %", 100 * share];
    }

    public static string Number(double value) => value.ToString(value == Math.Floor(value) ? "#,0" : "0.00", CultureInfo.CurrentCulture);
}
