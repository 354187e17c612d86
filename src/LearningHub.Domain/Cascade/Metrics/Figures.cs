using System.Collections.Immutable;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Every figure of a module version at once: what pages show and the evidence pack publishes.</summary>
public sealed class Figures
{
    private readonly Lineage lineage;
    private readonly bool sensitive;
    private readonly int windowDays;
    private readonly ImmutableArray<Figure>.Builder figures = ImmutableArray.CreateBuilder<Figure>();

    private Figures(Lineage lineage, bool sensitive, int windowDays) => (this.lineage, this.sensitive, this.windowDays) = (lineage, sensitive, windowDays);

    /// <param name="sensitive">The module is protection content: groups need 11 people, and counts are published in steps of 11.</param>
    /// <param name="windowDays">T of fan-out and reproduction, whole days.</param>
    public static ImmutableArray<Figure> Of(Lineage lineage, bool sensitive, int windowDays = 90)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var all = new Figures(lineage, sensitive, windowDays);
        all.AddQuantity();
        for (var g = 0; g < Quantity.Generations(lineage).Length; g++) all.AddGeneration(g);
        all.AddPledges();
        all.AddSpotChecks();
        all.AddFidelity();
        all.AddMessages();
        all.AddRetention();
        return sensitive ? Protection.Of(all.figures.ToImmutable()) : all.figures.ToImmutable();
    }

    private void Add(Definition definition, string slice, double? value, int n, Interval? bounds = null, EvidenceTier? floor = null) =>
        figures.Add(new(definition, slice, value, n, floor ?? lineage.TierFloor, value is null ? null : bounds?.Low, value is null ? null : bounds?.High));

    private void Add(Definition definition, string slice, Share? share, int n = 0, EvidenceTier? floor = null) =>
        Add(definition, slice, share?.Value, share?.Of ?? n, share is null ? null : new(share.Low, share.High), floor);

    private void AddQuantity()
    {
        var (contacts, reach, claimed) = (Quantity.Contacts(lineage), Quantity.Reach(lineage), Quantity.ClaimedHeads(lineage));
        Add(Definitions.Contacts, "", contacts, contacts);
        Add(Definitions.Reach, "", reach, reach);
        Add(Definitions.Claimed, "", claimed, claimed, floor: EvidenceTier.Claimed);
        Add(Definitions.Duplication, "", Quantity.Duplication(lineage), contacts);
        Add(Definitions.VerifiedShare, "", Quantity.VerifiedShare(lineage), claimed);
        Add(Definitions.Depth, "", Quantity.Depth(lineage, SmallCells.LeastPeople(sensitive)), reach);
        Add(Definitions.Dose, "", Quantity.Dose(lineage), reach);
        Add(Definitions.Concentration, "", Quantity.Concentration(lineage), Quantity.CreditByTrainer(lineage).Count);
        Add(Definitions.GenerationInterval, "", Quantity.GenerationInterval(lineage), Quantity.GenerationIntervals(lineage).Count);
    }

    private void AddGeneration(int g)
    {
        var slice = $"g={g}";
        var size = Quantity.Generations(lineage)[g];
        Add(Definitions.Generation, slice, size, size);
        var fanOut = FanOut.Of(lineage, g, windowDays);
        Add(Definitions.FanOut, slice, fanOut?.Value, fanOut?.Eligible ?? 0, fanOut?.Interval);
        Add(Definitions.Activation, slice, fanOut is null ? null : Share.Wilson(fanOut.Active, fanOut.Eligible));
        Add(Definitions.Yield, slice, fanOut?.Yield, fanOut?.Active ?? 0, fanOut?.YieldInterval);
        var reproduction = Reproduction.Of(lineage, g, windowDays);
        Add(Definitions.Reproduction, slice, reproduction?.Value, reproduction?.Trainers ?? 0, reproduction?.Interval);
        var time = TimeToCascade.Of(lineage, g);
        Add(Definitions.TimeToCascade, slice, time?.MedianDays, time?.People ?? 0);
        AddMean(Definitions.ScoreBefore, slice, MeanScore.Of(lineage, g, AnswerOccasion.Pre));
        AddMean(Definitions.ScoreAfter, slice, MeanScore.Of(lineage, g, AnswerOccasion.Post));
        var gain = Gain.Of(lineage, g);
        Add(Definitions.Gain, slice, gain?.People >= Fidelity.LeastPeople ? gain.Value : null, gain?.People ?? 0, gain?.Interval);
        var errors = ConfidentErrors.Of(lineage, g);
        var enough = errors?.People >= Fidelity.LeastPeople;
        Add(Definitions.ConfidentErrors, slice, enough ? errors!.Share.Value : null, errors?.People ?? 0, enough ? new(errors!.Share.Low, errors.Share.High) : null);
    }

    private void AddMean(Definition definition, string slice, MeanScore? mean) =>
        Add(definition, slice, mean?.People >= Fidelity.LeastPeople ? mean.Percent : null, mean?.People ?? 0, mean?.Interval);

    private void AddPledges()
    {
        var conversion = Conversion.Of(lineage);
        Add(Definitions.PledgersConverted, "", conversion is null ? null : Share.Wilson(conversion.Kept, conversion.Pledgers));
        Add(Definitions.PledgedVolume, "", conversion?.ByVolume, conversion?.PeoplePledged ?? 0);
    }

    private void AddSpotChecks()
    {
        if (SpotCheckEstimate.Of(lineage) is not { } estimate) return;
        var (called, lots) = ((estimate.Confirmed?.Of ?? 0) + estimate.Unreachable, estimate.LotsAccepted + estimate.LotsRefused + estimate.LotsOpen);
        Add(Definitions.SpotCheckShare, "", estimate.Confirmed, floor: EvidenceTier.SpotChecked);
        Add(Definitions.SpotCheckEstimate, "", estimate.Value, estimate.Claimed, estimate.Value is null ? null : new(estimate.Low!.Value, estimate.High!.Value), EvidenceTier.Claimed);
        Add(Definitions.SpotChecksUnreachable, "", estimate.Unreachable, called, floor: EvidenceTier.SpotChecked);
        Add(Definitions.LotsAccepted, "", estimate.LotsAccepted, lots, floor: EvidenceTier.SpotChecked);
        Add(Definitions.LotsRefused, "", estimate.LotsRefused, lots, floor: EvidenceTier.SpotChecked);
    }

    private void AddFidelity()
    {
        var chain = Fidelity.Of(lineage);
        foreach (var fidelity in chain)
        {
            var enough = fidelity.People >= Fidelity.LeastPeople;
            var slice = $"g={fidelity.Generation};by={(fidelity.By == FidelityBasis.Gain ? "gain" : "post-score")}";
            Add(Definitions.Fidelity, slice, enough ? fidelity.Left : null, fidelity.People, fidelity.Interval);
            // Beside a published φ, α would give back the φ of a generation above that is too small.
            var both = enough && chain.Any(above => above.Generation == fidelity.Generation - 1 && above.People >= Fidelity.LeastPeople);
            Add(Definitions.Retention, slice, both ? fidelity.FromParent : null, fidelity.People, fidelity.FromParentInterval);
        }

        if (FittedRetention.Of(chain) is { } fitted) Add(Definitions.FittedRetention, "", fitted.Value, fitted.People);
    }

    private void AddMessages()
    {
        foreach (var cell in MessageSurvival.Of(lineage))
        {
            var share = cell.MayShow(sensitive) ? Share.Wilson(cell.Right, cell.Answers) : null;
            Add(Definitions.MessageSurvival, $"g={cell.Generation};message={cell.Message}", share?.Value, cell.People, share is null ? null : new(share.Low, share.High));
        }

        foreach (var index in MutationIndex.Of(lineage))
        {
            var (enough, chance) = (index.Share.Of >= Fidelity.LeastPeople && SmallCells.MayShow(index.Share.Of, sensitive), 1.0 / index.Options);
            Add(Definitions.Mutation, $"g={index.Generation};message={index.Message};item={index.Item};option={index.Option}",
                enough ? index.Value : null, index.Share.Of, new(index.Share.Low - chance, index.Share.High - chance));
        }
    }

    private void AddRetention()
    {
        foreach (var (month, _, _) in Metrics.Retention.Refreshers)
        {
            if (Metrics.Retention.Of(lineage, month) is not { } kept) continue;
            // Of few who answered, worst and best would give back what they forgot: all three stay.
            var least = Math.Max(Fidelity.LeastPeople, SmallCells.LeastPeople(sensitive));
            var few = kept.Answered > 0 && kept.Answered < least;
            Add(Definitions.KeptRespondents, $"month={month}", few ? null : kept.Respondents, kept.Answered, kept.Interval);
            Add(Definitions.KeptWorst, $"month={month}", few || kept.Due < least ? null : kept.Worst, kept.Due);
            Add(Definitions.KeptBest, $"month={month}", few || kept.Due < least ? null : kept.Best, kept.Due);
            Add(Definitions.ResponseRate, $"month={month}", kept.ResponseRate);
        }

        if (EffectiveCoverage.OfAll(lineage) is not { } effective) return;
        Add(Definitions.Coverage, "", effective.Coverage.Value, effective.Coverage.Declared.Eligible);
        Add(Definitions.EffectiveCoverage, "", effective.Value, effective.Checked, effective.Value is null ? null : new(effective.Low!.Value, effective.High!.Value));
    }
}

