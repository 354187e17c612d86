using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;

namespace LearningHub.Web.Cohorts;

/// <summary>One module of a programme as its page shows it.</summary>
/// <param name="Sentence">What the figures say, before any picture.</param>
/// <param name="Generations">Generations that have people, the workshop's included.</param>
/// <param name="Chart">Safe SVG; the same numbers stand in the table below it.</param>
public sealed record ProgrammeModule(
    string Key, string Title, string Sentence, string AsOf, int Generations, ImmutableArray<KeyMessage> Messages, ImmutableArray<Figure> Figures, string Chart)
{
    public static ProgrammeModule Of(Module module, CascadeBook book)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(book);
        var lineage = book.Lineage;
        var generations = Quantity.Generations(lineage);
        return new(
            module.Id.Module, module.Title, Say(lineage), Days.InFull(lineage.AsOf), generations.Length, module.KeyMessages,
            book.Figures, Draw(module.Title, generations));
    }

    /// <summary>The figure's value as people read it, "-" where there is none.</summary>
    public string Text(Definition definition, string slice = "") => FigureText.Of(Find(definition, slice));

    /// <summary>A message's share at a generation with its n; "-" where too few people stand behind it.</summary>
    public string Cell(string message, int generation) =>
        Find(Definitions.MessageSurvival, $"g={generation};message={message}") is { Value: not null } figure ? $"{FigureText.Of(figure)} ({figure.N})" : "-";

    private Figure? Find(Definition definition, string slice) =>
        Figures.FirstOrDefault(figure => figure.Definition == definition && (figure.Slice == slice || figure.Slice.StartsWith(slice + ";by=", StringComparison.Ordinal)));

    private static string Say(Lineage lineage)
    {
        var (reach, claimed) = (Quantity.Reach(lineage), Quantity.ClaimedHeads(lineage));
        if (claimed == 0) return "Nobody has passed this module on yet. The first session of a step-down trainer will show here.";
        var lasts = Reproduction.Of(lineage, 0) switch
        {
            null => "It is too early to say whether the cascade carries itself.",
            { Value: >= 1 } r => $"Each active trainer brings forth {FigureText.Number(r.Value)} new trainers: the cascade carries itself.",
            { } r => $"Each active trainer brings forth {FigureText.Number(r.Value)} new trainers: below 1, the cascade will not carry itself.",
        };
        return $"{reach} people are verified, {claimed} heads are claimed. {lasts}";
    }

    private static string Draw(string title, ImmutableArray<int> generations)
    {
        if (generations.Length < 2) return "";
        var most = generations.Max();
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg role="img" aria-label="{WebUtility.HtmlEncode(title)}: verified people by generation" viewBox="0 0 400 {generations.Length * 34}" width="400">""");
        for (var g = 0; g < generations.Length; g++)
        {
            var width = Math.Max(2, 300.0 * generations[g] / most);
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="0" y="{g * 34 + 21}" font-size="14">{g}</text><rect class="verified" x="24" y="{g * 34 + 5}" width="{width:0.#}" height="22"/><text x="{width + 32:0.#}" y="{g * 34 + 21}" font-size="14">{generations[g]}</text>""");
        }

        return svg.Append("</svg>").ToString();
    }
}

/// <summary>Figures as people read them: whole numbers as they are, shares as per cent, rates with two decimals.</summary>
public static class FigureText
{
    private static readonly HashSet<string> Shares =
    [
        Definitions.Duplication.Id, Definitions.VerifiedShare.Id, Definitions.Activation.Id, Definitions.PledgersConverted.Id,
        Definitions.PledgedVolume.Id, Definitions.MessageSurvival.Id, Definitions.Coverage.Id,
    ];

    public static string Of(Figure? figure) => figure switch
    {
        null or { Value: null } => "-",
        { Value: { } value } when Shares.Contains(figure.Definition.Id) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0} %"),
        { Value: { } value } => Number(value),
    };

    public static string Number(double value) => value.ToString(value == Math.Floor(value) ? "0" : "0.00", CultureInfo.InvariantCulture);
}