/// <summary>Figures of protection content: no number that a small group can be read off from, alone or beside another export.</summary>
internal static class Protection
{
    private const int Step = 11;

    private static readonly HashSet<string> Counts =
        [Definitions.Contacts.Id, Definitions.Reach.Id, Definitions.Claimed.Id, Definitions.Generation.Id, Definitions.SpotChecksUnreachable.Id, Definitions.SpotCheckEstimate.Id];

    /// <summary>Counts in steps of 11 that add up; shares of two counts from the steps; everything else with two decimals, and only from 11 people on.</summary>
    public static ImmutableArray<Figure> Of(ImmutableArray<Figure> exact)
    {
        var generations = exact.Where(figure => figure.Definition == Definitions.Generation).Select(figure => figure.N).ToList();
        var running = generations.Select((_, g) => Suppression.Floor(generations.Take(g + 1).Sum(), Step)).ToList();
        var reach = running.Count == 0 ? 0 : running[^1] - running[0];
        int CountOf(Definition definition) => definition == Definitions.Reach ? reach : Suppression.Floor(exact.First(figure => figure.Definition == definition).N, Step);
        double? Ratio(int above, int below) => below == 0 ? null : above / (double)below;
        return
        [
            .. exact.Select(figure => figure.Definition.Id switch
            {
                var id when id == Definitions.Generation.Id => Whole(figure, int.Parse(figure.Slice[2..], System.Globalization.CultureInfo.InvariantCulture) is var g and > 0 ? running[g] - running[g - 1] : running[0]),
                var id when id == Definitions.Reach.Id => Whole(figure, reach),
                var id when id == Definitions.Duplication.Id => figure with { Value = Ratio(Math.Max(0, CountOf(Definitions.Contacts) - reach), CountOf(Definitions.Contacts)), N = CountOf(Definitions.Contacts) },
                var id when id == Definitions.VerifiedShare.Id => figure with { Value = Ratio(CountOf(Definitions.Contacts), CountOf(Definitions.Claimed)), N = CountOf(Definitions.Claimed) },
                var id when Counts.Contains(id) => Whole(figure, Suppression.Floor((int)Math.Floor(figure.Value ?? 0), Step)),
                var id when id == Definitions.LotsAccepted.Id || id == Definitions.LotsRefused.Id => figure, // lots are no people
                _ => Coarse(figure),
            }),
        ];
    }

    private static Figure Whole(Figure figure, int published) => figure with
    {
        Value = figure.Value is null ? null : published, N = Math.Max(published, Suppression.Floor(figure.N, Step)), Low = Hundredths(figure.Low), High = Hundredths(figure.High),
    };

    private static Figure Coarse(Figure figure) => figure.N < Step
        ? figure with { Value = null, N = 0, Low = null, High = null }
        : figure with { Value = Hundredths(figure.Value), N = Suppression.Floor(figure.N, Step), Low = Hundredths(figure.Low), High = Hundredths(figure.High) };

    private static double? Hundredths(double? value) => value is { } number ? Math.Floor(number * 100 + 0.5) / 100 : null;
}
